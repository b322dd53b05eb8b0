import { sql } from 'kysely';
import { writeJournals } from './journal.ts';
import { insertRecords, updateRecords } from './record-batches.ts';
import type { RecordKind, Row, StoredRow } from './records.ts';
import type { TownTx } from './tx.ts';

/** One transaction that changed many records: its number and its moment, as the journal has them. */
export interface Batch {
  xid: string;
  at: Date | string;
}

export interface Undone {
  /** Records that are as they were before. */
  undone: number;
  /** Records that somebody has changed since, or that others point at: they stay as they are. */
  kept: number;
}

/** The transaction at hand, to be taken back later. */
export async function batchOf(tx: TownTx): Promise<Batch> {
  const { rows } = await sql<{ xid: string }>`select pg_current_xact_id()::text as xid`.execute(tx.db);
  return { xid: rows[0]?.xid ?? '', at: tx.now };
}

type Changes = Record<string, [unknown, unknown]>;
interface Line {
  id: string;
  what: 'created' | 'changed' | 'removed';
  officeId: string | null;
  changes: Changes;
  /** Somebody has changed the record since. */
  later: boolean;
}

/** Some thousand records are one statement each. */
const CHUNK = 2_000;

/**
 * Takes back what a batch did to records of one kind, from the journal: created ones go, changed fields get their earlier
 * value, removed ones come back under their id. What was changed since or is pointed at stays and is counted. Undoing
 * twice finds nothing to do. `event` is what the journal calls a change that is taken back.
 */
export async function undoBatch(
  tx: TownTx,
  spec: RecordKind,
  batch: Batch,
  event = 'changed',
): Promise<Undone> {
  const lines = await readLines(tx, spec, batch);
  let undone = 0;
  for (let from = 0; from < lines.length; from += CHUNK) {
    const free = lines.slice(from, from + CHUNK).filter(({ later }) => !later);
    const those = (what: Line['what']) => free.filter((line) => line.what === what);
    undone += await removeAll(
      tx,
      spec,
      those('created').map(({ id }) => id),
    );
    undone += await restoreAll(tx, spec, those('changed'), event);
    undone += await bringBack(tx, spec, those('removed'));
  }
  return { undone, kept: lines.length - undone };
}

/** Whether nobody has touched since what a batch did to records of one kind. */
export const standsUntouched = async (tx: TownTx, spec: RecordKind, batch: Batch): Promise<boolean> =>
  (await readLines(tx, spec, batch)).every(({ later }) => !later);

async function readLines(tx: TownTx, { kind }: RecordKind, { xid, at }: Batch): Promise<Line[]> {
  const town = tx.actor.townId;
  // The moment too: numbers of transactions begin anew where a backup was restored.
  const { rows } = await sql<{
    id: string;
    officeId: string | null;
    event: string;
    payload: string | null;
    later: boolean;
  }>`
    select j.record_id as id, j.office_id as "officeId", j.event, p.payload, exists (select from journal k
        where k.town_id = ${town} and k.record_id = j.record_id and k.id > j.id) as later
    from journal j left join journal_payload p on p.town_id = j.town_id and p.journal_id = j.id
    where j.town_id = ${town} and j.xid = ${xid}::xid8 and j.at = ${at} and j.kind = ${kind} order by j.id`.execute(
    tx.db,
  );
  return rows.map(({ id, officeId, event, payload, later }) => ({
    id,
    officeId,
    what: whatOf(event),
    changes: payload ? (JSON.parse(payload) as { changes: Changes }).changes : {},
    // What data protection has taken out of the journal cannot be brought back from it.
    later: later || payload === null,
  }));
}

const whatOf = (event: string): Line['what'] => {
  if (/\.(created|imported|added)$/.test(event)) return 'created';
  return event.endsWith('.removed') ? 'removed' : 'changed';
};

/** Removes what nothing points at; returns how many went. */
async function removeAll(tx: TownTx, spec: RecordKind, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const { rows: held } = await sql<{ id: string }>`
    select * from app.still_referenced(${spec.table}, ${[...ids]}::uuid[]) as id`.execute(tx.db);
  const kept = new Set(held.map(({ id }) => id));
  const free = ids.filter((id) => !kept.has(id));
  if (free.length === 0) return 0;
  const { rows: gone } = await sql<StoredRow>`delete from ${sql.table(spec.table)}
    where town_id = ${tx.actor.townId} and id = any (${free}::uuid[]) returning *`.execute(tx.db);
  await sql`delete from search_entry
    where town_id = ${tx.actor.townId} and kind = ${spec.kind} and record_id = any (${free}::uuid[])`.execute(
    tx.db,
  );
  await writeJournals(
    tx,
    gone.map((row) => ({
      event: `${spec.kind}.removed`,
      kind: spec.kind,
      recordId: row.id,
      officeId: row.office_id,
      changes: {},
    })),
  );
  return gone.length;
}

/** Gives changed fields their earlier value; returns how many records were changed. */
async function restoreAll(
  tx: TownTx,
  spec: RecordKind,
  lines: readonly Line[],
  event: string,
): Promise<number> {
  if (lines.length === 0) return 0;
  const ids = lines.map(({ id }) => id);
  const { rows } = await sql<StoredRow>`select * from ${sql.table(spec.table)}
    where town_id = ${tx.actor.townId} and id = any (${ids}::uuid[]) for update`.execute(tx.db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const computed = await computedColumns(tx, spec);
  return updateRecords(
    tx,
    spec,
    lines.flatMap(({ id, changes }) => {
      const before = byId.get(id);
      const patch = earlier(changes, computed);
      return before ? [{ before, patch }] : [];
    }),
    event,
  );
}

/** Inserts what was removed as it was, under its old id. */
async function bringBack(tx: TownTx, spec: RecordKind, lines: readonly Line[]): Promise<number> {
  if (lines.length === 0) return 0;
  const computed = await computedColumns(tx, spec);
  const rows = lines.map(
    ({ id, officeId, changes }): Row => ({ id, office_id: officeId, ...earlier(changes, computed) }),
  );
  return (await insertRecords(tx, spec, rows, 'brought_back')).length;
}

/** Each field as it was before; what the database works out by itself is left to it. */
const earlier = (changes: Changes, computed: ReadonlySet<string>): Row =>
  Object.fromEntries(
    Object.entries(changes).flatMap(([field, [from]]) => (computed.has(field) ? [] : [[field, from]])),
  );

async function computedColumns(tx: TownTx, { table }: RecordKind): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attgenerated <> ''`.execute(tx.db);
  return new Set(rows.map(({ name }) => name));
}
