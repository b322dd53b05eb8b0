import { type LocalDate, localDateOf } from '#kernel/dates';
import type { Confidentiality } from '#kernel/document';
import { type FieldFault, refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { createMeasure, measuresKinds, readLinks } from '#modules/measures';
import { insertRecord, lockRecord, type StoredRow, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { effectContract as contract } from '../contract.ts';
import { endsReviews, FITTING, leadsOn, nextReview } from '../domain/effect.ts';
import { ENTERED } from '../domain/sources.ts';
import { measureFollowUp, measureIndicator, measureReview } from './kinds.ts';
import { reviewView } from './read-reviews.ts';
import { type IndicatorRow, lockIndicator, type ReviewRow } from './store.ts';
import { valueNow } from './take-value.ts';

type Input = RouteInput<typeof contract.review>;
type Measure = StoredRow<{
  horizon: 'short' | 'medium' | 'long';
  responsible_role: string;
  owner_id: string | null;
  consult_contract_id: string | null;
  confidentiality: Confidentiality;
}>;

/**
 * Keeps a judgement on the effect of a measure with the figures it rests on. Strengthening and replacing make a follow-up measure that
 * takes over findings, goals and indicator. Refuses `indicator_missing`, `indicator_silent`, and `consequence_unfit`.
 */
export async function reviewMeasure(tx: TownTx, input: Input): Promise<RouteOutput<typeof contract.review>> {
  const measure = (await lockRecord(tx, measuresKinds.measure, input.id)) as Measure;
  const indicator = await lockIndicator(tx, input.id);
  if (!indicator) return refuse('state', 'indicator_missing');
  refuseUnfit(tx, input);
  const value = await valueNow(tx, indicator);
  if (value === null) return refuse('state', 'indicator_silent');
  const review = await keepReview(tx, input, indicator, value);
  await updateRecord(
    tx,
    measureIndicator,
    indicator.id,
    { next_review_on: review.next_on },
    { event: 'reviewed', version: null },
  );
  if (leadsOn(input.consequence))
    await followUp(tx, { input, measure, indicator, value, reviewId: review.id });
  return { review: await reviewView(tx, review) };
}

function refuseUnfit(tx: TownTx, { judgement, consequence, reason, nextOn, followUpTitle }: Input): void {
  if (!FITTING[judgement].includes(consequence))
    refuse('invalid', 'consequence_unfit', [{ path: 'consequence', code: 'not_allowed' }]);
  const faults: FieldFault[] = [];
  if (!reason) faults.push({ path: 'reason', code: 'required' });
  if (leadsOn(consequence) && !followUpTitle) faults.push({ path: 'followUpTitle', code: 'required' });
  if (nextOn && nextOn <= localDateOf(tx.now)) faults.push({ path: 'nextOn', code: 'in_past' });
  if (faults.length > 0) refuse('invalid', 'invalid_input', faults);
}

/** The figures stand in the review itself: the indicator may change later. */
async function keepReview(tx: TownTx, input: Input, row: IndicatorRow, value: number) {
  const today = localDateOf(tx.now);
  const nextOn = input.nextOn ?? nextReview(today as LocalDate, row.rhythm_months);
  return (await insertRecord(tx, measureReview, {
    measure_id: input.id,
    reviewed_on: today,
    indicator_name: row.name || row.source,
    unit: row.unit,
    baseline: row.baseline,
    target: row.target,
    value,
    judgement: input.judgement,
    consequence: input.consequence,
    reason: input.reason,
    next_on: endsReviews(input.consequence) ? null : nextOn,
    office_id: row.office_id,
  })) as StoredRow & ReviewRow;
}

interface FollowUp {
  input: Input;
  measure: Measure;
  indicator: IndicatorRow;
  value: number;
  reviewId: string;
}

/** A measure of its own, proposed like any other; its baseline is what the review found. */
async function followUp(tx: TownTx, of: FollowUp): Promise<void> {
  const { input, measure, indicator } = of;
  const { findings, goals } = await readLinks(tx, input);
  const made = await createMeasure(tx, {
    town: input.town,
    ...BLANK,
    title: input.followUpTitle,
    reason: input.reason,
    horizon: measure.horizon,
    responsibleRole: measure.responsible_role,
    ownerId: measure.owner_id,
    consultContractId: measure.consult_contract_id,
    confidentiality: measure.confidentiality,
    library: '',
    findingIds: findings ?? [],
    goalIds: goals ?? [],
  });
  await insertRecord(tx, measureFollowUp, {
    measure_id: made.id,
    follows_id: input.id,
    review_id: of.reviewId,
    office_id: measure.office_id,
  });
  const { source, scope, name, unit, better, target, rhythm_months, office_id } = indicator;
  const today = localDateOf(tx.now) as LocalDate;
  const first = nextReview(today, rhythm_months);
  const own = (await insertRecord(tx, measureIndicator, {
    ...{ source, scope, name, unit, better, target, rhythm_months, office_id },
    measure_id: made.id,
    baseline: of.value,
    baseline_on: today,
    first_review_on: first,
    next_review_on: first,
  })) as StoredRow & IndicatorRow;
  // Bound to the same rows, it says from today on what the indicator it goes on from says.
  if (own.source !== ENTERED) await valueNow(tx, own);
}

const BLANK = {
  description: '',
  mandatory: false,
  onceCostCents: 0,
  yearlyCostCents: 0,
  grantCents: 0,
  budgetKind: 'result' as const,
  budgetLineId: null,
  effortDays: 0,
  externalDays: 0,
  proof: '',
  indicator: '',
  starts: null,
  quarters: 1,
};
