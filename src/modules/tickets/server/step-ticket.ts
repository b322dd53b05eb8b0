import { type LocalDate, localDateOf } from '#kernel/dates';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { ticketsContract as contract } from '../contract.ts';
import { DEFAULT_STATUSES, type Mover, refusalOf, statusOf } from '../domain/status.ts';
import { ticket } from './kinds.ts';
import { viewTicket } from './list-tickets.ts';
import { ownTicket } from './seats.ts';
import type { Ticket } from './tables.ts';

interface Wish {
  to: string;
  who: Mover;
  parkedUntil?: string | null;
  /** Null = whatever the version is, for what somebody else's change does not make wrong. */
  version?: number | null;
}

/** Moves a ticket by the table of statuses and keeps the moments that clocks and reports go by. Refuses `ticket_step`. */
export async function moveTicket(tx: TownTx, row: Ticket, wish: Wish): Promise<Ticket> {
  const { to, who, parkedUntil = null } = wish;
  const refusal = refusalOf(
    DEFAULT_STATUSES,
    { from: row.status, to, who, parkedUntil: parkedUntil as LocalDate | null },
    localDateOf(tx.now),
  );
  if (refusal === 'parking_date_missing' || refusal === 'parking_date_past')
    refuse('invalid', 'invalid_input', [{ path: 'until', code: 'ticket_until_later' }]);
  if (refusal) refuse('state', 'ticket_step');
  const kind = statusOf(DEFAULT_STATUSES, to)?.kind;
  const ended = kind === 'solved' || kind === 'closed';
  const wasEnded = row.solved_at !== null || row.closed_at !== null;
  const patch = {
    status: to,
    parked_until: statusOf(DEFAULT_STATUSES, to)?.parks ? parkedUntil : null,
    solved_at: ended ? (row.solved_at ?? tx.now.toISOString()) : null,
    closed_at: kind === 'closed' ? tx.now.toISOString() : null,
    reopened: row.reopened + (wasEnded && !ended ? 1 : 0),
  };
  const said = { event: 'moved', ...(wish.version === undefined ? {} : { version: wish.version }) };
  return (await updateRecord(tx, ticket, row.id, patch, said)) as unknown as Ticket;
}

export async function stepTicket(
  tx: TownTx,
  { id, to }: RouteInput<typeof contract.step>,
): Promise<RouteOutput<typeof contract.step>> {
  const { row } = await ownTicket(tx, id);
  await moveTicket(tx, row, { to, who: 'agent' });
  return viewTicket(tx, id);
}

/** Puts a ticket aside; one that lies aside already gets another day. */
export async function parkTicket(
  tx: TownTx,
  { id, until }: RouteInput<typeof contract.park>,
): Promise<RouteOutput<typeof contract.park>> {
  const { row } = await ownTicket(tx, id);
  const parked = DEFAULT_STATUSES.statuses.find(({ parks }) => parks)?.key ?? '';
  if (row.status === parked) {
    if (until <= localDateOf(tx.now))
      refuse('invalid', 'invalid_input', [{ path: 'until', code: 'ticket_until_later' }]);
    await updateRecord(tx, ticket, id, { parked_until: until }, { event: 'moved' });
  } else await moveTicket(tx, row, { to: parked, who: 'agent', parkedUntil: until });
  return viewTicket(tx, id);
}
