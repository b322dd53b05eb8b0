/** Files of a catalogue together; also known to the page, so that nobody sends for minutes what is refused. */
export const MOST_BYTES = 32_000_000;
