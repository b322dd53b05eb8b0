import type { z } from 'zod';
import { localDateOf } from '#kernel/dates';
import type { RouteInput } from '#kernel/route';
import { measuresKinds } from '#modules/measures';
import { readRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { effectContract as contract, indicatorView as shape } from '../contract.ts';
import { isDue } from '../domain/effect.ts';
import { type IndicatorRow, listValues, readIndicator } from './store.ts';

export type IndicatorView = z.infer<typeof shape>;

/** The indicator of a measure that the actor sees, with its series. */
export async function showIndicator(
  tx: TownTx,
  { id }: Pick<RouteInput<typeof contract.indicator>, 'id'>,
): Promise<{ indicator: IndicatorView | null }> {
  await readRecord(tx, measuresKinds.measure, id);
  const row = await readIndicator(tx, id);
  return { indicator: row ? await indicatorView(tx, row) : null };
}

export async function indicatorView(tx: TownTx, row: IndicatorRow): Promise<IndicatorView> {
  const values = await listValues(tx, row.id);
  return {
    id: row.id,
    version: row.version,
    source: row.source as IndicatorView['source'],
    scope: row.scope,
    name: row.name,
    unit: row.unit,
    better: row.better,
    baseline: row.baseline,
    baselineOn: row.baseline_on,
    target: row.target,
    firstReviewOn: row.first_review_on,
    rhythmMonths: row.rhythm_months,
    nextReviewOn: row.next_review_on,
    due: isDue(row.next_review_on, localDateOf(tx.now)),
    values: values.map(({ id, measured_on, value, part, whole, computed, note }) => ({
      id,
      measuredOn: measured_on,
      value,
      part,
      whole,
      computed,
      note,
    })),
  };
}
