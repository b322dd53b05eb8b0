import { sql } from 'kysely';
import type { TownTx } from '#platform/tx';

/** Who answers for a measure, and the contract of its consultants, as lists name them; to be joined to alias `r`. */
export const measureJoins = {
  columns: sql`p.name as owner_name,
    'V-' || lpad(c.number::text, greatest(2, length(c.number::text)), '0') || ' ' || c.title as consult_contract`,
  joins: sql`left join person p on p.town_id = r.town_id and p.id = r.owner_id
    left join contract c on c.town_id = r.town_id and c.id = r.consult_contract_id`,
};

/** People of the town whose record goes by the name or the sign-in of whoever acts; an account need not have one. */
export const ownPeople = sql`(select me.id from person me join app.town_users() u on u.id = app.actor()
  where me.town_id = app.town() and (lower(me.name) = lower(u.name) or lower(me.email) = lower(u.login)))`;

export interface MeasureNames {
  owner_name: string | null;
  consult_contract: string | null;
}

export async function namesOf(tx: TownTx, id: string): Promise<MeasureNames> {
  const { rows } = await sql<MeasureNames>`select ${measureJoins.columns} from measure r ${measureJoins.joins}
    where r.town_id = ${tx.actor.townId} and r.id = ${id}`.execute(tx.db);
  return rows[0] ?? { owner_name: null, consult_contract: null };
}
