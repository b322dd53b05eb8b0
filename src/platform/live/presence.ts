import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import type { TownTx } from '../tx.ts';
import type { liveContract as contract } from './contract.ts';
import { type LiveKinds, maySee } from './events.ts';
import { others } from './feed.ts';
import { PRESENCE } from './listen.ts';
import type { Present } from './read.ts';

type Input = RouteInput<typeof contract.announce>;

/** Notes who is at a record and tells the others there; it is of the moment and leaves no line in the journal. */
export const announcePresence =
  (kinds: LiveKinds) =>
  async (tx: TownTx, input: Input): Promise<RouteOutput<typeof contract.announce>> => {
    const { actor } = tx;
    const user = actor.userId ?? refuse('not_found', 'not_found');
    const held = actor.held ?? [];
    const { rows } = await sql<{
      office: string | null;
      draft: boolean;
    }>`select office_id as office, draft from app.live_record(${input.kind}, ${input.id})`.execute(tx.db);
    const record = rows[0] && { ...rows[0], kind: input.kind };
    if (!record || !maySee(kinds, held, record)) refuse('not_found', 'not_found');
    const changed =
      input.mode === 'gone' ? await leave(tx, user, input) : await enter(tx, user, input, record);
    if (changed) await sql`select pg_notify(${PRESENCE}, ${`${actor.townId} ${input.id}`})`.execute(tx.db);
    const present =
      await sql<Present>`select user_id as "userId", name, mode, kind, office_id as office, draft
      from app.present_at(${input.id}, ${tx.now})`.execute(tx.db);
    return { people: others(kinds, { userId: user, held }, present.rows) };
  };

/** True when others have something to learn from it. */
async function leave(tx: TownTx, user: string, { id, tab }: Input): Promise<boolean> {
  const gone =
    await sql`delete from presence where town_id = ${tx.actor.townId} and record_id = ${id} and user_id = ${user}
    and tab = ${tab} returning 1`.execute(tx.db);
  return gone.rows.length > 0;
}

async function enter(
  tx: TownTx,
  user: string,
  { id, tab, kind, mode }: Input,
  { office, draft }: { office: string | null; draft: boolean },
): Promise<boolean> {
  const town = tx.actor.townId;
  const before = await sql<{ mode: string }>`select mode from presence
    where town_id = ${town} and record_id = ${id} and user_id = ${user} and tab = ${tab}
      and seen_at > ${tx.now}::timestamptz - interval '45 seconds'`.execute(tx.db);
  // What this person left behind elsewhere, so that the table holds the moment only.
  await sql`delete from presence where town_id = ${town} and user_id = ${user}
    and seen_at < ${tx.now}::timestamptz - interval '45 seconds'`.execute(tx.db);
  await sql`insert into presence (town_id, record_id, user_id, tab, kind, mode, office_id, draft, seen_at)
    values (${town}, ${id}, ${user}, ${tab}, ${kind}, ${mode}, ${office}, ${draft}, ${tx.now})
    on conflict (town_id, record_id, user_id, tab) do update set kind = excluded.kind, mode = excluded.mode,
      office_id = excluded.office_id, draft = excluded.draft, seen_at = excluded.seen_at`.execute(tx.db);
  return before.rows[0]?.mode !== mode;
}
