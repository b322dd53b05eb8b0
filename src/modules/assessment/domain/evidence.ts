/** What a rating may rest on beside its files. */
export const RATING_LINK_KINDS = ['item', 'web', 'posting'] as const;

/** Files somebody may lay before to one question. */
export const MOST_ANSWER_FILES = 5;

/**
 * The address of a page of the web as it is kept; null when it is none of https, carries a password, or names no host
 * that others can reach by a name.
 */
export function webAddress(given: string): string | null {
  if (!URL.canParse(given)) return null;
  const { protocol, username, password, hostname, href } = new URL(given);
  if (protocol !== 'https:' || username !== '' || password !== '') return null;
  return hostname.includes('.') && href.length <= 1000 ? href : null;
}

/** What is told beside a link, so that nobody is led elsewhere than it says. */
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '');
