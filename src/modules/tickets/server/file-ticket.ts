import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { insertRecord, nextNumber, readRecord, toRow } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { ticketsContract as contract } from '../contract.ts';
import { DEFAULT_MATRIX, type Impact, priorityOf, type Urgency } from '../domain/priority.ts';
import { DEFAULT_STATUSES, firstStatus } from '../domain/status.ts';
import { desk, deskCategory, ticket } from './kinds.ts';
import { viewTicket } from './list-tickets.ts';
import { requesterName } from './lookups.read.ts';
import { seatAt } from './seats.ts';
import type { Ticket } from './tables.ts';

/** The priority that follows from impact and urgency. */
export const reckoned = (impact: number, urgency: number): number =>
  priorityOf(DEFAULT_MATRIX, impact as Impact, urgency as Urgency);

/** Stores a new ticket under the next number of its desk; the circle's row keeps numbers without gap and double. */
export async function fileTicket(tx: TownTx, values: Record<string, unknown>): Promise<Ticket> {
  const deskId = String(values.desk_id);
  const row = await insertRecord(tx, ticket, {
    ...values,
    number: await nextNumber(tx, `ticket_${deskId}`),
    priority: reckoned(Number(values.impact), Number(values.urgency)),
    status: firstStatus(DEFAULT_STATUSES).key,
  });
  return row as unknown as Ticket;
}

/** A category that is not used any more, or of another desk, is a fault of the field. */
export async function checkCategory(tx: TownTx, deskId: string, categoryId: string | null): Promise<void> {
  if (categoryId === null) return;
  const found = await readRecord<{ desk_id: string; active: boolean }>(tx, deskCategory, categoryId).catch(
    () => null,
  );
  if (found?.desk_id !== deskId || !found.active)
    refuse('invalid', 'invalid_input', [{ path: 'categoryId', code: 'unknown_reference' }]);
}

/** Takes a request on for somebody who calls or stands at the door. Who is no lead keeps a private one. */
export async function takeTicket(
  tx: TownTx,
  input: RouteInput<typeof contract.create>,
): Promise<RouteOutput<typeof contract.create>> {
  await readRecord(tx, desk, input.deskId);
  const seat = (await seatAt(tx, input.deskId)) ?? refuse('forbidden', 'desk_not_yours');
  await checkCategory(tx, input.deskId, input.categoryId);
  const row = await fileTicket(tx, {
    ...toRow(input),
    requester_name: await requesterName(tx, input),
    assignee_id: input.private && seat.role !== 'lead' ? seat.id : null,
  });
  return viewTicket(tx, row.id);
}
