import { changes } from '#kernel/records';
import { issueFault } from '../http/errors.ts';
import { changedFields, type Row, type StoredRow, toRow } from '../records.ts';
import type { TownTx } from '../tx.ts';
import { type CellFault, readCell, textFault } from './cells.ts';
import { fieldOf, type ImportKind, type RowFault } from './kind.ts';
import { findStored, keyOf } from './match.ts';
import type { SourceRow } from './read-rows.ts';
import type { Mapping } from './recognise.ts';
import { openReferences, type References } from './references.ts';

/** A row of the file as it would be stored. */
export interface CheckedRow {
  row: number;
  /** What the row says, in camelCase; fields of empty cells are absent. */
  values: Row;
  faults: RowFault[];
  plan: { act: 'create'; columns: Row } | { act: 'update'; before: StoredRow; patch: Row } | { act: 'skip' };
}

export interface RowCheck {
  check(rows: readonly SourceRow[]): Promise<CheckedRow[]>;
  references: References;
}

/** Prepares to check rows of one kind, chunk by chunk and in their order; `lock` keeps what it finds until the transaction ends. */
export async function openRowCheck(
  tx: TownTx,
  kind: ImportKind,
  mapping: Mapping,
  lock: boolean,
): Promise<RowCheck> {
  const mapped = mapping.flatMap(({ column, heading, field }) =>
    field === null ? [] : [{ column, heading, field: fieldOf(kind, field) }],
  );
  const headings = new Map(mapped.map(({ heading, field }) => [field.name, heading]));
  const references = await openReferences(tx, kind, new Set(headings.keys()));
  const partial = changes(kind.schema);
  const seen = new Map<string, number>();
  const at = (row: number, field: string, { code, params }: CellFault): RowFault => ({
    row,
    column: headings.get(field) ?? null,
    field,
    code,
    params,
  });

  const readOne = ({ row, cells }: SourceRow): { values: Row; faults: RowFault[] } => {
    const values: Row = {};
    const faults: RowFault[] = [];
    for (const { column, field } of mapped) {
      const cell = cells[column] ?? '';
      if (String(cell).trim() === '') continue;
      const broken = textFault(cell);
      const read = broken ? { fault: broken } : readCell(cell, field.type, tx.actor.locale);
      if ('fault' in read) faults.push(at(row, field.name, read.fault));
      else values[field.name] = read.value;
    }
    for (const [field, told] of references.resolve(values)) faults.push(at(row, field, told));
    return { values, faults };
  };

  const judge = (row: number, values: Row, told: RowFault[], stored: readonly StoredRow[]): CheckedRow => {
    const faults = [...told];
    const repeated = repeatedRow(kind, values, seen, row);
    if (repeated) faults.push(at(row, kind.keys[0]?.[0] ?? '', repeated));
    if (stored.length > 1)
      faults.push(
        at(row, kind.keys[0]?.[0] ?? '', { code: 'several_alike', params: { count: stored.length } }),
      );
    const [before] = stored;
    const wrong = new Set(faults.map(({ field }) => field));
    const parsed = (before ? partial : kind.schema).safeParse(values);
    for (const issue of parsed.error?.issues ?? []) {
      const { path, code, params = {} } = issueFault(issue);
      if (!wrong.has(path))
        faults.push(
          at(row, path, {
            code: code === 'required' && !headings.has(path) ? 'column_missing' : code,
            params: { ...params, field: labelOf(kind, path, tx) },
          }),
        );
    }
    if (faults.length > 0 || !parsed.data) return { row, values, faults, plan: { act: 'skip' } };
    return { row, values, faults, plan: planOf(toRow(parsed.data as Row), before) };
  };

  return {
    references,
    async check(rows) {
      const read = rows.map((one) => ({ row: one.row, ...readOne(one) }));
      const stored = await findStored(
        tx,
        kind,
        read.map(({ values }) => values),
        lock,
      );
      return read.map(({ row, values, faults }, place) => judge(row, values, faults, stored[place] ?? []));
    },
  };
}

const labelOf = (kind: ImportKind, path: string, tx: TownTx): string =>
  kind.fields.find(({ name }) => name === path)?.label(tx.actor.locale) ?? path;

function repeatedRow(
  kind: ImportKind,
  values: Row,
  seen: Map<string, number>,
  row: number,
): CellFault | null {
  const key = keyOf(kind, values);
  if (!key) return null;
  const text = `${kind.keys.indexOf(key.fields)} ${key.text}`;
  const first = seen.get(text);
  if (first !== undefined) return { code: 'row_repeated', params: { row: first } };
  seen.set(text, row);
  return null;
}

function planOf(columns: Row, before: StoredRow | undefined): CheckedRow['plan'] {
  if (!before) return { act: 'create', columns };
  return Object.keys(changedFields(before, columns)).length > 0
    ? { act: 'update', before, patch: columns }
    : { act: 'skip' };
}
