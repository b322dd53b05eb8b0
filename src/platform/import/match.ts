import { sql } from 'kysely';
import { type StoredRow, snake } from '../records.ts';
import type { TownTx } from '../tx.ts';
import type { ImportKind } from './kind.ts';
import { neededFields } from './recognise.ts';

type Values = Record<string, unknown>;

/** The fields by which these values are known again; null while one of them is missing. */
export function keyOf(kind: ImportKind, values: Values): { fields: readonly string[]; text: string } | null {
  const fields = kind.keys.find(([first = '']) => values[first] !== undefined);
  if (!fields) return null;
  return { fields, text: keyText(fields.map((field) => folded(kind, field, values[field]))) };
}

const keyText = (parts: readonly unknown[]): string => JSON.stringify(parts.map((part) => part ?? null));

/**
 * What is stored already under the keys of these rows, by place in `all`; several = the key is not enough to tell which.
 * With `lock` the records stay as they are until the transaction ends.
 */
export async function findStored(
  tx: TownTx,
  kind: ImportKind,
  all: readonly Values[],
  lock: boolean,
): Promise<StoredRow[][]> {
  const found = all.map((): StoredRow[] => []);
  for (const fields of kind.keys) {
    const places = new Map<string, number[]>();
    for (const [at, values] of all.entries()) {
      const text = looksFor(kind, values, fields, found[at]?.length === 0);
      if (text !== null) places.set(text, [...(places.get(text) ?? []), at]);
    }
    if (places.size === 0) continue;
    for (const row of await readByKey(tx, kind, fields, [...places.keys()], lock))
      for (const at of places.get(keyText(fields.map((field) => folded(kind, field, row[snake(field)])))) ??
        [])
        if (isNotAnother(kind, fields, all[at] ?? {}, row)) found[at]?.push(row);
  }
  return found;
}

/** What a row is looked up by under a key; null when this key is not its turn. */
function looksFor(kind: ImportKind, values: Values, fields: readonly string[], open: boolean): string | null {
  const key = keyOf(kind, values);
  if (!kind.unique) return key?.fields === fields ? key.text : null;
  const [first = ''] = fields;
  return open && values[first] !== undefined
    ? keyText(fields.map((field) => folded(kind, field, values[field])))
    : null;
}

const folded = (kind: ImportKind, field: string, value: unknown): unknown =>
  typeof value === 'string' && kind.folded?.includes(field) ? value.toLowerCase() : value;

/** Found by what several may share, a record with another value in what is unique is somebody else. */
function isNotAnother(kind: ImportKind, by: readonly string[], values: Values, row: StoredRow): boolean {
  if (!kind.unique || kind.unique.includes(by[0] ?? '')) return true;
  return kind.unique.every((field) => {
    const stored = row[snake(field)];
    return values[field] === undefined || stored === '' || stored === null || stored === values[field];
  });
}

async function readByKey(
  tx: TownTx,
  kind: ImportKind,
  fields: readonly string[],
  keys: readonly string[],
  lock: boolean,
): Promise<StoredRow[]> {
  const columns = fields.map((field) => sql.ref(snake(field)));
  const wanted = keys.map((key) =>
    Object.fromEntries((JSON.parse(key) as unknown[]).map((part, at) => [snake(fields[at] ?? ''), part])),
  );
  // Equality may use an index under row security; what may be empty needs the other comparison.
  const needed = new Set([fields[0], ...neededFields(kind)]);
  const same = columns.map((column, at) =>
    kind.folded?.includes(fields[at] ?? '')
      ? sql`lower(r.${column}) = g.${column}`
      : needed.has(fields[at] ?? '')
        ? sql`r.${column} = g.${column}`
        : sql`r.${column} is not distinct from g.${column}`,
  );
  const table = sql.table(kind.record.table);
  const { rows } =
    await sql<StoredRow>`select r.* from json_populate_recordset(null::${table}, ${JSON.stringify(wanted)}::json) g
    join ${table} r on r.town_id = ${tx.actor.townId} and ${sql.join(same, sql` and `)}
    ${lock ? sql`for update of r` : sql``}`.execute(tx.db);
  return rows;
}
