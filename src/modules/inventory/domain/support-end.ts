/** A line of the table as delivered. */
export interface SupportEntry {
  product: string;
  of: 'system' | 'software';
  /** Asked of name and version. */
  fits: RegExp;
  ends: string;
  /** End of paid extensions, where the maker sells them. */
  extended?: string | undefined;
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

/** When support of something ends; null when nobody knows it. */
type AskSupportEnd = (one: Reported) => SupportEnd | null;

/** Whom to ask about support: the town's own word first, the most exact one before others, then the table. */
export function supportEnds(own: readonly OwnEntry[], delivered: readonly SupportEntry[]): AskSupportEnd {
  // A machine has 1,500 programs: what each is compared with is put in order once.
  const ownWords = own
    .map((entry) => ({ entry, product: key(entry.product), release: key(entry.release) }))
    .sort((a, b) => letters(b.entry) - letters(a.entry));
  const tables = { system: tableOf(delivered, 'system'), software: tableOf(delivered, 'software') };
  return ({ of, name, version }) => {
    const text = `${name} ${version}`.trim();
    const [asked, release] = [key(text), key(version)];
    const mine = ownWords.find(
      (one) => asked.startsWith(one.product) && (one.release === '' || release.startsWith(one.release)),
    );
    if (mine) return ownEnd(mine.entry);
    const found = tables[of].any.test(text) && tables[of].entries.find(({ fits }) => fits.test(text));
    return found ? deliveredEnd(found) : null;
  };
}

const letters = ({ product, release }: OwnEntry): number => product.length + release.length;

/** Most programs fit none of the entries: one expression says so. */
function tableOf(
  delivered: readonly SupportEntry[],
  of: SupportEntry['of'],
): { entries: SupportEntry[]; any: RegExp } {
  const entries = delivered.filter((one) => one.of === of);
  return {
    entries,
    any: new RegExp(entries.map(({ fits }) => `(?:${fits.source})`).join('|') || '(?!)', 'i'),
  };
}

const ownEnd = ({ product, release, ends_on, source }: OwnEntry): SupportEnd => ({
  product: [product, release].filter(Boolean).join(' '),
  endsOn: ends_on,
  source,
  asOf: null,
  confirmed: true,
  own: true,
});

const deliveredEnd = ({ product, ends, source, as_of, confirmed }: SupportEntry): SupportEnd => ({
  product,
  endsOn: ends,
  source,
  asOf: as_of,
  confirmed,
  own: false,
});

/** Each product once, the nearest end first. */
export function supportEndsOf(reported: readonly Reported[], ask: AskSupportEnd): SupportEnd[] {
  const ends = new Map<string, SupportEnd>();
  for (const one of reported) {
    const end = ask(one);
    if (end) ends.set(end.product, end);
  }
  return [...ends.values()].sort((a, b) => (a.endsOn < b.endsOn ? -1 : 1));
}
