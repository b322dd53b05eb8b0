import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { listRecords } from '#platform/lists';
import { insertRecord, lockRecord, readRecord, toRow, toView } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { requestsContract as contract } from '../contract-requests.ts';
import { DEFAULT_STATUSES, movesOf, statusOf } from '../domain/status.ts';
import { ticketName } from '../domain/ticket.ts';
import { authorOf } from './answer-ticket.ts';
import { checkCategory, fileTicket } from './file-ticket.ts';
import { desk, ticket, ticketAnswer } from './kinds.ts';
import { listRooms, ticketColumns, ticketJoins } from './lookups.read.ts';
import { moveTicket } from './step-ticket.ts';
import type { Ticket, TicketTables } from './tables.ts';

type View = RouteOutput<typeof contract.list>['rows'][number];
type Desk = TicketTables['desk'];

const columns = sql`${ticketColumns}, d.name as desk_name, d.hours, (select count(*)::int from ticket_answer x
  where x.town_id = r.town_id and x.ticket_id = r.id and not x.by_requester) as answers`;
const LIST = { sorts: { id: sql`r.number`, newest: sql`r.created_at::text` }, columns, joins: ticketJoins };

/** The own ones alone, also for who sees more of the desk. */
const own = ({ actor }: TownTx) => sql`r.requester_user_id = ${actor.userId}`;

const brief = (row: Record<string, unknown>): View => {
  const view = toView<View>(row);
  const { id, name, deskName, title, status, createdAt, updatedAt, answers } = view;
  return { id, name, deskName, title, status, createdAt, updatedAt, answers };
};

/** Who the town's people can turn to. */
export async function showForms(tx: TownTx): Promise<RouteOutput<typeof contract.forms>> {
  const { rows } = await sql<RouteOutput<typeof contract.forms>['desks'][number]>`
    select d.id, d.name, d.description, d.hours, coalesce((select json_agg(json_build_object('id', c.id,
        'name', coalesce(p.name || ': ', '') || c.name) order by coalesce(p.position, c.position), coalesce(p.name, c.name), p.id nulls first,
        c.position, c.name)
      from desk_category c left join desk_category p on p.town_id = c.town_id and p.id = c.parent_id
      where c.town_id = d.town_id and c.desk_id = d.id and c.active and coalesce(p.active, true)), '[]'::json) as categories
    from desk d where d.town_id = ${tx.actor.townId} and d.active order by d.name, d.id`.execute(tx.db);
  return { desks: rows, rooms: await listRooms(tx) };
}

export async function listRequests(
  tx: TownTx,
  { q: _words, ...query }: RouteInput<typeof contract.list>,
): Promise<RouteOutput<typeof contract.list>> {
  const page = await listRecords(tx, ticket, query, {
    ...LIST,
    order: '-newest',
    where: [
      own(tx),
      ...(query.state === 'open' ? [sql`r.closed_at is null and r.solved_at is null`] : []),
      ...(query.state === 'done' ? [sql`(r.closed_at is not null or r.solved_at is not null)`] : []),
    ],
  });
  return { ...page, rows: page.rows.map(brief) };
}

export async function showRequest(
  tx: TownTx,
  { id }: RouteInput<typeof contract.get>,
): Promise<RouteOutput<typeof contract.get>> {
  const { rows } = await listRecords(
    tx,
    ticket,
    { limit: 1 },
    {
      ...LIST,
      order: 'id',
      where: [sql`r.id = ${id}`, own(tx)],
    },
  );
  const row = rows[0] ?? refuse('not_found', 'not_found');
  const whole = toView<RouteOutput<typeof contract.get>>(row);
  const { rows: messages } = await sql<RouteOutput<typeof contract.get>['messages'][number]>`
    select id, by_requester as "byRequester", author_name as by, created_at as at, body from ticket_answer
    where town_id = ${tx.actor.townId} and ticket_id = ${id} order by created_at, id limit 500`.execute(
    tx.db,
  );
  return {
    ...brief(row),
    description: whole.description,
    categoryName: whole.categoryName,
    roomName: whole.roomName,
    hours: whole.hours,
    messages,
    mayReply: statusOf(DEFAULT_STATUSES, whole.status)?.kind !== 'closed',
    maySolve: movesOf(DEFAULT_STATUSES, whole.status, 'requester').some(({ kind }) => kind === 'closed'),
  };
}

export async function fileRequest(
  tx: TownTx,
  input: RouteInput<typeof contract.file>,
): Promise<RouteOutput<typeof contract.file>> {
  const to = (await readRecord(tx, desk, input.deskId)) as unknown as Desk;
  if (!to.active) refuse('state', 'desk_closed');
  await checkCategory(tx, input.deskId, input.categoryId);
  const row = await fileTicket(tx, {
    ...toRow(input),
    channel: 'portal',
    requester_user_id: tx.actor.userId,
    requester_name: tx.actor.name,
    impact: 3,
    urgency: 2,
  });
  return { id: row.id, name: ticketName(to.prefix, row.number) };
}

async function ownRequest(tx: TownTx, id: string): Promise<Ticket> {
  const row = (await lockRecord(tx, ticket, id)) as unknown as Ticket;
  return row.requester_user_id === tx.actor.userId ? row : refuse('not_found', 'not_found');
}

/** Adds to an own request. What waited for it, was solved or lay aside is open again; a closed one stays closed. */
export async function replyToRequest(
  tx: TownTx,
  { id, body }: RouteInput<typeof contract.reply>,
): Promise<RouteOutput<typeof contract.reply>> {
  const row = await ownRequest(tx, id);
  if (statusOf(DEFAULT_STATUSES, row.status)?.kind === 'closed') refuse('state', 'ticket_closed');
  await insertRecord(tx, ticketAnswer, { ticket_id: id, by_requester: true, body, ...authorOf(tx) });
  const open = movesOf(DEFAULT_STATUSES, row.status, 'requester').find(({ kind }) => kind === 'open');
  if (!open) return { status: row.status };
  const { status } = await moveTicket(tx, row, { to: open.key, who: 'requester', version: null });
  return { status };
}

/** Says that it is settled. */
export async function closeRequest(
  tx: TownTx,
  { id }: RouteInput<typeof contract.close>,
): Promise<RouteOutput<typeof contract.close>> {
  const row = await ownRequest(tx, id);
  const closed = DEFAULT_STATUSES.statuses.find(({ kind }) => kind === 'closed')?.key ?? '';
  const { status } = await moveTicket(tx, row, { to: closed, who: 'requester', version: null });
  return { status };
}
