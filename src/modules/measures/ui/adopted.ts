import { m } from '#texts';
import { type LibraryMeasure, local, PLACES, type Range, UNITS } from './library-words.ts';
import { blankMeasure, type MeasureValue } from './measure-value.ts';

const EURO = 100;
/** Half days are rounded up: who plans with less than the middle plans too tightly. */
const middle = ({ least, most }: Range): number => Math.ceil((least + most) / 2);
const middleCents = ({ least, most }: Range): number => ((least + most) / 2) * EURO;

/** A measure of the library as the form for a new one holds it; whoever adopts it changes what differs in town. */
export const adoptedMeasure = (from: LibraryMeasure, findings: string[]): MeasureValue => ({
  ...blankMeasure(findings),
  title: local(from.title),
  reason: local(from.why),
  description: [local(from.what), stepsOf(from)].join('\n\n'),
  horizon: from.horizon,
  onceCostCents: middleCents(from.once),
  yearlyCostCents: middleCents(from.yearly),
  budgetKind: from.budgetKind,
  effortDays: middle(from.ownDays),
  externalDays: middle(from.externalDays),
  responsibleRole: from.role,
  proof: local(from.proof),
  indicator: indicatorText(from),
  library: from.id,
});

const stepsOf = ({ steps }: LibraryMeasure): string =>
  steps.map((step, at) => `${at + 1}. ${local(step)}`).join('\n');

/** What is measured, in what, which way is better, where to read it and when to look first. */
export const indicatorText = ({ indicator, firstReviewMonths }: LibraryMeasure): string =>
  m.measures_indicator_text({
    name: local(indicator.name),
    unit: UNITS[indicator.unit](),
    better: indicator.better === 'higher' ? m.measures_better_higher() : m.measures_better_lower(),
    place: PLACES[indicator.readFrom](),
    months: firstReviewMonths,
  });
