import { m } from '#texts';
import type { Status } from '#ui-kit/badge';
import { measures } from './words.ts';

export const { economy } = measures;
export type Economy = Awaited<ReturnType<typeof economy.get>>;
export type EconomyResult = Economy['result'];
export type Replacement = Economy['replacements'][number];
export type Certainty = EconomyResult['certainty'];
export type Rate = Awaited<ReturnType<typeof economy.rates.get>>;

export const CERTAINTIES: Record<Certainty, () => string> = {
  measured: m.measures_certainty_measured,
  estimated: m.measures_certainty_estimated,
  unknown: m.measures_certainty_unknown,
};
const TONES: Record<Certainty, Status['tone']> = {
  measured: 'success',
  estimated: 'info',
  unknown: 'warning',
};
export const statusOfCertainty = (certainty: Certainty): Status => ({
  tone: TONES[certainty],
  word: CERTAINTIES[certainty](),
});
export const PARTS: Record<EconomyResult['parts'][number]['part'], () => string> = {
  once: m.measures_part_once,
  grant: m.measures_part_grant,
  yearly: m.measures_part_yearly,
  own_once: m.measures_part_own_once,
  own_yearly: m.measures_part_own_yearly,
  replaced: m.measures_part_replaced,
};
