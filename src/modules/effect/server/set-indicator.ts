import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { measuresKinds } from '#modules/measures';
import { insertRecord, lockRecord, removeRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { effectContract as contract } from '../contract.ts';
import { sourceOf } from '../domain/sources.ts';
import { indicatorView } from './indicator.ts';
import { indicatorFaults } from './indicator-faults.ts';
import { indicatorValue, measureIndicator } from './kinds.ts';
import { type IndicatorRow, listReviews, listValues, lockIndicator } from './store.ts';

type Input = RouteInput<typeof contract.setIndicator>;

/** Sets the indicator of a measure. Another source or scope begins a new series; the first review moves the next one until there was one. */
export async function setIndicator(
  tx: TownTx,
  input: Input,
): Promise<RouteOutput<typeof contract.setIndicator>> {
  const measure = await lockRecord(tx, measuresKinds.measure, input.id);
  const faults = indicatorFaults(input);
  if (faults.length > 0) refuse('invalid', 'invalid_input', faults);
  const before = await lockIndicator(tx, input.id);
  const values = {
    ...fieldsOf(input),
    next_review_on: await nextOf(tx, input, before),
    office_id: measure.office_id,
  };
  if (before && (before.source !== input.source || before.scope !== values.scope))
    await endSeries(tx, before);
  const stored = before
    ? await updateRecord<IndicatorRow & { office_id: string | null }>(tx, measureIndicator, before.id, values)
    : await insertRecord<IndicatorRow & { office_id: string | null }>(tx, measureIndicator, {
        ...values,
        measure_id: input.id,
      });
  return { indicator: await indicatorView(tx, stored as unknown as IndicatorRow) };
}

/** Takes the indicator away; the next one begins anew. */
export async function removeIndicator(
  tx: TownTx,
  { id }: RouteInput<typeof contract.removeIndicator>,
): Promise<RouteOutput<typeof contract.removeIndicator>> {
  await lockRecord(tx, measuresKinds.measure, id);
  const row = await lockIndicator(tx, id);
  if (!row) return refuse('not_found', 'not_found');
  await endSeries(tx, row);
  await removeRecord(tx, measureIndicator, row.id);
  return { done: true };
}

async function endSeries(tx: TownTx, row: IndicatorRow): Promise<void> {
  for (const { id } of await listValues(tx, row.id))
    await removeRecord(tx, indicatorValue, id, { version: null });
}

/** A bound figure brings its unit; a scope only where its source asks for one. */
function fieldsOf(input: Input) {
  const source = sourceOf(input.source);
  return {
    source: input.source,
    scope: source && source.scope !== 'none' ? input.scope : '',
    name: input.name,
    unit: source?.unit ?? input.unit,
    better: input.better,
    baseline: input.baseline,
    baseline_on: input.baselineOn,
    target: input.target,
    first_review_on: input.firstReviewOn,
    rhythm_months: input.rhythmMonths,
  };
}

/** Until the first review its day counts; afterwards what the last review said. */
async function nextOf(tx: TownTx, input: Input, before: IndicatorRow | undefined): Promise<string | null> {
  if (!before) return input.firstReviewOn;
  const reviewed = await listReviews(tx, input.id);
  return reviewed.length > 0 ? before.next_review_on : input.firstReviewOn;
}
