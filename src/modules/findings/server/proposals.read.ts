import { sql } from 'kysely';
import type { TownTx } from '#platform/tx';

export interface SeenRow {
  id: string;
  number: number;
  statement: string;
  severity: number;
  room_id: string | null;
  place: string | null;
}
export interface ItemRow {
  id: string;
  number: number;
  name: string;
  kind: string;
  operating_system: string;
  criticality: string;
  ends_on: string | null;
  backup: string;
}
export interface DecidedRow {
  source: string;
  finding_id: string | null;
  reason: string;
}

/** Observations of at least medium severity, with the place they were made at. */
export const observationsSeen = async (tx: TownTx, engagementId: string): Promise<SeenRow[]> =>
  (
    await sql<SeenRow>`select o.id, o.number, o.statement, o.severity, o.room_id,
        nullif(concat_ws(', ', s.name, r.name), '') as place
      from observation o left join room r on r.town_id = o.town_id and r.id = o.room_id
        left join site s on s.town_id = r.town_id and s.id = r.site_id
      where o.town_id = ${tx.actor.townId} and o.engagement_id = ${engagementId} and o.severity >= 2
      order by place nulls last, o.number`.execute(tx.db)
  ).rows;

/** Items whose support has ended or ends by a day, and servers, applications and procedures without a backup. */
export const itemsInNeed = async (tx: TownTx, endsBy: string): Promise<ItemRow[]> =>
  (
    await sql<ItemRow>`select id, number, name, kind, operating_system, criticality,
        end_of_support_on as ends_on, backup
      from item where town_id = ${tx.actor.townId} and (end_of_support_on <= ${endsBy} or backup = 'no')
      order by end_of_support_on nulls last, number limit 2000`.execute(tx.db)
  ).rows;

export const decidedProposals = async (tx: TownTx, engagementId: string): Promise<DecidedRow[]> =>
  (
    await sql<DecidedRow>`select source, finding_id, reason from finding_proposal
      where town_id = ${tx.actor.townId} and engagement_id = ${engagementId} order by source`.execute(tx.db)
  ).rows;

/** Targets that people have named as evidence of the week's findings; proposals that were taken are known by their source. */
export const restedOn = async (tx: TownTx, engagementId: string): Promise<Set<string>> => {
  const { rows } = await sql<{ target_id: string }>`select l.target_id from finding_link l
    join finding f on f.town_id = l.town_id and f.id = l.finding_id
    where l.town_id = ${tx.actor.townId} and f.engagement_id = ${engagementId}
      and not l.by_proposal`.execute(tx.db);
  return new Set(rows.map(({ target_id }) => target_id));
};

/** Whoever decides about proposals of the week at the same time waits. */
export async function lockWeek(tx: TownTx, engagementId: string): Promise<void> {
  await sql`select id from engagement where town_id = ${tx.actor.townId} and id = ${engagementId} for update`.execute(
    tx.db,
  );
}
