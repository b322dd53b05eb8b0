import type { Locale } from '#kernel/chart';
import { m } from '#texts';
import type { Unit } from '../domain/sources.ts';

const TAG = { de: 'de-DE', en: 'en-GB' } as const;

/** A value with its unit: `42 %`, `Stufe 2`, `3 Tage`, and bare for what is counted. */
export function unitWord(value: number, unit: Unit, locale: Locale): string {
  const at = { locale };
  const number = new Intl.NumberFormat(TAG[locale], { maximumFractionDigits: 1 })
    .format(value)
    .replace('-', '\u2212');
  const words: Record<Unit, string> = {
    count: number,
    percent: `${number}\u00a0%`,
    level: m.effect_unit_level({ value: number }, at),
    euros: `${number}\u00a0€`,
    days: m.effect_unit_days({ value: number }, at),
    hours: m.effect_unit_hours({ value: number }, at),
    minutes: m.effect_unit_minutes({ value: number }, at),
    years: m.effect_unit_years({ value: number }, at),
  };
  return words[unit];
}
