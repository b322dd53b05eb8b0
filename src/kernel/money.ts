declare const brand: unique symbol;
/** An amount in whole cents; a safe integer, negative for what is taken away. */
export type Cents = number & { readonly [brand]: 'Cents' };
export type MoneyLocale = 'de' | 'en';

/** Takes a plain number as cents. Refuses fractions and amounts beyond 2^53 - 1. */
export function cents(value: number): Cents {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of cents: ${value}`);
  return (value === 0 ? 0 : value) as Cents;
}

export const NO_MONEY: Cents = cents(0);

const GROUPED: Record<MoneyLocale, RegExp> = {
  de: /^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?$/,
  en: /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/,
};

/**
 * Reads an amount as people of that language write it: `1.234,56 €`, `-22.000,00`, `22.000,00-`, `EUR 5`.
 * Returns null for anything else, also for the other language's separators: `12.50` is no German amount,
 * and a guess would be wrong by a factor of a hundred.
 */
export function parseMoney(text: string, locale: MoneyLocale): Cents | null {
  const bare = text
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(/\u2212/g, '-')
    .replace(/^(-?)(?:€|EUR)|(?:€|EUR)(-?)$/i, '$1$2');
  const sign = bare.startsWith('-') !== bare.endsWith('-') ? -1 : 1;
  const digits = sign < 0 ? bare.replace(/^-|-$/, '') : bare;
  const match = GROUPED[locale].exec(digits);
  if (!match) return null;
  const euros = Number((match[1] ?? '').replace(/[.,]/g, ''));
  const value = sign * (euros * 100 + Number((match[2] ?? '').padEnd(2, '0')));
  return Number.isSafeInteger(value) ? cents(value) : null;
}

const TAG: Record<MoneyLocale, string> = { de: 'de-DE', en: 'en-GB' };
/** `exact` always shows cents; `euro` rounds to whole euros; `short` shows cents only where there are some. */
export type MoneyStyle = 'exact' | 'euro' | 'short';
const formatters = new Map<string, Intl.NumberFormat>();

/** Writes an amount with currency sign and thousands separator, e.g. `1.234,56 €` or `€1,234.56`. */
export function formatMoney(amount: Cents, locale: MoneyLocale, style: MoneyStyle = 'exact'): string {
  const digits = style === 'exact' || (style === 'short' && amount % 100 !== 0) ? 2 : 0;
  const key = `${locale}${digits}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.NumberFormat(TAG[locale], {
      style: 'currency',
      currency: 'EUR',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formatters.set(key, formatter);
  }
  // Division could lose the last cent of very large amounts; the decimal string does not. -0,40 rounds to 0, not -0.
  const rounded = digits === 0 ? cents(Math.sign(amount) * Math.round(Math.abs(amount) / 100) * 100) : amount;
  return formatter.format(decimal(rounded) as Intl.StringNumericLiteral);
}

/** The amount as a plain decimal in euros with a point, e.g. `-1234.56`: for spreadsheets and the API's exports. */
export function decimal(amount: Cents): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Adds up; refuses a total beyond the safe range. */
export function sumMoney(amounts: Iterable<Cents>): Cents {
  let total = 0;
  for (const amount of amounts) total = cents(total + amount);
  return cents(total);
}

/**
 * Shares `total` in proportion to `weights` (whole or fractional, none negative, at least one above zero).
 * The shares add up to `total` exactly: left-over cents go to the largest remainders, ties to the earlier place.
 */
export function shareMoney(total: Cents, weights: readonly number[]): Cents[] {
  const whole = weights.reduce((a, b) => a + b, 0);
  if (!(whole > 0) || !Number.isFinite(whole) || weights.some((w) => w < 0))
    throw new RangeError('weights must not be negative and must add up to more than zero');
  const sign = total < 0 ? -1 : 1;
  const amount = Math.abs(total);
  const exact = weights.map((w) => (w / whole) * amount);
  const shares = exact.map(Math.floor);
  let left = amount - shares.reduce((a, b) => a + b, 0);
  const order = exact
    .map((e, i) => ({ i, rest: e - Math.floor(e) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  // Near 2^53 floating point may also have given out a cent too many; the smallest remainders return it.
  const queue = (left < 0 ? order.reverse() : order).filter(({ i }) => (weights[i] ?? 0) > 0);
  for (let k = 0; left !== 0; k = (k + 1) % queue.length) {
    const place = queue[k]?.i ?? 0;
    shares[place] = (shares[place] ?? 0) + Math.sign(left);
    left -= Math.sign(left);
  }
  return shares.map((s) => cents(sign * s));
}
