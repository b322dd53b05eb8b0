import { type TownTx, tables } from '#platform/tx';
import type { EffectTables } from './tables.ts';

export type IndicatorRow = EffectTables['measure_indicator'];
export type ValueRow = EffectTables['indicator_value'];
export type ReviewRow = EffectTables['measure_review'];

const db = (tx: TownTx) => tables<EffectTables>(tx);

/** The indicator of a measure, kept from others until the transaction ends. */
export async function lockIndicator(tx: TownTx, measureId: string): Promise<IndicatorRow | undefined> {
  return db(tx)
    .selectFrom('measure_indicator')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('measure_id', '=', measureId)
    .forUpdate()
    .executeTakeFirst();
}

export async function readIndicator(tx: TownTx, measureId: string): Promise<IndicatorRow | undefined> {
  return db(tx)
    .selectFrom('measure_indicator')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('measure_id', '=', measureId)
    .executeTakeFirst();
}

/** All indicators of the town that the actor sees. */
export async function listIndicators(tx: TownTx): Promise<IndicatorRow[]> {
  return db(tx)
    .selectFrom('measure_indicator')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .orderBy('measure_id')
    .execute();
}

/** Values of an indicator, oldest first. */
export async function listValues(tx: TownTx, indicatorId: string): Promise<ValueRow[]> {
  return db(tx)
    .selectFrom('indicator_value')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('indicator_id', '=', indicatorId)
    .orderBy('measured_on')
    .execute();
}

/** Latest values of all indicators by indicator, the latest first. */
export async function latestValues(tx: TownTx): Promise<Map<string, ValueRow>> {
  const rows = await db(tx)
    .selectFrom('indicator_value')
    .selectAll()
    .distinctOn('indicator_id')
    .where('town_id', '=', tx.actor.townId)
    .orderBy('indicator_id')
    .orderBy('measured_on', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.indicator_id, row]));
}

/** Reviews of a measure, or of all, latest first. */
export async function listReviews(tx: TownTx, measureId: string | 'all'): Promise<ReviewRow[]> {
  let query = db(tx).selectFrom('measure_review').selectAll().where('town_id', '=', tx.actor.townId);
  if (measureId !== 'all') query = query.where('measure_id', '=', measureId);
  return query
    .orderBy('reviewed_on', 'desc')
    .orderBy('created_at' as never, 'desc')
    .execute();
}

/** Which measure follows which, of the whole town. */
export async function listFollowUps(tx: TownTx): Promise<EffectTables['measure_follow_up'][]> {
  return db(tx)
    .selectFrom('measure_follow_up')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .orderBy('measure_id')
    .execute();
}
