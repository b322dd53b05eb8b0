import { sql } from 'kysely';
import { contractName } from '#modules/budget';
import type { TownTx } from '#platform/tx';

/** Who answers for a measure, and the contract of its consultants, as lists name them; to be joined to alias `r`. */
export const measureJoins = {
  columns: sql`p.name as owner_name,
    ${contractName} as consult_contract`,
  joins: sql`left join person p on p.town_id = r.town_id and p.id = r.owner_id
    left join contract c on c.town_id = r.town_id and c.id = r.consult_contract_id`,
};

/**
 * People of the town whose record goes by the sign-in of whoever acts; where there is none, by a name that only one of them bears and whose
 * address signs nobody else in. An account need not have one.
 */
export const ownPeople = sql`(select me.id from person me join app.town_users() u on u.id = app.actor()
  where me.town_id = app.town() and (lower(me.email) = lower(u.login) or (lower(me.name) = lower(u.name)
    and not exists (select from person x where x.town_id = app.town() and x.id <> me.id
      and (lower(x.name) = lower(u.name) or lower(x.email) = lower(u.login)))
    and not exists (select from app.town_users() o where o.id <> u.id and lower(o.login) = lower(me.email)))))`;

export interface MeasureNames {
  owner_name: string | null;
  consult_contract: string | null;
}

export async function namesOf(tx: TownTx, id: string): Promise<MeasureNames> {
  const { rows } = await sql<MeasureNames>`select ${measureJoins.columns} from measure r ${measureJoins.joins}
    where r.town_id = ${tx.actor.townId} and r.id = ${id}`.execute(tx.db);
  return rows[0] ?? { owner_name: null, consult_contract: null };
}
