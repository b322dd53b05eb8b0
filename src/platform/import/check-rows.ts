import type { z } from 'zod';
import { changes } from '#kernel/records';
import { issueFault } from '../http/errors.ts';
import { changedFields, type Row, type StoredRow, toRow, toView } from '../records.ts';
import type { TownTx } from '../tx.ts';
import { type CellFault, readCell, textFault } from './cells.ts';
import { fieldOf, type ImportField, type ImportKind, type RowFault } from './kind.ts';
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

interface MappedColumn {
  column: number;
  heading: string;
  field: ImportField;
}

/** Checks rows of one kind, chunk by chunk and in their order. */
export class RowCheck {
  readonly references: References;
  readonly #tx: TownTx;
  readonly #kind: ImportKind;
  readonly #lock: boolean;
  readonly #mapped: readonly MappedColumn[];
  readonly #partial: z.ZodObject;
  readonly #seen = new Map<string, number>();

  private constructor(
    tx: TownTx,
    kind: ImportKind,
    mapped: readonly MappedColumn[],
    references: References,
    lock: boolean,
  ) {
    this.#tx = tx;
    this.#kind = kind;
    this.#mapped = mapped;
    this.references = references;
    this.#lock = lock;
    this.#partial = changes(kind.schema);
  }

  /** `lock` keeps what is found stored as it is until the transaction ends. */
  static async open(tx: TownTx, kind: ImportKind, mapping: Mapping, lock: boolean): Promise<RowCheck> {
    const mapped = mapping.flatMap(({ column, heading, field }) =>
      field === null ? [] : [{ column, heading, field: fieldOf(kind, field) }],
    );
    const references = await openReferences(tx, kind, new Set(mapped.map(({ field }) => field.name)));
    return new RowCheck(tx, kind, mapped, references, lock);
  }

  async check(rows: readonly SourceRow[]): Promise<CheckedRow[]> {
    const read = rows.map((one) => this.#read(one));
    const values = read.map((one) => one.values);
    const stored = await findStored(this.#tx, this.#kind, values, this.#lock);
    return read.map((one, place) => this.#judge(one, stored[place] ?? []));
  }

  #fault(row: number, field: string, { code, params }: CellFault): RowFault {
    const column = this.#mapped.find((one) => one.field.name === field)?.heading ?? null;
    return { row, column, field, code, params };
  }

  #read({ row, cells }: SourceRow): ReadRow {
    const values: Row = {};
    const faults: RowFault[] = [];
    for (const { column, field } of this.#mapped) {
      const cell = cells[column] ?? '';
      if (String(cell).trim() === '') continue;
      const broken = textFault(cell);
      const read = broken ? { fault: broken } : readCell(cell, field.type, this.#tx.actor.locale);
      if ('fault' in read) faults.push(this.#fault(row, field.name, read.fault));
      else values[field.name] = read.value;
    }
    for (const [field, told] of this.references.resolve(values)) faults.push(this.#fault(row, field, told));
    return { row, values: this.#kind.fill?.(values) ?? values, faults };
  }

  #judge({ row, values, faults }: ReadRow, stored: readonly StoredRow[]): CheckedRow {
    const first = this.#kind.keys[0]?.[0] ?? '';
    const repeated = repeatedRow(this.#kind, values, stored, this.#seen, row);
    if (repeated) faults.push(this.#fault(row, first, repeated));
    if (stored.length > 1)
      faults.push(this.#fault(row, first, { code: 'several_alike', params: { count: stored.length } }));
    const [before] = stored;
    const parsed = (before ? this.#partial : this.#kind.schema).safeParse(values);
    if (parsed.error) this.#tell(row, parsed.error.issues, faults);
    const together = this.#kind.check?.({ ...(before ? toView<Row>(before) : {}), ...values });
    if (together) this.#tellTogether(row, together, faults);
    if (faults.length > 0 || !parsed.data) return { row, values, faults, plan: { act: 'skip' } };
    return { row, values, faults, plan: planOf(toRow(parsed.data as Row), before) };
  }

  /** What several fields do not fulfil, unless one of them has been found faulty already. */
  #tellTogether(row: number, { field, code, from = [] }: Together, faults: RowFault[]): void {
    const names = [field, ...from];
    if (faults.some((fault) => names.includes(fault.field ?? ''))) return;
    const there = names.find((name) => this.#mapped.some((one) => one.field.name === name));
    const label = fieldOf(this.#kind, field).label(this.#tx.actor.locale);
    const absent = code === 'required' && !there;
    faults.push({
      ...this.#fault(row, there ?? field, {
        code: absent ? 'column_missing' : code,
        params: { field: label },
      }),
      field,
    });
  }

  /** What the schema says, but for fields whose cell has been found faulty already. */
  #tell(row: number, issues: readonly z.core.$ZodIssue[], faults: RowFault[]): void {
    const wrong = new Set(faults.map(({ field }) => field));
    for (const issue of issues) {
      const { path, code, params = {} } = issueFault(issue);
      if (wrong.has(path)) continue;
      const absent = code === 'required' && !this.#mapped.some(({ field }) => field.name === path);
      const field = this.#kind.fields.find(({ name }) => name === path)?.label(this.#tx.actor.locale) ?? path;
      faults.push(
        this.#fault(row, path, { code: absent ? 'column_missing' : code, params: { ...params, field } }),
      );
    }
  }
}

type Together = NonNullable<ReturnType<NonNullable<ImportKind['check']>>>;

interface ReadRow {
  row: number;
  values: Row;
  faults: RowFault[];
}

function repeatedRow(
  kind: ImportKind,
  values: Row,
  stored: readonly StoredRow[],
  seen: Map<string, number>,
  row: number,
): CellFault | null {
  const key = keyOf(kind, values);
  const marks = [
    ...(key ? [`${kind.keys.indexOf(key.fields)} ${key.text}`] : []),
    ...(kind.unique ?? []).flatMap((field) =>
      values[field] === undefined ? [] : [`${field} ${values[field]}`],
    ),
    ...(kind.unique && stored.length === 1 ? [`is ${stored[0]?.id}`] : []),
  ];
  for (const mark of marks) {
    const first = seen.get(mark);
    if (first !== undefined && first !== row) return { code: 'row_repeated', params: { row: first } };
    seen.set(mark, row);
  }
  return null;
}

function planOf(columns: Row, before: StoredRow | undefined): CheckedRow['plan'] {
  if (!before) return { act: 'create', columns };
  return Object.keys(changedFields(before, columns)).length > 0
    ? { act: 'update', before, patch: columns }
    : { act: 'skip' };
}
