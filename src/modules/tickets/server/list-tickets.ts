import { sql } from 'kysely';
import { localDateOf } from '#kernel/dates';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { type ListOptions, listRecords } from '#platform/lists';
import { toView } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { ticketsContract as contract } from '../contract.ts';
import { numberIn, type State } from '../domain/ticket.ts';
import { ticket } from './kinds.ts';
import { ticketColumns, ticketJoins } from './lookups.read.ts';
import { seatAt, seenAsDesk } from './seats.ts';

type View = RouteOutput<typeof contract.update>;

const LIST: Omit<ListOptions, 'where'> = {
  sorts: {
    priority: sql`r.priority`,
    number: sql`r.number`,
    title: sql`lower(r.title)`,
    requester: sql`lower(r.requester_name)`,
    deadline: sql`coalesce(r.deadline, '9999-12-31'::date)`,
    parkedUntil: sql`coalesce(r.parked_until, '9999-12-31'::date)`,
  },
  order: 'priority',
  columns: ticketColumns,
  joins: ticketJoins,
};

const OPEN = sql`r.closed_at is null and r.solved_at is null`;
/** What was put aside is seen again from its day on, also before the night has woken it. */
const partOf = (state: State, today: string) => {
  if (state === 'open') return [sql`${OPEN} and (r.parked_until is null or r.parked_until <= ${today})`];
  if (state === 'parked') return [sql`${OPEN} and r.parked_until > ${today}`];
  if (state === 'done') return [sql`(r.closed_at is not null or r.solved_at is not null)`];
  return [];
};

/** Tickets are not part of the search of the town: words are looked for in titles and names of one's own queue. */
const said = (q: string | undefined) => {
  const words = q?.trim() ?? '';
  if (words === '') return [];
  const number = numberIn(words);
  return number !== null
    ? [sql`r.number = ${number}`]
    : [sql`position(lower(${words}) in lower(r.title || ' ' || r.requester_name)) > 0`];
};

/** Named by key, one desk is read in the order of an index; most people work at one. */
async function atDesk(tx: TownTx, asked: string | undefined) {
  if (asked) return [sql`r.desk_id = ${asked}`];
  const { rows } = await sql<{ id: string }>`select desk_id as id from desk_member
    where town_id = ${tx.actor.townId} and user_id = ${tx.actor.userId} and active limit 2`.execute(tx.db);
  if (rows.length === 0) return [sql`false`];
  return rows.length === 1 ? [sql`r.desk_id = ${rows[0]?.id}`] : [];
}

/** The queue of the own desks, the most urgent and oldest first. */
export async function listTickets(
  tx: TownTx,
  { q, ...query }: RouteInput<typeof contract.list>,
): Promise<RouteOutput<typeof contract.list>> {
  const { assignee } = query;
  const who =
    assignee === 'me'
      ? [sql`app.has_seat(r.assignee_id)`]
      : assignee === 'none'
        ? [sql`r.assignee_id is null`]
        : assignee
          ? [sql`r.assignee_id = ${assignee}`]
          : [];
  const page = await listRecords(tx, ticket, query, {
    ...LIST,
    where: [
      seenAsDesk,
      ...partOf(query.state ?? 'all', localDateOf(tx.now)),
      ...(await atDesk(tx, query.deskId)),
      ...(query.status ? [sql`r.status = ${query.status}`] : []),
      ...(query.categoryId
        ? [
            sql`r.category_id in (select k.id from desk_category k where k.town_id = r.town_id
              and (k.id = ${query.categoryId} or k.parent_id = ${query.categoryId}))`,
          ]
        : []),
      ...(query.priority ? [sql`r.priority = ${query.priority}`] : []),
      ...who,
      ...said(q),
    ],
  });
  return { ...page, rows: page.rows.map((row) => toView<View>(row)) };
}

/** A ticket with its names, as its desk sees it. */
export async function viewTicket(tx: TownTx, id: string): Promise<View> {
  const { rows } = await listRecords(
    tx,
    ticket,
    { limit: 1 },
    { ...LIST, where: [sql`r.id = ${id}`, seenAsDesk] },
  );
  return rows[0] ? toView<View>(rows[0]) : refuse('not_found', 'not_found');
}

export async function showTicket(
  tx: TownTx,
  { id }: RouteInput<typeof contract.get>,
): Promise<RouteOutput<typeof contract.get>> {
  const view = await viewTicket(tx, id);
  const seat = (await seatAt(tx, view.deskId)) ?? refuse('not_found', 'not_found');
  return { ...view, role: seat.role, seatId: seat.id };
}
