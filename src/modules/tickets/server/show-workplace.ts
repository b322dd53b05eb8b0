import { sql } from 'kysely';
import type { RouteOutput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import type { ticketsContract as contract } from '../contract.ts';

/** The own desks with what their pages offer to choose from. */
export async function showWorkplace(tx: TownTx): Promise<RouteOutput<typeof contract.workplace>> {
  const { rows } = await sql<RouteOutput<typeof contract.workplace>['desks'][number]>`
    select d.id, d.name, d.prefix, me.role, me.id as "seatId",
      (select json_agg(json_build_object('id', m.id, 'name', m.name, 'active', m.active) order by m.name, m.id)
        from desk_member m where m.town_id = d.town_id and m.desk_id = d.id) as members,
      coalesce((select json_agg(json_build_object('id', c.id, 'name', coalesce(p.name || ': ', '') || c.name)
          order by coalesce(p.position, c.position), coalesce(p.name, c.name), p.id nulls first, c.position, c.name)
        from desk_category c left join desk_category p on p.town_id = c.town_id and p.id = c.parent_id
        where c.town_id = d.town_id and c.desk_id = d.id and c.active and coalesce(p.active, true)), '[]'::json) as categories
    from desk_member me join desk d on d.town_id = me.town_id and d.id = me.desk_id
    where me.town_id = ${tx.actor.townId} and me.user_id = ${tx.actor.userId} and me.active
    order by d.name, d.id`.execute(tx.db);
  return { desks: rows };
}
