import { sql } from 'kysely';
import type { FileView } from '#kernel/file-routes';
import { refuse } from '#kernel/refuse';
import { writeJournal } from '../journal.ts';
import { updateRecords } from '../record-batches.ts';
import { type RecordKind, readRecord, type StoredRow } from '../records.ts';
import { type Db, type Ground, inTown, jobActor, type TownTx } from '../tx.ts';
import { changeableRecord, type FileHome } from './home.ts';

export const file: RecordKind = {
  privacy: {
    personal: ['added_by', 'added_by_user_id'],
    keepYears: 5,
    marks: {
      name: ['added_by'],
      user: ['added_by_user_id'],
      text: ['name'],
      none: ['record_kind', 'record_id', 'media_type', 'sha256', 'confidentiality'],
    },
  },
  table: 'file',
  kind: 'file',
};

/** What is known of content that lies in its place. */
export interface Kept {
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
}

const columns = sql`id, version, name, media_type as "mediaType", bytes, sha256, added_by as "addedBy", confidentiality, created_at as "createdAt"`;

/** The files of a record the actor may see, in the order they came. */
export async function listFiles(tx: TownTx, home: FileHome, id: string): Promise<FileView[]> {
  await readRecord(tx, home.spec, id);
  const { rows } = await sql<FileView>`select ${columns} from file
    where town_id = ${tx.actor.townId} and record_kind = ${home.spec.kind} and record_id = ${id}
    order by created_at, id`.execute(tx.db);
  return rows;
}

/** One file of a record the actor may see, if it is there. */
export const findFile = async (
  tx: TownTx,
  home: FileHome,
  id: string,
  fileId: string,
): Promise<FileView | undefined> => (await listFiles(tx, home, id)).find((one) => one.id === fileId);

/** The same; of another record it is not found. */
export async function readFile(tx: TownTx, home: FileHome, id: string, fileId: string): Promise<FileView> {
  return (await findFile(tx, home, id, fileId)) ?? refuse('not_found', 'not_found');
}

/** Writes down that content hangs on a record; refuses who may not change the record. */
export async function addRow(
  tx: TownTx,
  home: FileHome,
  id: string,
  kept: Kept,
  fileId?: string,
): Promise<{ view: FileView; fresh: boolean }> {
  return hangFile(tx, home, await changeableRecord(tx, home, id), kept, fileId);
}

/**
 * The same for a use case that has decided itself who may. The same content under the same name is there once, and so
 * is the same `fileId`: `fresh` is false then. An id that another record or another town has is refused as not found.
 */
export async function hangFile(
  tx: TownTx,
  home: FileHome,
  record: StoredRow,
  kept: Kept,
  fileId: string = tx.newId(),
): Promise<{ view: FileView; fresh: boolean }> {
  const { id } = record;
  const insert = sql<FileView>`insert into file
      (town_id, id, record_kind, record_id, name, media_type, bytes, sha256, added_by, added_by_user_id, office_id, created_at, updated_at)
    values (${tx.actor.townId}, ${fileId}, ${home.spec.kind}, ${id}, ${kept.name}, ${kept.mediaType}, ${kept.bytes},
      ${kept.sha256}, ${tx.actor.name}, ${tx.actor.userId}, ${record.office_id}, ${tx.now}, ${tx.now})
    on conflict do nothing returning ${columns}`;
  const { rows } = await insert.execute(tx.db).catch((error: { code?: string }) => {
    // The record is being removed by somebody else just now.
    if (error.code === '23503') refuse('not_found', 'not_found');
    throw error;
  });
  const made = rows[0];
  if (made) {
    await tell(tx, home, record, 'file_added', [null, kept.name]);
    return { view: made, fresh: true };
  }
  const there = (await listFiles(tx, home, id)).find(
    (one) => one.id === fileId || (one.sha256 === kept.sha256 && one.name === kept.name),
  );
  return { view: there ?? refuse('not_found', 'not_found'), fresh: false };
}

/** Takes a file off its record; the content goes by night when nothing names it any more. */
export async function removeRow(tx: TownTx, home: FileHome, id: string, fileId: string): Promise<void> {
  await takeOffFile(tx, home, await changeableRecord(tx, home, id), fileId);
}

/** The same for a use case that has decided itself who may. */
export async function takeOffFile(
  tx: TownTx,
  home: FileHome,
  record: StoredRow,
  fileId: string,
): Promise<void> {
  const { name } = await readFile(tx, home, record.id, fileId);
  await sql`delete from file where town_id = ${tx.actor.townId} and id = ${fileId}`.execute(tx.db);
  await tell(tx, home, record, 'file_removed', [name, null]);
}

/** Says for whom a file is in documents; refuses who may not change the record. */
export async function classifyFile(
  tx: TownTx,
  home: FileHome,
  id: string,
  { fileId, confidentiality }: Pick<FileView, 'confidentiality'> & { fileId: string },
): Promise<FileView> {
  const record = await changeableRecord(tx, home, id);
  const before = await readFile(tx, home, id, fileId);
  if (before.confidentiality === confidentiality) return before;
  await sql`update file set confidentiality = ${confidentiality}, version = version + 1, updated_at = ${tx.now}
    where town_id = ${tx.actor.townId} and id = ${fileId}`.execute(tx.db);
  await writeJournal(tx, {
    event: `${home.spec.kind}.file_classed`,
    kind: home.spec.kind,
    recordId: record.id,
    officeId: record.office_id,
    changes: { file_class: [before.confidentiality, confidentiality] },
    note: before.name,
  });
  return readFile(tx, home, id, fileId);
}

/** Hangs the files of records on another one of the same kind; what that has already stays where it is. */
export async function moveFiles(
  tx: TownTx,
  kind: FileHome['spec']['kind'],
  from: readonly string[],
  to: string,
): Promise<void> {
  const { rows } = await sql<StoredRow>`select distinct on (f.sha256, f.name) f.* from file f
    where f.town_id = ${tx.actor.townId} and f.record_kind = ${kind} and f.record_id = any (${[...from]}::uuid[])
      and not exists (select from file t where t.town_id = f.town_id and t.record_kind = ${kind} and t.record_id = ${to}
        and t.sha256 = f.sha256 and t.name = f.name)
    order by f.sha256, f.name, f.created_at, f.id`.execute(tx.db);
  await updateRecords(
    tx,
    file,
    rows.map((before) => ({ before, patch: { record_id: to } })),
    'moved',
  );
}

/** The record's own story tells of its files. */
const tell = (
  tx: TownTx,
  { spec }: FileHome,
  record: StoredRow,
  event: 'file_added' | 'file_removed',
  change: readonly [string | null, string | null],
): Promise<void> =>
  writeJournal(tx, {
    event: `${spec.kind}.${event}`,
    kind: spec.kind,
    recordId: record.id,
    officeId: record.office_id,
    changes: { file: change },
  });

/** All hashes that rows of a town name; empty for a town that does not exist (any more). */
export async function namedHashes(ground: Ground, townId: string): Promise<ReadonlySet<string>> {
  return inTown(ground, jobActor({ townId, actorId: null }), async (tx) => {
    // Through a door: the job sees no files of answers, and what nothing names is taken away.
    const { rows } = await sql<{ sha256: string }>`select sha256 from app.door_file_hashes()`.execute(
      tx.db as Db,
    );
    return new Set(rows.map((row) => row.sha256));
  });
}
