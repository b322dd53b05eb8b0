import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { readRecord, toRow, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { ticketsContract as contract } from '../contract.ts';
import { checkCategory, reckoned } from './file-ticket.ts';
import { deskMember, ticket } from './kinds.ts';
import { viewTicket } from './list-tickets.ts';
import { requesterName } from './lookups.read.ts';
import { ownTicket } from './seats.ts';

/** Changes what a ticket says. Refuses `ticket_private` where it would go out of the hands of who changes it. */
export async function changeTicket(
  tx: TownTx,
  input: RouteInput<typeof contract.update>,
): Promise<RouteOutput<typeof contract.update>> {
  if (tx.ifMatch === null) refuse('invalid', 'version_missing');
  const { row, seat } = await ownTicket(tx, input.id);
  const patch = toRow(input);
  if (patch.private === true && seat.role !== 'lead' && row.assignee_id !== seat.id)
    refuse('state', 'ticket_private');
  if ('category_id' in patch && patch.category_id !== row.category_id)
    await checkCategory(tx, row.desk_id, (patch.category_id as string | null) ?? null);
  if ('requester_id' in patch || 'requester_user_id' in patch) {
    const asking = {
      requesterId: (patch.requester_id ?? null) as string | null,
      requesterUserId: (patch.requester_user_id ?? null) as string | null,
    };
    const same = asking.requesterId === row.requester_id && asking.requesterUserId === row.requester_user_id;
    if (!same) patch.requester_name = await requesterName(tx, asking);
    Object.assign(patch, { requester_id: asking.requesterId, requester_user_id: asking.requesterUserId });
  }
  patch.priority = reckoned(Number(patch.impact ?? row.impact), Number(patch.urgency ?? row.urgency));
  await updateRecord(tx, ticket, input.id, patch);
  return viewTicket(tx, input.id);
}

/** Gives a ticket to an active member of its desk, or to nobody. A private one is passed on by a lead alone. */
export async function assignTicket(
  tx: TownTx,
  { id, assigneeId }: RouteInput<typeof contract.assign>,
): Promise<RouteOutput<typeof contract.assign>> {
  const { row, seat } = await ownTicket(tx, id);
  if (row.private && seat.role !== 'lead' && assigneeId !== seat.id) refuse('state', 'ticket_private');
  if (assigneeId) {
    const found = await readRecord<{ desk_id: string; active: boolean }>(tx, deskMember, assigneeId).catch(
      () => null,
    );
    if (found?.desk_id !== row.desk_id || !found.active)
      refuse('invalid', 'invalid_input', [{ path: 'assigneeId', code: 'unknown_reference' }]);
  }
  await updateRecord(tx, ticket, id, { assignee_id: assigneeId }, { event: 'assigned' });
  return viewTicket(tx, id);
}
