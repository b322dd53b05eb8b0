import type { Fn } from '#kernel/functions';

export type Value = string | Buffer | readonly (string | Buffer)[] | undefined;
export type Entry = Readonly<Record<string, Value>> & { readonly dn: string };

export interface Attributes {
  loginAttribute: string;
  nameAttribute: string;
  mailAttribute: string;
}

export interface Person {
  /** What the directory never gives to anybody else. */
  key: string;
  dn: string;
  login: string;
  name: string;
  mail: string;
  active: boolean;
}

/** Attributes beside those with a name of the house's own. */
export const KEY_ATTRIBUTES = ['entryUUID', 'nsUniqueId', 'objectGUID'];
export const STATE_ATTRIBUTES = [
  'userAccountControl',
  'nsAccountLock',
  'loginDisabled',
  'pwdAccountLockedTime',
];

/** A directory answers with names of attributes in the case it likes. */
export function valuesOf(entry: Entry, attribute: string): readonly (string | Buffer)[] {
  const name = Object.keys(entry).find((key) => key.toLowerCase() === attribute.toLowerCase());
  const value = name === undefined ? undefined : entry[name];
  if (value === undefined) return [];
  return typeof value === 'string' || Buffer.isBuffer(value)
    ? [value]
    : (value as readonly (string | Buffer)[]);
}

export const textOf = (entry: Entry, attribute: string): string =>
  String(valuesOf(entry, attribute)[0] ?? '').trim();

/** Somebody as the directory tells of them; null without what signs in. */
export function personOf(entry: Entry, of: Attributes): Person | null {
  const login = textOf(entry, of.loginAttribute).slice(0, 200);
  if (!login) return null;
  return {
    key: keyOf(entry),
    dn: entry.dn,
    login,
    name: (textOf(entry, of.nameAttribute) || login).slice(0, 200),
    mail: mailOf(textOf(entry, of.mailAttribute)),
    active: isActive(entry),
  };
}

const mailOf = (text: string): string =>
  /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(text) && text.length <= 200 ? text : '';

function keyOf(entry: Entry): string {
  const guid = valuesOf(entry, 'objectGUID')[0];
  if (Buffer.isBuffer(guid) && guid.length > 0) return `guid:${guid.toString('hex')}`;
  const uuid = textOf(entry, 'entryUUID') || textOf(entry, 'nsUniqueId');
  return uuid ? `uuid:${uuid.toLowerCase()}` : `dn:${sameName(entry.dn)}`;
}

/** ACCOUNTDISABLE of Active Directory's userAccountControl. */
const DISABLED = 2;
/** A lock of OpenLDAP that only the administration opens. */
const FOR_GOOD = '000001010000Z';

function isActive(entry: Entry): boolean {
  const control = Number(textOf(entry, 'userAccountControl') || 0);
  const says = (attribute: string) => textOf(entry, attribute).toLowerCase() === 'true';
  return (
    (control & DISABLED) === 0 &&
    !says('nsAccountLock') &&
    !says('loginDisabled') &&
    textOf(entry, 'pwdAccountLockedTime') !== FOR_GOOD
  );
}

/** Names of RFC 4514 that differ only in case and blanks are one. */
export const sameName = (dn: string): string =>
  dn
    .trim()
    .toLowerCase()
    .replace(/\s*(?<!\\)([,=])\s*/g, '$1');

/** The first part of a distinguished name: `it` of `cn=it,ou=gruppen,dc=stadt`. */
export const shortName = (dn: string): string =>
  (/^[^=]+=((?:\\.|[^,\\])*)/.exec(dn.trim())?.[1] ?? dn).replace(/\\([^0-9a-f])/gi, '$1').trim();

/** Whether `named`, a distinguished name or its first part alone, is this group. */
export const isGroup = (named: string, dn: string): boolean =>
  named.includes('=')
    ? sameName(named) === sameName(dn)
    : named.trim().toLowerCase() === shortName(dn).toLowerCase();

interface GroupFunction {
  group: string;
  townSlug: string;
  function: Fn;
}

/** What members of these groups hold, by town. */
export function functionsOf(groups: readonly string[], map: readonly GroupFunction[]): Map<string, Fn[]> {
  const held = new Map<string, Fn[]>();
  for (const { group, townSlug, function: fn } of map) {
    const before = held.get(townSlug) ?? [];
    if (!before.includes(fn) && groups.some((dn) => isGroup(group, dn))) held.set(townSlug, [...before, fn]);
  }
  return held;
}

/** More than this at once looks like a fault of the directory or its settings, not like people who left. */
export const closesMany = (closing: number, accounts: number): boolean =>
  closing > Math.max(5, Math.floor(accounts * 0.3));
