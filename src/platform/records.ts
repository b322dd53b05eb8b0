import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import { type JournalEntry, writeJournal } from './journal.ts';
import { letGoOf } from './loose-keys.ts';
import type { Marks } from './privacy/marks.ts';
import type { TownTx } from './tx.ts';

/** How a table takes part in journal and search. */
export interface RecordKind {
  table: string;
  /** Name in journal events and links, e.g. `finding`. */
  kind: string;
  /** Counts per town: `number` is drawn from the number circle of this kind. */
  numbered?: boolean;
  /** Row -> what the global search finds it by; absent = not found by search. */
  search?: (row: Row) => { title: string; body: string };
  privacy: Privacy;
}

/** What a table says of people and how long it is kept; information, deletion and anonymising go by it. */
export interface Privacy {
  /** Columns that tell of a person. */
  personal: readonly string[];
  /** Years kept after the last change and the end of the week it belongs to; null = as long as the record itself. */
  keepYears: number | null;
  /**
   * When the years are over: the columns are emptied (default), or the row goes once nothing refers to it; `delete_unseen`: by a door of the
   * database, since row security hides the rows also from whoever ends them; `delete_whole`: the row goes with what hangs on it.
   */
  ends?: 'blank' | 'delete' | 'delete_unseen' | 'delete_whole';
  /** Column with the moment from which the years count, empty = they have not begun; absent = the last change. */
  keepFrom?: string;
  /** How somebody is recognised in each column of words, and in each key that no foreign key explains. */
  marks: Marks;
}
/** A table that says nothing of people by itself; only what somebody writes into it can name one. */
export const noPersonalData = (marks: Marks): Privacy => ({ personal: [], keepYears: null, marks });

export type Row = Record<string, unknown>;
/** A row as the generic functions return it. */
export type StoredRow<T = Row> = T & {
  id: string;
  version: number;
  office_id: string | null;
  created_at: string;
  updated_at: string;
};

const OWN = new Set(['town_id', 'id', 'version', 'created_at', 'updated_at', 'office_id']);

/**
 * Next number of a circle; the row lock serialises writers of one kind in one town. With `count` it takes so many and
 * returns the last of them.
 */
export async function nextNumber(tx: TownTx, kind: string, year = 0, count = 1): Promise<number> {
  const { rows } = await sql<{
    last: number;
  }>`insert into number_circle (town_id, kind, year, last) values (${tx.actor.townId}, ${kind}, ${year}, ${count})
    on conflict (town_id, kind, year) do update set last = number_circle.last + ${count} returning last`.execute(
    tx.db,
  );
  return rows[0]?.last ?? count;
}

/** Keeps the circle ahead of numbers that came from outside; an import calls it once with the highest. */
export async function claimNumber(tx: TownTx, kind: string, number: number): Promise<void> {
  await sql`insert into number_circle (town_id, kind, year, last) values (${tx.actor.townId}, ${kind}, 0, ${number})
    on conflict (town_id, kind, year) do update set last = greatest(number_circle.last, excluded.last)`.execute(
    tx.db,
  );
}

/** What the search keeps of a record. */
export const searchText = ({ title, body }: { title: string; body: string }) => ({
  title: title.slice(0, 500),
  body: body.slice(0, 20_000),
});

async function index(tx: TownTx, spec: RecordKind, row: StoredRow): Promise<void> {
  if (!spec.search) return;
  const { title, body } = searchText(spec.search(row));
  await sql`insert into search_entry (town_id, kind, record_id, office_id, title, body)
    values (${tx.actor.townId}, ${spec.kind}, ${row.id}, ${row.office_id}, ${title}, ${body})
    on conflict (town_id, kind, record_id) do update set title = excluded.title, body = excluded.body, office_id = excluded.office_id`.execute(
    tx.db,
  );
}

/** Inserts a record and journals it; `values` in snake_case, a given number must be claimed. Refuses unknown references and duplicates as field faults. */
export async function insertRecord<T extends Row = Row>(
  tx: TownTx,
  spec: RecordKind,
  values: Row,
  event = 'created',
): Promise<StoredRow<T>> {
  const filled: Row = { ...values };
  if (spec.numbered && typeof filled.number !== 'number') filled.number = await nextNumber(tx, spec.kind);
  const row = await guarded(() =>
    tx.db
      .insertInto(spec.table)
      .values({ id: tx.newId(), ...filled, town_id: tx.actor.townId, created_at: tx.now, updated_at: tx.now })
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
  const stored = row as StoredRow<T>;
  await writeJournal(tx, {
    event: `${spec.kind}.${event}`,
    kind: spec.kind,
    recordId: stored.id,
    officeId: stored.office_id,
    changes: firstState(stored),
  });
  await index(tx, spec, stored as StoredRow);
  return stored;
}

/** What the journal says of a new record: every field from nothing. */
export const firstState = (stored: StoredRow): JournalEntry['changes'] =>
  Object.fromEntries(
    Object.entries(stored)
      .filter(([field]) => !OWN.has(field) || (field === 'office_id' && stored.office_id !== null))
      .map(([field, to]) => [field, [null, to] as const]),
  );

/** Fields of a patch that differ from what is stored, each with both values. */
export const changedFields = (before: Row, patch: Row): JournalEntry['changes'] =>
  Object.fromEntries(
    Object.entries(patch)
      .filter(([field, to]) => to !== undefined && JSON.stringify(to) !== JSON.stringify(before[field]))
      .map(([field, to]) => [field, [before[field], to] as const]),
  );

/** Reads one record of this town or refuses with `not_found`. */
export async function readRecord<T extends Row = Row>(
  tx: TownTx,
  spec: RecordKind,
  id: string,
): Promise<StoredRow<T>> {
  const row = await tx.db
    .selectFrom(spec.table)
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('id', '=', id)
    .executeTakeFirst();
  return (row as StoredRow<T> | undefined) ?? refuse('not_found', 'not_found');
}

/** Reads one record and keeps others from changing it until the transaction ends: for whatever decides by its state. */
export async function lockRecord<T extends Row = Row>(
  tx: TownTx,
  spec: RecordKind,
  id: string,
): Promise<StoredRow<T>> {
  const row = await tx.db
    .selectFrom(spec.table)
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return (row as StoredRow<T> | undefined) ?? refuse('not_found', 'not_found');
}

/** Refuses `version_conflict` unless the row is the one the caller read; without a version said, If-Match counts. */
function expectVersion(tx: TownTx, row: StoredRow, said: number | null | undefined): void {
  const expected = said === undefined ? tx.ifMatch : said;
  if (expected !== null && expected !== row.version)
    refuse('conflict', 'version_conflict', [], { version: row.version });
}

/**
 * Changes a record under its version and journals field by field; an unchanged record is left alone.
 * Refuses `version_conflict` when somebody else saved since the caller read it (If-Match).
 */
export async function updateRecord<T extends Row = Row>(
  tx: TownTx,
  spec: RecordKind,
  id: string,
  patch: Row,
  said: { event?: string; note?: string; version?: number | null } = {},
): Promise<StoredRow<T>> {
  const before = await lockRecord<T>(tx, spec, id);
  expectVersion(tx, before, said.version);
  const changes = changedFields(before, patch);
  if (Object.keys(changes).length === 0) return before;
  const row = await guarded(() =>
    tx.db
      .updateTable(spec.table)
      .set({
        ...Object.fromEntries(Object.entries(changes).map(([field, [, to]]) => [field, to])),
        version: before.version + 1,
        updated_at: tx.now,
      })
      .where('town_id', '=', tx.actor.townId)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
  const stored = row as StoredRow<T>;
  await writeJournal(tx, {
    event: `${spec.kind}.${said.event ?? 'changed'}`,
    kind: spec.kind,
    recordId: id,
    officeId: stored.office_id,
    changes,
    ...(said.note ? { note: said.note } : {}),
  });
  await index(tx, spec, stored as StoredRow);
  return stored;
}

/**
 * Removes a record; refuses `still_referenced` while others point at it, `version_conflict` when somebody saved since
 * the caller read it (If-Match), `not_found` when somebody else removed it first.
 */
export async function removeRecord(
  tx: TownTx,
  spec: RecordKind,
  id: string,
  said: { version?: number | null } = {},
): Promise<void> {
  const before = await lockRecord(tx, spec, id);
  expectVersion(tx, before, said.version);
  await letGoOf(tx, spec.table, id);
  const gone = await guarded(() =>
    tx.db
      .deleteFrom(spec.table)
      .where('town_id', '=', tx.actor.townId)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst(),
  );
  if (!gone) refuse('not_found', 'not_found');
  await sql`delete from search_entry where town_id = ${tx.actor.townId} and kind = ${spec.kind} and record_id = ${id}`.execute(
    tx.db,
  );
  await writeJournal(tx, {
    event: `${spec.kind}.removed`,
    kind: spec.kind,
    recordId: id,
    officeId: before.office_id,
    changes: Object.fromEntries(
      Object.entries(before)
        .filter(([f]) => !OWN.has(f))
        .map(([f, from]) => [f, [from, null] as const]),
    ),
  });
}

interface PgError {
  code?: string;
  constraint?: string;
  column?: string;
  message?: string;
}

/** Turns what the database refuses into field faults; the savepoint-free transaction ends either way. */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, message, constraint, column } = error as PgError;
    // Row security hides the detail; constraint names carry table and columns: room_town_id_site_id_fkey.
    const named =
      /_town_id_([a-z_]+)_(?:fkey|key)$/.exec(constraint ?? '') ?? /_([a-z_]+)_check$/.exec(constraint ?? '');
    const field = camel(named?.[1] ?? column ?? '');
    if (code === '23503' && message?.startsWith('update or delete')) refuse('conflict', 'still_referenced');
    if (code === '23503') refuse('invalid', 'invalid_input', [{ path: field, code: 'unknown_reference' }]);
    if (code === '23505') refuse('conflict', 'duplicate', [{ path: field, code: 'duplicate' }]);
    // Row security: the row would leave what this transaction may write.
    if (code === '42501') refuse('forbidden', 'not_your_office');
    if (code === '23514' || code === '22P02' || code === '22003' || code === '22021')
      refuse('invalid', 'invalid_input', [{ path: field, code: 'not_allowed' }]);
    throw error;
  }
}

// Names of columns: few, and asked for every field of every row.
const camels = new Map<string, string>();
export function camel(name: string): string {
  let known = camels.get(name);
  if (known === undefined) {
    known = name.replace(/_([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
    if (camels.size < 5000) camels.set(name, known);
  }
  return known;
}
export const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Row (snake_case) -> view (camelCase), without town_id. */
export function toView<V>(row: Row): V {
  const view: Row = {};
  for (const field in row) if (field !== 'town_id') view[camel(field)] = row[field];
  return view as V;
}
/** Input (camelCase) -> row (snake_case), leaving out what is not given and route parameters. */
export function toRow(input: Row, leaveOut: readonly string[] = []): Row {
  return Object.fromEntries(
    Object.entries(input)
      .filter(
        ([field, value]) =>
          value !== undefined && field !== 'town' && field !== 'id' && !leaveOut.includes(field),
      )
      .map(([field, value]) => [snake(field), value]),
  );
}
