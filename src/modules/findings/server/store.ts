import { sql } from 'kysely';
import type { StoredRow } from '#platform/records';
import { type TownTx, tables } from '#platform/tx';
import type { AreaCount } from '../domain/area-chart.ts';
import type { FindingsTables, FindingTable } from './tables.ts';

/** Wordings oldest first, answers newest first. */
export async function loadStory(tx: TownTx, findingId: string) {
  const db = tables<FindingsTables>(tx);
  const of = { town_id: tx.actor.townId, finding_id: findingId };
  const wordings = await db
    .selectFrom('finding_wording')
    .select(['seq', 'statement', 'reason', 'by_name as byName', 'at'])
    .where('town_id', '=', of.town_id)
    .where('finding_id', '=', findingId)
    .orderBy('seq')
    .execute();
  const reviews = await db
    .selectFrom('finding_review')
    .select([
      'id',
      'reviewer_name as reviewerName',
      'reviewer_title as reviewerTitle',
      'answer',
      'comment',
      'at',
    ])
    .where('town_id', '=', of.town_id)
    .where('finding_id', '=', findingId)
    .orderBy('at', 'desc')
    .execute();
  return { wordings, reviews };
}

/** The number people say, if the actor sees the finding. */
export async function numberOf(tx: TownTx, findingId: string): Promise<number | null> {
  const row = await tables<FindingsTables>(tx)
    .selectFrom('finding')
    .select('number')
    .where('town_id', '=', tx.actor.townId)
    .where('id', '=', findingId)
    .executeTakeFirst();
  return row?.number ?? null;
}

/** Findings that were merged into this one, by number. */
export async function mergedInto(
  tx: TownTx,
  findingId: string,
): Promise<{ id: string; number: number; title: string }[]> {
  return tables<FindingsTables>(tx)
    .selectFrom('finding')
    .select(['id', 'number', 'title'])
    .where('town_id', '=', tx.actor.townId)
    .where('merged_into', '=', findingId)
    .orderBy('number')
    .execute();
}

/** Number of the wording that holds, counted from 1; 0 before there is any. */
export async function latestWordingSeq(tx: TownTx, findingId: string): Promise<number> {
  const row = await tables<FindingsTables>(tx)
    .selectFrom('finding_wording')
    .select((e) => e.fn.max('seq').as('last'))
    .where('town_id', '=', tx.actor.townId)
    .where('finding_id', '=', findingId)
    .executeTakeFirst();
  return row?.last ?? 0;
}

/** Whether somebody's last answer to the present wording is that it is wrong. */
export async function standsDisputed(tx: TownTx, findingId: string): Promise<boolean> {
  const { rows } = await sql<{ answer: string }>`
    select answer from (
      select distinct on (coalesce(v.guest_id, v.reviewer_user_id)::text, v.reviewer_name) v.answer
        from finding_review v
        where v.town_id = ${tx.actor.townId} and v.finding_id = ${findingId} and v.answer <> 'missing'
          and coalesce(v.wording_seq, 1) >= (select coalesce(max(w.seq), 1) from finding_wording w
            where w.town_id = v.town_id and w.finding_id = v.finding_id)
        order by coalesce(v.guest_id, v.reviewer_user_id)::text, v.reviewer_name, v.at desc, v.created_at desc) as last
    where answer = 'disagrees' limit 1`.execute(tx.db);
  return rows.length > 0;
}

/** How many findings each area has of each severity; what is merged counts where it is said now. */
export async function countByArea(tx: TownTx): Promise<AreaCount[]> {
  return tables<FindingsTables>(tx)
    .selectFrom('finding')
    .select((e) => ['area', 'severity', e.fn.countAll<number>().as('count')])
    .where('town_id', '=', tx.actor.townId)
    .where('status', '<>', 'merged')
    .groupBy(['area', 'severity'])
    .execute();
}

/** Evidence of findings that become one, that of the kept one first; kept from others until the transaction ends. */
export async function evidenceForMerge(tx: TownTx, from: readonly string[], to: string) {
  const { rows } = await sql<StoredRow<FindingsTables['finding_link']>>`
    select * from finding_link where town_id = ${tx.actor.townId} and finding_id = any (${[...from, to]}::uuid[])
    order by (finding_id = ${to}) desc, created_at, id for update`.execute(tx.db);
  return rows;
}

/** What was merged into any of these before; kept from others until the transaction ends. */
export async function mergedBefore(
  tx: TownTx,
  into: readonly string[],
): Promise<(StoredRow & FindingTable)[]> {
  const { rows } = await sql<
    StoredRow & FindingTable
  >`select * from finding where town_id = ${tx.actor.townId}
    and merged_into = any (${[...into]}::uuid[]) order by id for update`.execute(tx.db);
  return rows;
}

/** Keeps the findings of one merge from others until the transaction ends; returns how many there are. */
export async function lockMerge(
  tx: TownTx,
  { kept, batch }: { kept: string | null; batch: string },
): Promise<number> {
  const { rows } = await sql`select id from finding where town_id = ${tx.actor.townId}
    and (id = ${kept} or merge_batch = ${batch}) order by id for update`.execute(tx.db);
  return rows.length;
}
