export type ParsedMoney = { cents: number | null } | { fault: 'not_money' | 'too_precise' | 'too_large' };

/** Keeps sums of many amounts within what a number can hold exactly: 1,000,000,000.00 EUR. */
const MOST = 100_000_000_000;

/**
 * Reads an amount in Euro as people in Germany type it ("1.234,50", "1234,5", "1 234,50 €", "-12") and
 * gives cents. A single dot counts as decimal point only when it cannot be a thousands separator ("12.5");
 * "1.234" is one thousand two hundred thirty-four. Empty input gives null.
 */
export function parseMoney(text: string): ParsedMoney {
  const typed = text.replace(/[\s  ']|€|EUR$/giu, '').replace(/^[−–]/, '-');
  if (typed === '') return { cents: null };
  const german = /^(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d*|-{1,2}|–))?$/.exec(typed);
  const pointed = /^(-?)(\d+)\.(\d{1,2})$/.exec(typed);
  const parts = german ?? pointed;
  if (!parts) return { fault: 'not_money' };
  const [, sign = '', whole = '', rest = ''] = parts;
  const fraction = /^\d*$/.test(rest) ? rest : '';
  if (fraction.length > 2) return { fault: 'too_precise' };
  const cents = Number(whole.replaceAll('.', '')) * 100 + Number(fraction.padEnd(2, '0'));
  if (cents > MOST) return { fault: 'too_large' };
  return { cents: sign && cents > 0 ? -cents : cents };
}

/** Cents as they stand in an input: "1.234,50"; whole amounts without decimals; null is empty. */
export function formatMoneyInput(cents: number | null): string {
  if (cents === null) return '';
  const absolute = Math.abs(cents);
  const whole = String(Math.trunc(absolute / 100)).replace(/\B(?=(\d{3})+$)/g, '.');
  const rest = absolute % 100;
  return `${cents < 0 ? '-' : ''}${whole}${rest ? `,${String(rest).padStart(2, '0')}` : ''}`;
}

/** Reads "1.234,5" or "1234.5" as a plain number; null when empty, undefined when it is none. */
export function parseNumber(text: string): number | null | undefined {
  const typed = text.replace(/[\s  ]/g, '').replace(/^[−–]/, '-');
  if (typed === '') return null;
  if (/^-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$/.test(typed)) {
    return Number(typed.replaceAll('.', '').replace(',', '.'));
  }
  return /^-?\d+\.\d+$/.test(typed) ? Number(typed) : undefined;
}

export function formatNumberInput(value: number | null): string {
  return value === null ? '' : String(value).replace('.', ',');
}
