import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { TownTx } from './tx.ts';

export interface JournalEntry {
  /** `finding.confirmed`: kind of record and what happened, past tense. */
  event: `${string}.${string}`;
  eventVersion?: number;
  kind: string;
  recordId: string;
  officeId?: string | null;
  /** Field -> [from, to]; a new record has `from` null everywhere. */
  changes: Readonly<Record<string, readonly [unknown, unknown]>>;
  /** Why, when the actor said so. */
  note?: string;
}

function sealed(tx: TownTx, entry: JournalEntry): { payload: string; salt: Buffer; digest: Buffer } {
  const payload = JSON.stringify({
    by: tx.actor.name,
    functions: tx.actor.functions,
    changes: entry.changes,
    note: entry.note,
  });
  const salt = randomBytes(16);
  return { payload, salt, digest: createHash('sha256').update(salt).update(payload).digest() };
}

/** The same for many records in one statement, in their order; one entry per record at most. */
export async function writeJournals(tx: TownTx, entries: readonly JournalEntry[]): Promise<void> {
  const given = entries.map((entry, n) => {
    const { payload, salt, digest } = sealed(tx, entry);
    return {
      n,
      payload,
      salt: salt.toString('hex'),
      digest: digest.toString('hex'),
      event: entry.event,
      event_version: entry.eventVersion ?? 1,
      kind: entry.kind,
      record_id: entry.recordId,
      office_id: entry.officeId ?? null,
    };
  });
  await sql`with given as materialized (
      select * from json_to_recordset(${JSON.stringify(given)}::json) as g (n int, payload text, salt text, digest text,
        event text, event_version int, kind text, record_id uuid, office_id uuid)),
    j as (
      insert into journal (town_id, at, actor_id, via, event, event_version, kind, record_id, office_id, digest)
      select ${tx.actor.townId}::uuid, ${tx.now}::timestamptz, ${tx.actor.userId}::uuid, ${tx.actor.via}, event,
        event_version, kind, record_id, office_id, decode(digest, 'hex') from given order by n
      returning town_id, id, record_id)
    insert into journal_payload (town_id, journal_id, salt, payload, office_id)
    select j.town_id, j.id, decode(g.salt, 'hex'), g.payload, g.office_id from j join given g using (record_id)`.execute(
    tx.db,
  );
}

/** Writes who, when, what, from and to in the transaction of the change itself. */
export async function writeJournal(tx: TownTx, entry: JournalEntry): Promise<void> {
  const { payload, salt, digest } = sealed(tx, entry);
  const office = entry.officeId ?? null;
  await sql`with j as (
      insert into journal (town_id, at, actor_id, via, event, event_version, kind, record_id, office_id, digest)
      values (${tx.actor.townId}, ${tx.now}, ${tx.actor.userId}, ${tx.actor.via}, ${entry.event}, ${entry.eventVersion ?? 1},
        ${entry.kind}, ${entry.recordId}, ${office}, ${digest}) returning town_id, id)
    insert into journal_payload (town_id, journal_id, salt, payload, office_id)
    select town_id, id, ${salt}, ${payload}, ${office}::uuid from j`.execute(tx.db);
}

export interface JournalLine {
  at: string;
  by: string;
  event: string;
  changes: Record<string, [unknown, unknown]>;
  note: string | null;
  gone: Gone;
}

/** What data protection took out of a line: names, or everything but that it happened. */
export type Gone = 'names' | 'all' | null;
interface Told {
  event: string;
  payload: string | null;
  redacted: boolean | null;
}
const goneOf = ({ payload, redacted }: Told): Gone => (payload === null ? 'all' : redacted ? 'names' : null);

/** The story of one record, newest first, at most 200 lines. */
export async function recordStory(tx: TownTx, recordId: string): Promise<JournalLine[]> {
  const { rows } = await sql<Told & { at: string }>`
    select j.at, j.event, p.payload, p.redacted_at is not null as redacted from journal j
    left join journal_payload p on p.town_id = j.town_id and p.journal_id = j.id
    where j.town_id = ${tx.actor.townId} and j.record_id = ${recordId} order by j.id desc limit 200`.execute(
    tx.db,
  );
  return rows.map((row) => {
    const { at, event, payload } = row;
    const body = payload
      ? (JSON.parse(payload) as { by: string; changes: JournalLine['changes']; note?: string })
      : null;
    return {
      at,
      event,
      by: body?.by ?? '',
      changes: body?.changes ?? {},
      note: body?.note ?? null,
      gone: goneOf(row),
    };
  });
}

/** A record as it stood; `gone` says that the journal no longer tells all of it. */
export interface RecordThen {
  row: Record<string, unknown> | null;
  gone: Gone;
}

/** A record as it stood at `moment`, rebuilt from the journal alone; `row` is null when it did not exist. */
export async function recordAt(tx: TownTx, recordId: string, moment: string): Promise<RecordThen> {
  const { rows } = await sql<Told>`
    select j.event, p.payload, p.redacted_at is not null as redacted from journal j
    left join journal_payload p on p.town_id = j.town_id and p.journal_id = j.id
    where j.town_id = ${tx.actor.townId} and j.record_id = ${recordId} and j.at <= ${moment} order by j.id`.execute(
    tx.db,
  );
  let state: Record<string, unknown> | null = null;
  let gone: Gone = null;
  for (const row of rows) {
    if (row.event.endsWith('.removed')) {
      state = null;
      gone = null;
      continue;
    }
    if (gone !== 'all') gone = goneOf(row) ?? gone;
    const changes: JournalLine['changes'] = row.payload ? JSON.parse(row.payload).changes : {};
    state = {
      ...(state ?? {}),
      ...Object.fromEntries(Object.entries(changes).map(([field, [, to]]) => [field, to])),
    };
  }
  return { row: state, gone };
}
