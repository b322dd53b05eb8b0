/** A line of the table as delivered. */
export interface SupportEntry {
  product: string;
  of: 'system' | 'software';
  /** Asked of name and version. */
  fits: RegExp;
  ends: string;
  source: string;
  as_of: string;
  confirmed: boolean;
}

export interface OwnEntry {
  product: string;
  release: string;
  ends_on: string;
  source: string;
}
export interface Reported {
  of: 'system' | 'software';
  name: string;
  version: string;
}
export interface SupportEnd {
  product: string;
  endsOn: string;
  source: string;
  asOf: string | null;
  confirmed: boolean;
  own: boolean;
}

const key = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();

/** When support of something ends: the town's own word first, then the table; null when neither knows it. */
export function supportEndOf(
  { of, name, version }: Reported,
  own: readonly OwnEntry[],
  delivered: readonly SupportEntry[],
): SupportEnd | null {
  const mine = own
    .filter(
      (one) =>
        key(`${name} ${version}`).startsWith(key(one.product)) &&
        (one.release === '' || key(version).startsWith(key(one.release))),
    )
    // The most exact one counts.
    .sort((a, b) => b.product.length + b.release.length - a.product.length - a.release.length)[0];
  if (mine)
    return {
      product: [mine.product, mine.release].filter(Boolean).join(' '),
      endsOn: mine.ends_on,
      source: mine.source,
      asOf: null,
      confirmed: true,
      own: true,
    };
  const text = `${name} ${version}`.trim();
  const found = delivered.find((one) => one.of === of && one.fits.test(text));
  return found
    ? {
        product: found.product,
        endsOn: found.ends,
        source: found.source,
        asOf: found.as_of,
        confirmed: found.confirmed,
        own: false,
      }
    : null;
}

/** Each product once, the nearest end first. */
export function supportEndsOf(
  reported: readonly Reported[],
  own: readonly OwnEntry[],
  delivered: readonly SupportEntry[],
): SupportEnd[] {
  const ends = new Map<string, SupportEnd>();
  for (const one of reported) {
    const end = supportEndOf(one, own, delivered);
    if (end) ends.set(end.product, end);
  }
  return [...ends.values()].sort((a, b) => (a.endsOn < b.endsOn ? -1 : 1));
}
