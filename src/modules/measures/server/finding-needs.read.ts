import { sql } from 'kysely';
import type { TownTx } from '#platform/tx';

export interface FindingNeed {
  id: string;
  number: number;
  title: string;
  area: string;
  /** Requirements whose ratings it rests on, as `itil:incident`. */
  requirements: string[];
}

/** What a finding is about and rests on, or null where the actor does not see it; for a merged one that says it now. */
export async function findingNeed(tx: TownTx, id: string): Promise<FindingNeed | null> {
  const { rows } = await sql<FindingNeed>`
    select f.id, f.number, f.title, f.area, coalesce((
      select array_agg(distinct t.framework || ':' || t.requirement)
        from finding_link l join rating t on t.town_id = l.town_id and t.id = l.target_id
        where l.town_id = f.town_id and l.finding_id = f.id and l.kind = 'rating'), '{}') as requirements
    from finding f
    where f.town_id = ${tx.actor.townId}
      and f.id = (select coalesce(g.merged_into, g.id) from finding g
        where g.town_id = ${tx.actor.townId} and g.id = ${id})`.execute(tx.db);
  return rows[0] ?? null;
}
