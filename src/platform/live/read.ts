import { sql } from 'kysely';
import { type Ground, inTown, jobActor } from '../tx.ts';
import { type Cursor, readCursor, writeCursor } from './cursor.ts';
import type { Change, Held } from './events.ts';

export interface Batch {
  changes: Change[];
  /** Everything up to here has been told. */
  upto: Cursor;
  /** There is more to read at once. */
  more: boolean;
  /** Something committed waits for a transaction that still runs. */
  held: boolean;
}

interface Answer {
  rows: { cursor: string; kind: string; id: string; event: string; office: string | null; draft: boolean }[];
  upto: string;
  more: boolean;
  held: boolean;
}

const known = (text: string): Cursor => {
  const cursor = readCursor(text);
  if (!cursor) throw new Error(`no cursor: ${text}`);
  return cursor;
};

const asMachine = (townId: string) => jobActor({ townId, actorId: null });

/** What changed in a town since a cursor, as whoever sees all of it; each listener is told what is theirs. */
export async function readChanges(ground: Ground, townId: string, after: Cursor): Promise<Batch> {
  return inTown(ground, asMachine(townId), async (tx) => {
    const { rows } = await sql<{
      answer: Answer;
    }>`select app.door_live(${String(after.xid)}::xid8, ${after.id}) as answer`.execute(tx.db);
    const answer = rows[0]?.answer;
    if (!answer) throw new Error('app.door_live did not answer');
    return {
      changes: answer.rows.map((row) => ({ ...row, cursor: known(row.cursor) })),
      upto: known(answer.upto),
      more: answer.more,
      held: answer.held,
    };
  });
}

/** Where the journal stands now: whoever reads data after this and listens from here misses nothing. */
export async function readHorizon(ground: Ground): Promise<string> {
  const { rows } = await sql<{
    xid: string;
  }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`.execute(ground.db);
  return writeCursor({ xid: BigInt(rows[0]?.xid ?? '0'), id: 0 });
}

export interface Present {
  userId: string;
  name: string;
  mode: 'reading' | 'writing';
  kind: string;
  office: string | null;
  draft: boolean;
}

/** Who is at a record, each with what decides who may know. */
export async function readPresent(ground: Ground, townId: string, recordId: string): Promise<Present[]> {
  return inTown(ground, asMachine(townId), async (tx) => {
    const { rows } =
      await sql<Present>`select user_id as "userId", name, mode, kind, office_id as office, draft
      from app.present_at(${recordId}, ${tx.now})`.execute(tx.db);
    return rows;
  });
}

export interface Rights extends Held {
  townId: string;
}

/** Functions behind sessions and tokens (hex hashes), asked in one go; who is missing has ended. */
export async function readRights(
  ground: Ground,
  sessions: readonly string[],
  tokens: readonly string[],
): Promise<Map<string, Rights[]>> {
  const asBytes = (hashes: readonly string[]) => hashes.map((hash) => Buffer.from(hash, 'hex'));
  const { rows } = await sql<{ hash: string; who: Rights[] }>`
    select * from app.door_live_rights(${asBytes(sessions)}::bytea[], ${asBytes(tokens)}::bytea[], ${ground.clock.now()})`.execute(
    ground.db,
  );
  return new Map(rows.map(({ hash, who }) => [hash, who]));
}
