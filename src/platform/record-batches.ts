import { sql } from 'kysely';
import { writeJournals } from './journal.ts';
import {
  changedFields,
  firstState,
  guarded,
  nextNumber,
  type RecordKind,
  type Row,
  type StoredRow,
  searchText,
} from './records.ts';
import type { TownTx } from './tx.ts';

/** Some thousand rows are one statement each for records, journal and search; more would only take memory. */
const MOST = 5_000;

/**
 * Inserts records of one kind as `insertRecord` does each: every row names the same columns, numbers are drawn for rows
 * without one, given numbers must be claimed. Refuses unknown references and duplicates like a single insert.
 */
export async function insertRecords(
  tx: TownTx,
  spec: RecordKind,
  rows: readonly Row[],
  event = 'created',
): Promise<StoredRow[]> {
  if (rows.length === 0) return [];
  if (rows.length > MOST) throw new RangeError(`at most ${MOST} records at once`);
  const numbered = await withNumbers(tx, spec, rows);
  const filled = numbered.map(
    (row): Row => ({
      id: tx.newId(),
      ...row,
      town_id: tx.actor.townId,
      created_at: tx.now,
      updated_at: tx.now,
    }),
  );
  const columns = sql.join(Object.keys(filled[0] ?? {}).map((name) => sql.ref(name)));
  const table = sql.table(spec.table);
  const { rows: stored } = await guarded(() =>
    sql<StoredRow>`insert into ${table} (${columns})
      select ${columns} from json_populate_recordset(null::${table}, ${JSON.stringify(filled)}::json) returning *`.execute(
      tx.db,
    ),
  );
  await writeJournals(
    tx,
    stored.map((row) => ({
      event: `${spec.kind}.${event}`,
      kind: spec.kind,
      recordId: row.id,
      officeId: row.office_id,
      changes: firstState(row),
    })),
  );
  await indexAll(tx, spec, stored);
  return stored;
}

async function withNumbers(tx: TownTx, spec: RecordKind, rows: readonly Row[]): Promise<readonly Row[]> {
  const open = spec.numbered ? rows.filter((row) => typeof row.number !== 'number').length : 0;
  if (open === 0) return rows;
  let next = (await nextNumber(tx, spec.kind, 0, open)) - open;
  return rows.map((row) => (typeof row.number === 'number' ? row : { ...row, number: ++next }));
}

export interface Change {
  before: StoredRow;
  patch: Row;
}

/**
 * Changes records that this transaction has read `for update` and journals each field by field; unchanged ones are left
 * alone. Returns how many were changed.
 */
export async function updateRecords(
  tx: TownTx,
  spec: RecordKind,
  changes: readonly Change[],
  event = 'changed',
): Promise<number> {
  const real = changes
    .map(({ before, patch }) => ({ before, changes: changedFields(before, patch) }))
    .filter(({ changes }) => Object.keys(changes).length > 0);
  const groups = new Map<string, typeof real>();
  for (const one of real) {
    const columns = Object.keys(one.changes).sort().join(',');
    groups.set(columns, [...(groups.get(columns) ?? []), one]);
  }
  for (const [columns, group] of groups) await updateAlike(tx, spec, columns.split(','), group, event);
  return real.length;
}

/** Records of which the same columns change: one statement. */
async function updateAlike(
  tx: TownTx,
  spec: RecordKind,
  columns: readonly string[],
  group: readonly { before: StoredRow; changes: Record<string, readonly [unknown, unknown]> }[],
  event: string,
): Promise<void> {
  const given = group.map(({ before, changes }) => ({
    id: before.id,
    ...Object.fromEntries(Object.entries(changes).map(([field, [, to]]) => [field, to])),
  }));
  const table = sql.table(spec.table);
  const set = sql.join(columns.map((name) => sql`${sql.ref(name)} = g.${sql.ref(name)}`));
  const { rows: stored } = await guarded(() =>
    sql<StoredRow>`update ${table} t set ${set}, version = t.version + 1, updated_at = ${tx.now}
      from json_populate_recordset(null::${table}, ${JSON.stringify(given)}::json) g
      where t.town_id = ${tx.actor.townId} and t.id = g.id returning t.*`.execute(tx.db),
  );
  const byId = new Map(stored.map((row) => [row.id, row]));
  await writeJournals(
    tx,
    group.map(({ before, changes }) => ({
      event: `${spec.kind}.${event}`,
      kind: spec.kind,
      recordId: before.id,
      officeId: byId.get(before.id)?.office_id ?? before.office_id,
      changes,
    })),
  );
  await indexAll(tx, spec, stored);
}

async function indexAll(tx: TownTx, spec: RecordKind, rows: readonly StoredRow[]): Promise<void> {
  const { search } = spec;
  if (!search) return;
  const given = rows.map((row) => ({
    record_id: row.id,
    office_id: row.office_id,
    ...searchText(search(row)),
  }));
  await sql`insert into search_entry (town_id, kind, record_id, office_id, title, body)
    select ${tx.actor.townId}::uuid, ${spec.kind}, g.record_id, g.office_id, g.title, g.body
    from json_to_recordset(${JSON.stringify(given)}::json) as g (record_id uuid, office_id uuid, title text, body text)
    on conflict (town_id, kind, record_id) do update set title = excluded.title, body = excluded.body, office_id = excluded.office_id`.execute(
    tx.db,
  );
}
