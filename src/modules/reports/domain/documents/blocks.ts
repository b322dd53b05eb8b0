/** Text blocks of a town: their placeholders, and where one may be inserted. Pure. */
import { CLASSES, type Confidentiality } from '#kernel/document';

/** What a text block can leave open; its value is put in when the block is inserted. */
export const PLACES = [
  'gemeinde',
  'einwohner',
  'datum',
  'haushaltsjahr',
  'naechstes_haushaltsjahr',
  'buergermeister',
  'analysewoche',
] as const;
export type Place = (typeof PLACES)[number];
/** Null where nothing is recorded. */
export type PlaceValues = Readonly<Record<Place, string | null>>;

const PLACE = /\{\{\s*([^{}]*?)\s*\}\}/g;
export const placeWord = (name: string): string => `{{${name}}}`;
const isPlace = (name: string): name is Place => (PLACES as readonly string[]).includes(name);
const placesIn = (text: string): string[] => [...text.matchAll(PLACE)].map(([, name = '']) => name);

/** All placeholders of a text, each once and as written. */
export const placesOf = (text: string): string[] => [...new Set(placesIn(text).map(placeWord))];

/** Placeholders that nobody knows, each once and as written; brackets without a partner count as one. */
export function unknownPlaces(text: string): string[] {
  const rest = text.replace(PLACE, '');
  const broken = ['{{', '}}'].filter((bracket) => rest.includes(bracket));
  return [
    ...new Set([
      ...placesIn(text)
        .filter((name) => !isPlace(name))
        .map(placeWord),
      ...broken,
    ]),
  ];
}

/** Placeholders of a text for which nothing is recorded. */
export const emptyPlaces = (text: string, values: PlaceValues): string[] => [
  ...new Set(placesIn(text).filter((name) => isPlace(name) && values[name] === null)),
];

/** The text with values in place of its placeholders; one without a value stays as it is. */
export const withValues = (text: string, values: PlaceValues): string =>
  text.replace(PLACE, (whole, name: string) => (isPlace(name) ? (values[name] ?? whole) : whole));

export type InsertMay = true | 'block_class_higher' | 'block_place_empty';

/** Whether a block may go into a section: never into one that more people read than the block is for. */
export function insertMay(
  block: { readonly text: string; readonly class: Confidentiality },
  section: { readonly class: Confidentiality },
  values: PlaceValues,
): InsertMay {
  if (CLASSES.indexOf(block.class) > CLASSES.indexOf(section.class)) return 'block_class_higher';
  return emptyPlaces(block.text, values).length > 0 ? 'block_place_empty' : true;
}

/** The words with a block put in at a place of theirs: one line as it is, several lines by themselves behind the line they would divide. */
export function withBlock(words: string, at: number, block: string): string {
  const within = at > 0 && words[at - 1] !== '\n' && at < words.length && words[at] !== '\n';
  const alone = block.includes('\n');
  if (within && !alone) return `${words.slice(0, at)}${block}${words.slice(at)}`;
  const end = words.indexOf('\n', at);
  const place = within ? (end < 0 ? words.length : end) : at;
  const parts = [words.slice(0, place).trimEnd(), block.trim(), words.slice(place).trimStart()];
  return parts.filter((part) => part !== '').join('\n\n');
}
