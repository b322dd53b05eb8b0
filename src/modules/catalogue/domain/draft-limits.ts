/** How large a catalogue that is written in the browser may get; every text fits into a cell of the workbook. */
export const draftLimits = {
  requirements: 5000,
  headings: 1000,
  title: 500,
  code: 200,
  edition: 100,
  text: 30_000,
  /** Headings and requirements below each other; the workbook reads no more. */
  depth: 30,
} as const;
