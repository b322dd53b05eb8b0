import type { Locale } from '#kernel/chart';
import { type LibraryMeasure, summaryOf } from '#modules/catalogue';
import type { Row } from '#platform/records';
import { m } from '#texts';
import type { PackageCandidate } from './town-choice.ts';

/** A measure of the library as a proposal of the town, with the planned amounts that were reckoned with. */
export function adoptedRow(from: LibraryMeasure, shown: PackageCandidate, locale: Locale): Row {
  const { externalDays } = summaryOf(from);
  const steps = from.steps.map((step, at) => `${at + 1}. ${step[locale]}`).join('\n');
  return {
    title: from.title[locale],
    reason: from.why[locale],
    description: `${from.what[locale]}\n\n${steps}`,
    horizon: from.horizon,
    once_cost_cents: shown.onceCents.planned,
    yearly_cost_cents: shown.yearlyCents.planned,
    budget_kind: from.budgetKind,
    effort_days: shown.ownDays.planned,
    external_days: Math.ceil((externalDays.least + externalDays.most) / 2),
    responsible_role: from.role,
    proof: from.proof[locale],
    indicator: indicatorText(from, locale),
    library: from.id,
  };
}

/** The ranges of the library, as somebody would have said them. */
export const economyRow = ({ onceCents, yearlyCents, ownDays }: PackageCandidate): Row => ({
  once_least_cents: onceCents.least,
  once_most_cents: onceCents.most,
  yearly_least_cents: yearlyCents.least,
  yearly_most_cents: yearlyCents.most,
  effort_least_days: ownDays.least,
  effort_most_days: ownDays.most,
  once_certainty: 'estimated',
  yearly_certainty: 'estimated',
  effort_certainty: 'estimated',
});

function indicatorText({ indicator, firstReviewMonths }: LibraryMeasure, locale: Locale): string {
  const at = { locale };
  return m.measures_indicator_text(
    {
      name: indicator.name[locale],
      unit: m[`measures_unit_${indicator.unit}`]({}, at),
      better:
        indicator.better === 'higher' ? m.measures_better_higher({}, at) : m.measures_better_lower({}, at),
      place: m[`measures_read_${indicator.readFrom}`]({}, at),
      months: firstReviewMonths,
    },
    at,
  );
}
