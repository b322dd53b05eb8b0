import type { RouteInput, RouteOutput } from '#kernel/route';
import { insertRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { ticketsContract as contract } from '../contract.ts';
import { ticket, ticketAnswer, ticketNote } from './kinds.ts';
import { viewTicket } from './list-tickets.ts';
import { ownTicket } from './seats.ts';
import { moveTicket } from './step-ticket.ts';
import type { Ticket } from './tables.ts';

export const authorOf = ({ actor }: TownTx) => ({ author_name: actor.name, author_user_id: actor.userId });

/** Answers whoever asked; the first answer to a new ticket is the beginning of work on it. */
export async function answerTicket(
  tx: TownTx,
  { id, body, to }: RouteInput<typeof contract.answer>,
): Promise<RouteOutput<typeof contract.answer>> {
  const { row } = await ownTicket(tx, id);
  await insertRecord(tx, ticketAnswer, { ticket_id: id, by_requester: false, body, ...authorOf(tx) });
  let now: Ticket = row;
  if (row.answered_at === null)
    now = (await updateRecord(
      tx,
      ticket,
      id,
      { answered_at: tx.now.toISOString() },
      { event: 'answered', version: null },
    )) as unknown as Ticket;
  const next = to ?? (row.status === 'new' ? 'open' : row.status);
  if (next !== row.status) await moveTicket(tx, now, { to: next, who: 'agent', version: null });
  return viewTicket(tx, id);
}

/** A note stays within the desk. */
export async function noteTicket(
  tx: TownTx,
  { id, body }: RouteInput<typeof contract.note>,
): Promise<RouteOutput<typeof contract.note>> {
  await ownTicket(tx, id);
  const row = await insertRecord(tx, ticketNote, { ticket_id: id, body, ...authorOf(tx) });
  return { id: row.id };
}
