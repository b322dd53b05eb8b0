import { type TownTx, tables } from '#platform/tx';
import type { AreaCount } from '../domain/area-chart.ts';
import type { FindingsTables } from './tables.ts';

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

/** Number of the next wording, counted from 1. */
export async function nextWordingSeq(tx: TownTx, findingId: string): Promise<number> {
  const row = await tables<FindingsTables>(tx)
    .selectFrom('finding_wording')
    .select((e) => e.fn.max('seq').as('last'))
    .where('town_id', '=', tx.actor.townId)
    .where('finding_id', '=', findingId)
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
}

/** How many findings each area has of each severity. */
export async function countByArea(tx: TownTx): Promise<AreaCount[]> {
  return tables<FindingsTables>(tx)
    .selectFrom('finding')
    .select((e) => ['area', 'severity', e.fn.countAll<number>().as('count')])
    .where('town_id', '=', tx.actor.townId)
    .groupBy(['area', 'severity'])
    .execute();
}
