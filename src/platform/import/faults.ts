import { type Locale, sentence } from '../http/errors.ts';
import type { RowFault } from './kind.ts';

/** More than this nobody mends by hand; the rest is counted. */
const MOST_KEPT = 5_000;

/** A fault as people and programs read it. */
export interface ToldFault {
  row: number;
  column: string | null;
  field: string | null;
  code: string;
  text: string;
}

/** Collects the faults of a file in the order of its rows and counts the rows they concern. */
export class FaultList {
  readonly kept: RowFault[] = [];
  total = 0;
  rows = 0;
  #last = -1;

  add(fault: RowFault): void {
    this.total++;
    if (fault.row > 0 && fault.row !== this.#last) this.rows++;
    this.#last = fault.row;
    if (this.kept.length < MOST_KEPT) this.kept.push(fault);
  }
}

export const tellFault = ({ row, column, field, code, params }: RowFault, locale: Locale): ToldFault => ({
  row,
  column,
  field,
  code,
  text: `${column ? `${column}: ` : ''}${sentence(`field_${code}`, { ...params }, locale)}`,
});
