/** What a rating may rest on beside its files. */
export const RATING_LINK_KINDS = ['item', 'web', 'posting'] as const;

/** Files somebody may lay before to one question. */
export const MOST_ANSWER_FILES = 5;

const LONGEST = 1000;

/**
 * The address of a page of the web as it is kept, or why it is not: no address, not by https, with name or password in it, at a
 * host that others cannot reach by a name, or too long.
 */
export function webAddress(given: string): { href: string } | { fault: string } {
  if (!URL.canParse(given)) return { fault: 'https_only' };
  const { protocol, username, password, hostname, href } = new URL(given);
  if (protocol !== 'https:') return { fault: 'https_only' };
  if (username !== '' || password !== '') return { fault: 'url_sign_in' };
  if (!hostname.includes('.') || /(^|\.)localhost\.?$/.test(hostname)) return { fault: 'url_own_machine' };
  return href.length <= LONGEST ? { href } : { fault: 'too_long' };
}

/** What is told beside a link, so that nobody is led elsewhere than it says. */
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '');
