/** A folder as read, before anything of it is in the database. */
export interface ImportFault {
  file: string;
  /** Line in the file, counted from 1. */
  row: number;
  code: string;
  text: string;
}

export interface TownRecord {
  /** Key or number as written, or the position. */
  name: string;
  line: number;
  values: Record<string, unknown>;
}

export interface TownFolder {
  town: Record<string, unknown>;
  engagement: Record<string, unknown> | null;
  files: Map<string, TownRecord[]>;
  faults: ImportFault[];
}
