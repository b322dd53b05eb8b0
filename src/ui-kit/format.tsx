import { ZONE } from '#kernel/dates';
import { getLocale } from '#texts/runtime';

// English as administrations in Europe write it: day before month, as the forms read it.
const locale = () => (getLocale() === 'en' ? 'en-GB' : 'de-DE');
/** A town's clock hangs in its town hall: the same time for who reads from elsewhere, and for the server. */
const HERE = { timeZone: ZONE };

const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function cached<F extends Intl.NumberFormat | Intl.DateTimeFormat>(
  key: string,
  make: (locale: string) => F,
): F {
  const at = locale() + key;
  const known = formats.get(at) ?? make(locale());
  formats.set(at, known);
  return known as F;
}

export function number(value: number, digits = 0): string {
  // The first Intl object of a page costs more than a whole list of rows; small counts do not need one.
  if (Number.isInteger(value) && value >= 0 && value < 1000) return String(value);
  return cached(`n${digits}`, (at) => new Intl.NumberFormat(at, { maximumFractionDigits: digits })).format(
    value,
  );
}

/** 0.634 -> "63 %". */
export const percent = (share: number) =>
  cached('p', (at) => new Intl.NumberFormat(at, { style: 'percent', maximumFractionDigits: 0 })).format(
    share,
  );

/** Bytes as people read them: 950 Byte, 12 kB, 1,4 MB. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} Byte`;
  if (bytes < 999_500) return `${number(Math.round(bytes / 1000))} kB`;
  return `${number(bytes / 1_000_000, 1)} MB`;
}

/** Cents to Euro with thousands separator; cents where `exact` or not whole, so that no sum looks rounded. */
export function money(cents: number, exact = false): string {
  const digits = exact || cents % 100 !== 0 ? 2 : 0;
  return cached(
    `m${digits}`,
    (at) =>
      new Intl.NumberFormat(at, {
        style: 'currency',
        currency: 'EUR',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
  ).format(cents / 100);
}

const DAY = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;
const TIME = { hour: '2-digit', minute: '2-digit' } as const;

/** "2026-11-23" or an instant -> 23.11.2026; `weekday` where a deadline is meant. */
export function date(iso: string, weekday = false): string {
  const options = weekday ? ({ ...DAY, weekday: 'short' } as const) : DAY;
  // A calendar date has no time zone: read and shown in UTC it stays the day it is.
  const plain = iso.length === 10;
  if (plain && !weekday)
    return iso
      .split('-')
      .reverse()
      .join(locale() === 'de-DE' ? '.' : '/');
  const zone = plain ? { timeZone: 'UTC' } : HERE;
  return cached(`d${weekday}${plain}`, (at) => new Intl.DateTimeFormat(at, { ...options, ...zone })).format(
    new Date(iso),
  );
}

export const dateTime = (iso: string) =>
  cached('t', (at) => new Intl.DateTimeFormat(at, { ...DAY, ...TIME, ...HERE })).format(new Date(iso));

export const time = (iso: string) =>
  cached('h', (at) => new Intl.DateTimeFormat(at, { ...TIME, ...HERE })).format(new Date(iso));

/** "2027-Q2" -> "Q2 2027". */
export const quarter = (key: string) => key.replace(/^(\d{4})-(Q\d)$/, '$2 $1');

export function Money({ cents, exact = false }: { cents: number; exact?: boolean }) {
  return <span className="k-num">{money(cents, exact)}</span>;
}

export function DateText({ iso, weekday = false }: { iso: string; weekday?: boolean }) {
  return (
    <time className="k-num" dateTime={iso}>
      {date(iso, weekday)}
    </time>
  );
}
