import type { EconomyInput, Said, Span } from '../domain/economy.ts';
import type { EconomyGround, EconomyRow, MeasureRow } from './package-ground.read.ts';

type Priced = Pick<
  MeasureRow,
  'id' | 'onceCostCents' | 'yearlyCostCents' | 'grantCents' | 'effortDays' | 'responsibleRole'
>;

/**
 * What is known of the economics of a measure: its planned amounts with the ranges somebody has said, what it replaces,
 * and what a day of its role costs. `ranges` are those of the library, for what nobody has said anything about.
 */
export function economyInput(
  measure: Priced,
  { economies, replacements, rates }: EconomyGround,
  ranges?: { once: Span; yearly: Span; days: Span },
): EconomyInput {
  const said = economies.find(({ measureId }) => measureId === measure.id);
  return {
    onceCents: measure.onceCostCents,
    grantCents: measure.grantCents,
    yearlyCents: measure.yearlyCostCents,
    effortDays: measure.effortDays,
    once: saidOf(said, 'once') ?? estimated(ranges?.once),
    yearly: saidOf(said, 'yearly') ?? estimated(ranges?.yearly),
    effort: saidOf(said, 'effort') ?? estimated(ranges?.days),
    yearlyDays: { least: said?.yearlyLeastDays ?? 0, most: said?.yearlyMostDays ?? 0 },
    replaced: replacements.filter(({ measureId }) => measureId === measure.id),
    rate:
      rates.find(({ role }) => role !== '' && role === measure.responsibleRole) ??
      rates.find(({ role }) => role === '') ??
      null,
  };
}

const estimated = (span?: Span): Said => ({
  least: span?.least ?? null,
  most: span?.most ?? null,
  certainty: 'estimated',
});

function saidOf(said: EconomyRow | undefined, what: 'once' | 'yearly' | 'effort'): Said | null {
  if (!said) return null;
  if (what === 'once')
    return { least: said.onceLeastCents, most: said.onceMostCents, certainty: said.onceCertainty };
  if (what === 'yearly')
    return { least: said.yearlyLeastCents, most: said.yearlyMostCents, certainty: said.yearlyCertainty };
  return { least: said.effortLeastDays, most: said.effortMostDays, certainty: said.effortCertainty };
}
