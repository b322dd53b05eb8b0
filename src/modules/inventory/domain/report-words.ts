import { MACS_SHARED } from './machine-report.ts';

/** What a report is made of before anybody has looked at it: keys in small letters. */
export type Tree = string | number | boolean | null | Tree[] | { [key: string]: Tree | undefined };
export type Branch = { [key: string]: Tree | undefined };

export const branch = (value: Tree | undefined): Branch => {
  const one = Array.isArray(value) ? value[0] : value;
  return one !== null && typeof one === 'object' && !Array.isArray(one) ? one : {};
};
export const branches = (value: Tree | undefined): Branch[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).flatMap((one) =>
    one !== null && typeof one === 'object' && !Array.isArray(one) ? [one] : [],
  );

/** Readable text of at most `most` letters: one line, nothing that does not print. */
export function words(value: Tree | undefined, most = 200): string {
  const one = Array.isArray(value) ? value[0] : value;
  if (typeof one !== 'string' && typeof one !== 'number') return '';
  return (
    String(one)
      .slice(0, most * 4)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is left out
      .replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff\s]+/g, ' ')
      .trim()
      .slice(0, most)
      .toWellFormed()
  );
}

export const first = (...given: (Tree | undefined)[]): string =>
  given.map((one) => words(one)).find((one) => one !== '') ?? '';

export function whole(value: Tree | undefined): number | null {
  const number = Number(words(value, 30).replace(/[^\d.].*$/, '') || Number.NaN);
  return Number.isFinite(number) && number > 0 && number < 1e12 ? Math.round(number) : null;
}

export function mac(value: Tree | undefined): string {
  const given = words(value, 30).toLowerCase().replace(/-/g, ':');
  return /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(given) && !MACS_SHARED.has(given) ? given : '';
}

/** An address that leads to one machine of the network; none that every machine has for itself. */
export function address(value: Tree | undefined): string {
  const given = words(value, 60).toLowerCase();
  const four = /^(\d{1,3}\.){3}\d{1,3}$/.test(given);
  if (!four && (mac(given) || !/^[0-9a-f:]*:[0-9a-f:.]*$/.test(given))) return '';
  return /^(127\.|0\.|169\.254\.|::1?$|fe80:)/.test(given) ? '' : given;
}

const JUNK_SERIALS =
  /^(to be filled.*|default.*|system.?serial.*|chassis.?serial.*|base ?board.?serial.*|serial.?number|none|n\/?a|not? .*|unknown|unbekannt|invalid|empty|o\.?e\.?m\.?.*|filled by.*|undefined|null|[.\-_*#?]+|0?123456789.*|(.)\2*|00000000-.*|toc?bef.*|\$.*)$/i;

/** A serial number that tells machines apart; empty for what makers leave standing there. */
export function serial(value: Tree | undefined): string {
  const given = words(value);
  return given.length < 4 || JUNK_SERIALS.test(given) ? '' : given;
}

const JUNK_UUIDS = /^(03000200-0400-0500-0006-000700080009|12345678-1234-.*|not .*|none|unknown)$/i;

/** The system's UUID in capitals; empty for those that whole series of machines share. */
export function uuid(value: Tree | undefined): string {
  const given = words(value, 100).toUpperCase();
  const digits = given.replace(/[^0-9A-Z]/g, '');
  return digits.length < 12 || /^(.)\1*$/.test(digits) || JUNK_UUIDS.test(given) ? '' : given;
}

/** Folders that carry the name of whoever works on the machine. */
export const withoutPerson = (path: string): string =>
  path.replace(
    /((?:^|[\\/])(?:home|users|benutzer|media|run[\\/](?:media|user)|documents and settings)[\\/])[^\\/]+/gi,
    '$1…',
  );
