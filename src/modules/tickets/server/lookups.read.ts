import { sql } from 'kysely';
import { AGENTS } from '#kernel/functions';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import type { ticketsContract as contract } from '../contract.ts';

const FEW = 10;
const has = (column: ReturnType<typeof sql>, q: string) =>
  q === '' ? sql`true` : sql`position(lower(${q}) in lower(${column})) > 0`;

/** Accounts first: who has one sees the answers in the portal. */
export async function findRequesters(
  tx: TownTx,
  { q }: RouteInput<typeof contract.requesters>,
): Promise<RouteOutput<typeof contract.requesters>> {
  const words = q.trim();
  const { rows: accounts } = await sql<{ id: string; name: string; hint: string }>`
    select u.id, u.name, u.login as hint from app.town_users() u
    where ${has(sql`u.name || ' ' || u.login`, words)} order by u.name, u.id limit ${FEW}`.execute(tx.db);
  const { rows: people } = await sql<{ id: string; name: string; hint: string }>`
    select p.id, p.name, p.title as hint from person p where p.town_id = ${tx.actor.townId}
      and ${has(sql`p.name`, words)} order by p.name, p.id limit ${FEW}`.execute(tx.db);
  return {
    found: [
      ...accounts.map((row) => ({ ...row, kind: 'account' as const })),
      ...people.map((row) => ({ ...row, kind: 'person' as const })),
    ],
  };
}

export async function findPlaces(
  tx: TownTx,
  { q }: RouteInput<typeof contract.places>,
): Promise<RouteOutput<typeof contract.places>> {
  const { rows } = await sql<{ id: string; name: string; siteName: string }>`
    select r.id, r.name, s.name as "siteName" from room r join site s on s.town_id = r.town_id and s.id = r.site_id
    where r.town_id = ${tx.actor.townId} and ${has(sql`r.name || ' ' || s.name`, q.trim())}
    order by s.name, r.name limit 30`.execute(tx.db);
  return { found: rows };
}

export async function listRooms(tx: TownTx): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select r.id, s.name || ': ' || r.name as name from room r join site s on s.town_id = r.town_id and s.id = r.site_id
    where r.town_id = ${tx.actor.townId} order by 2, 1 limit 500`.execute(tx.db);
  return rows;
}

/** Accounts with a function that lets them work at a desk. */
export async function listCandidates(tx: TownTx): Promise<{ userId: string; name: string }[]> {
  const { rows } = await sql<{ userId: string; name: string }>`select distinct u.id as "userId", u.name
    from membership m join app.town_users() u on u.id = m.user_id
    where m.town_id = ${tx.actor.townId} and m.function = any(${[...AGENTS]})
      and (m.valid_until is null or m.valid_until >= (${tx.now}::timestamptz at time zone 'Europe/Berlin')::date)
    order by u.name`.execute(tx.db);
  return rows;
}

interface Asking {
  requesterId: string | null;
  requesterUserId: string | null;
}

/** The name of who asks; refuses both or neither, and who is not known. */
export async function requesterName(tx: TownTx, asking: Asking): Promise<string> {
  const { requesterId, requesterUserId } = asking;
  const fault = (code: string) => refuse('invalid', 'invalid_input', [{ path: 'requesterId', code }]);
  if ((requesterId === null) === (requesterUserId === null)) fault('required');
  const { rows } = requesterId
    ? await sql<{
        name: string;
      }>`select name from person where town_id = ${tx.actor.townId} and id = ${requesterId}`.execute(tx.db)
    : await sql<{ name: string }>`select name from app.town_users() where id = ${requesterUserId}`.execute(
        tx.db,
      );
  return rows[0]?.name ?? fault('unknown_reference');
}

/** Names of what a ticket `r` points at. */
export const ticketColumns = sql`d.prefix, d.prefix || '-' || lpad(r.number::text, greatest(4, length(r.number::text)), '0') as name,
  a.name as assignee_name, coalesce(cp.name || ': ', '') || c.name as category_name, p.name as affected_name,
  s.name || ': ' || ro.name as room_name`;
export const ticketJoins = sql`join desk d on d.town_id = r.town_id and d.id = r.desk_id
  left join desk_member a on a.town_id = r.town_id and a.id = r.assignee_id
  left join desk_category c on c.town_id = r.town_id and c.id = r.category_id
  left join desk_category cp on cp.town_id = c.town_id and cp.id = c.parent_id
  left join person p on p.town_id = r.town_id and p.id = r.affected_id
  left join room ro on ro.town_id = r.town_id and ro.id = r.room_id
  left join site s on s.town_id = ro.town_id and s.id = ro.site_id`;
