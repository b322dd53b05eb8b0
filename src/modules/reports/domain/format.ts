/** How figures and dates look in a printed report. */
import { formatDate, localDate } from '#kernel/dates';

export interface Formats {
  /** 1.234.567 */
  whole(value: number): string;
  /** 1,3; a dash when there is no value. */
  level(value: number | null): string;
  /** 35 %, from a share between 0 and 1. */
  percent(share: number): string;
  /** Whole euros without unit, for columns headed by it; input in cents. */
  amount(cents: number): string;
  /** Whole euros with unit, not separated at a line end: `1.234.567 EUR`; input in cents. */
  money(cents: number): string;
  /** 23.11.2026, from `YYYY-MM-DD`. */
  date(day: string): string;
}

const TAG = { de: 'de-DE', en: 'en-GB' } as const;

const build = (locale: 'de' | 'en'): Formats => {
  const integer = new Intl.NumberFormat(TAG[locale], { maximumFractionDigits: 0 });
  const decimal = new Intl.NumberFormat(TAG[locale], { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const share = new Intl.NumberFormat(TAG[locale], { style: 'percent', maximumFractionDigits: 0 });
  // A true minus sign is as wide as a digit; -0 is 0.
  const whole = (value: number) => integer.format(Math.round(value) || 0).replace('-', '\u2212');
  const amount = (cents: number) => whole(cents / 100);
  return {
    whole,
    level: (value) => (value === null ? '–' : decimal.format(value)),
    percent: (value) => share.format(value),
    amount,
    money: (cents) => `${amount(cents)}\u00a0EUR`,
    date: (day) => formatDate(localDate(day), locale),
  };
};

const FORMATS = { de: build('de'), en: build('en') };
export const formatsFor = (locale: 'de' | 'en'): Formats => FORMATS[locale];
