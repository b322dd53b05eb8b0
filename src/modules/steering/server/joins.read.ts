import { sql } from 'kysely';
import type { TownTx } from '#platform/tx';

/** The measure that a row `r` is about, as alias `m`. */
export const measureOf = sql`left join measure m on m.town_id = r.town_id and m.id = r.measure_id`;
export const measureName = sql`m.number as measure_number, m.title as measure_title`;
/** The person that a row `r` is about, as alias `p`. */
export const personOf = sql`join person p on p.town_id = r.town_id and p.id = r.person_id`;

export interface Recipient {
  id: string;
  name: string;
  address: string;
  asked_at: string | null;
}

/** Members of a meeting with their address, empty where they have none. */
export async function listRecipients(tx: TownTx, meetingId: string): Promise<Recipient[]> {
  const { rows } =
    await sql<Recipient>`select r.id, p.name, p.email as address, r.asked_at from steering_member r ${personOf}
    where r.town_id = ${tx.actor.townId} and r.meeting_id = ${meetingId} order by p.name`.execute(tx.db);
  return rows;
}
