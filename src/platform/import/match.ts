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
  return { fields, text: keyText(fields.map((field) => values[field])) };
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
      const key = keyOf(kind, values);
      if (key?.fields === fields) places.set(key.text, [...(places.get(key.text) ?? []), at]);
    }
    if (places.size === 0) continue;
    for (const row of await readByKey(tx, kind, fields, [...places.keys()], lock))
      for (const at of places.get(keyText(fields.map((field) => row[snake(field)]))) ?? [])
        found[at]?.push(row);
  }
  return found;
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
    needed.has(fields[at] ?? '')
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
