/** Controls, line and paragraph separators: what begins a new line in a header, a calendar or a list. */
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu;

/** A title as one line: whatever would break it becomes a space. */
export const oneLine = (text: string): string => text.replace(BREAKS, ' ').trim();
