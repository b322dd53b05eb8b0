/** What became of one file, as the command prints it. */
export interface FileResult {
  path: string;
  kind: string;
  created: number;
  updated: number;
  skipped: number;
  refused: number;
  /** Of very many the first ones; `faultTotal` counts all. */
  faults: { row: number; code: string; text: string; column?: string | null; field?: string | null }[];
  faultTotal: number;
  /** What is at fault was left out, the rest taken. */
  rest?: boolean;
  /** Headings of columns that were left out. */
  ignored?: string[];
}

/** A path that cannot be read at all. */
export const unreadable = (path: string, code: string, text: string): FileResult => ({
  path,
  kind: 'unknown',
  created: 0,
  updated: 0,
  skipped: 0,
  refused: 0,
  faults: [{ row: 0, code, text }],
  faultTotal: 1,
});
