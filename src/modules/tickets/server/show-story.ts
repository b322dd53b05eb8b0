import { sql } from 'kysely';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { recordStory } from '#platform/journal';
import type { TownTx } from '#platform/tx';
import type { ticketsContract as contract } from '../contract.ts';
import { viewTicket } from './list-tickets.ts';

type Story = RouteOutput<typeof contract.story>;

const plain = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);

/** What was said, and what changed, the newest first. */
export async function showStory(
  tx: TownTx,
  { id }: RouteInput<typeof contract.story>,
): Promise<RouteOutput<typeof contract.story>> {
  await viewTicket(tx, id);
  const { rows: messages } = await sql<Story['messages'][number]>`
    select id, 'answer' as kind, by_requester as "byRequester", author_name as by, created_at as at, body from ticket_answer
      where town_id = ${tx.actor.townId} and ticket_id = ${id}
    union all select id, 'note', false, author_name, created_at, body from ticket_note
      where town_id = ${tx.actor.townId} and ticket_id = ${id}
    order by 5 desc, 1 desc limit 500`.execute(tx.db);
  const lines = await recordStory(tx, id);
  return {
    messages,
    lines: lines.map(({ changes, ...line }) => ({
      ...line,
      changes: Object.entries(changes).map(([field, [from, to]]) => ({
        field,
        from: plain(from),
        to: plain(to),
      })),
    })),
  };
}
