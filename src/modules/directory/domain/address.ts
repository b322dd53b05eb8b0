/** `ldaps://host`, `ldap://host:389`: nothing behind. */
export function isDirectoryUrl(url: string): boolean {
  if (!/^ldaps?:\/\/[^/?#@\s]+\/?$/.test(url) || !URL.canParse(url)) return false;
  return new URL(url).hostname !== '';
}

/** Host and port as a socket wants them. */
export function placeOf(url: string): { host: string; secure: boolean } {
  const { hostname, protocol } = new URL(url);
  return { host: hostname.replace(/^\[|\]$/g, ''), secure: protocol === 'ldaps:' };
}

/** A password never leaves in the clear; a directory on this machine needs no TLS. */
export function readsInTheClear({ url, startTls }: { url: string; startTls: boolean }): boolean {
  const { host, secure } = placeOf(url);
  return !secure && !startTls && !/^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host);
}

const PLACE = '{login}';

/** A filter of RFC 4515 in which what somebody types has its place, and nowhere but as a value. */
export function hasPlace(filter: string): boolean {
  if (!filter.startsWith('(') || !filter.endsWith(')')) return false;
  const parts = filter.split(PLACE);
  if (parts.length < 2) return false;
  let depth = 0;
  for (const sign of filter.replace(/\\[0-9a-fA-F]{2}/g, '')) {
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth === 0 && parts.slice(0, -1).every((before) => /=[^()=]*$/.test(before));
}

/** Signs of RFC 4515, 3 as their codes, so that what is typed stays a value. */
export const escaped = (value: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL ends a value in some directories.
  value.replace(/[\\*()\u0000]/g, (sign) => `\\${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);

/** The filter for one login. */
export const filterFor = (filter: string, login: string): string =>
  filter.replaceAll(PLACE, () => escaped(login));

/** The filter for everybody whom it could let in. */
export const filterForAll = (filter: string): string => filter.replaceAll(PLACE, '*').replace(/\*{2,}/g, '*');
