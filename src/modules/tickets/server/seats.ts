import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import { lockRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { Role } from '../domain/ticket.ts';
import { ticket } from './kinds.ts';
import type { Ticket } from './tables.ts';

export interface Seat {
  id: string;
  role: Role;
}

/** The place of the person acting at a desk; null = none. */
export async function seatAt(tx: TownTx, deskId: string): Promise<Seat | null> {
  const { rows } = await sql<Seat>`select id, role from desk_member where town_id = ${tx.actor.townId}
    and desk_id = ${deskId} and user_id = ${tx.actor.userId} and active`.execute(tx.db);
  return rows[0] ?? null;
}

/**
 * What a member of the desk sees as such, said once more on top of row security: who asked for a ticket is let through there, and
 * may work at a desk as well.
 */
const ids = (setting: 'app.desks' | 'app.led' | 'app.seats') =>
  sql`(select app.ids_in(${sql.lit(setting)}))::uuid[]`;
export const seenAsDesk = sql`((select app.all_desks()) or (r.desk_id = any (${ids('app.desks')})
  and (not r.private or r.desk_id = any (${ids('app.led')}) or r.assignee_id = any (${ids('app.seats')}))))`;

export interface OwnTicket {
  row: Ticket;
  seat: Seat;
}

/** A ticket of an own desk, locked; `not_found` for everybody else, also for who asked for it. */
export async function ownTicket(tx: TownTx, id: string): Promise<OwnTicket> {
  const row = (await lockRecord(tx, ticket, id)) as unknown as Ticket;
  const seat = (await seatAt(tx, row.desk_id)) ?? refuse('not_found', 'not_found');
  if (row.private && seat.role !== 'lead' && row.assignee_id !== seat.id) refuse('not_found', 'not_found');
  return { row, seat };
}

/** Administrators and the leads of a desk keep it. */
export async function requireManager(tx: TownTx, deskId: string): Promise<void> {
  if (tx.actor.functions.includes('administrator') || tx.actor.via === 'command') return;
  if ((await seatAt(tx, deskId))?.role !== 'lead') refuse('forbidden', 'desk_not_yours');
}

/** A new desk, and one that goes, are for administrators. */
export function requireAdministrator({ actor }: TownTx): void {
  if (!actor.functions.includes('administrator') && actor.via !== 'command')
    refuse('forbidden', 'desk_administrators');
}
