import { sql } from 'kysely';
import type { TownTx } from '#platform/tx';

export interface Alike {
  id: string;
  login: string;
  email: string;
}

/** People of the town who have this login or this address, the one with the login first. */
export async function readAlike(tx: TownTx, login: string, mail: string): Promise<Alike[]> {
  const { rows } = await sql<Alike>`select id, login, email from person where town_id = ${tx.actor.townId}
    and (login = ${login} or (${mail} <> '' and lower(email) = lower(${mail})))
    order by (login = ${login}) desc, id`.execute(tx.db);
  return rows;
}
