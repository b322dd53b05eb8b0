import { sql } from 'kysely';
import type { RouteInput, RouteOutput } from '#kernel/route';
import type { TownTx } from '../tx.ts';
import type { deskContract as contract } from './contract.ts';

/** Drafts and saved views belong to their author: a row policy of their own keeps others out. */
export async function readDraft(
  tx: TownTx,
  input: RouteInput<typeof contract.readDraft>,
): Promise<RouteOutput<typeof contract.readDraft>> {
  const { rows } = await sql<{ body: string; updated_at: string }>`select body, updated_at from draft
    where town_id = ${tx.actor.townId} and user_id = ${tx.actor.userId} and key = ${input.key}`.execute(
    tx.db,
  );
  return { body: rows[0]?.body ?? null, updatedAt: rows[0]?.updated_at ?? null };
}

export async function saveDraft(
  tx: TownTx,
  input: RouteInput<typeof contract.saveDraft>,
): Promise<{ done: true }> {
  await sql`insert into draft (town_id, user_id, key, body, updated_at)
    values (${tx.actor.townId}, ${tx.actor.userId}, ${input.key}, ${input.body}, ${tx.now})
    on conflict (town_id, user_id, key) do update set body = excluded.body, updated_at = excluded.updated_at`.execute(
    tx.db,
  );
  return { done: true };
}

export async function dropDraft(
  tx: TownTx,
  input: RouteInput<typeof contract.dropDraft>,
): Promise<{ done: true }> {
  await sql`delete from draft where town_id = ${tx.actor.townId} and user_id = ${tx.actor.userId} and key = ${input.key}`.execute(
    tx.db,
  );
  return { done: true };
}

export async function listViews(
  tx: TownTx,
  input: RouteInput<typeof contract.views>,
): Promise<RouteOutput<typeof contract.views>> {
  const { rows } = await sql<{
    id: string;
    name: string;
    query: string;
  }>`select id, name, query from saved_view
    where town_id = ${tx.actor.townId} and user_id = ${tx.actor.userId} and list = ${input.list} order by name`.execute(
    tx.db,
  );
  return { views: rows };
}

/** Under a name that is taken the earlier view gives way, so that no two tabs are called alike. */
export async function saveView(
  tx: TownTx,
  input: RouteInput<typeof contract.saveView>,
): Promise<{ id: string }> {
  const id = tx.newId();
  await sql`delete from saved_view where town_id = ${tx.actor.townId} and user_id = ${tx.actor.userId}
    and list = ${input.list} and name = ${input.name}`.execute(tx.db);
  await sql`insert into saved_view (town_id, id, user_id, list, name, query)
    values (${tx.actor.townId}, ${id}, ${tx.actor.userId}, ${input.list}, ${input.name}, ${input.query})`.execute(
    tx.db,
  );
  return { id };
}

export async function dropView(
  tx: TownTx,
  input: RouteInput<typeof contract.dropView>,
): Promise<{ done: true }> {
  await sql`delete from saved_view where town_id = ${tx.actor.townId} and user_id = ${tx.actor.userId} and id = ${input.id}`.execute(
    tx.db,
  );
  return { done: true };
}
