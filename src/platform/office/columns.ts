/** How wide the columns of a table are set, so that a word is divided only where it has a joint. Pure; widths in millimetres. */
import { cellWords, type TableBlock } from '#kernel/document';

const POINT = 25.4 / 72;
const WIDEST = 0.86;
/** Letters of Carlito and Calibri in shares of the size, bold ones; what is not named is like most small letters. */
const LETTERS: readonly (readonly [letters: RegExp, share: number])[] = [
  [/[ijltfrI.,:;|'()!/-]/, 0.33],
  [/[mwMW%]/, WIDEST],
  [/\p{Lu}/u, 0.63],
];
const LETTER = 0.54;

const known = new Map<string, number>();

function shareOf(letter: string): number {
  const kept = known.get(letter);
  if (kept !== undefined) return kept;
  const share = LETTERS.find(([letters]) => letters.test(letter))?.[1] ?? LETTER;
  known.set(letter, share);
  return share;
}

export function wordWidth(word: string, points: number): number {
  let sum = 0;
  for (const letter of word) sum += shareOf(letter);
  return sum * points * POINT;
}

/** The widest of some words; one too short to be it is not measured. */
function widestOf(words: readonly string[], points: number): number {
  let widest = 0;
  for (const word of words)
    if (word.length * WIDEST * points * POINT > widest) widest = Math.max(widest, wordWidth(word, points));
  return widest;
}

/** From here on a word is divided at its joints rather than given a column of its own. */
const LONG = /\p{L}{15,}/gu;
/** Behind the joint of a German compound, and behind what stands first in the long words of an administration. */
const JOINT =
  /(?<=\p{L}(?:ungs|heits|keits|schafts|tions|täts)|Datenschutz|Arbeitsplatz|Geschäfts|Haushalts|Notfall|Fach|Digital)(?=\p{L}{4})/gu;

/** The text with places where a long word may be divided (U+00AD); nothing shows where it is not. */
export const softened = (text: string): string => text.replace(LONG, (word) => word.replace(JOINT, '\u00ad'));

/** What cannot be divided: a part before a joint keeps room for the hyphen. */
const pieces = (text: string): string[] =>
  softened(text)
    .replace(/\u00ad/g, '- ')
    .split(/\s+|(?<=[-–/])/);

export interface Setting {
  /** Room of all columns, in millimetres. */
  readonly width: number;
  /** Size of the letters. */
  readonly points: number;
  /** Left and right of the text in a cell together, in millimetres. */
  readonly padding: number;
}

/** Widths in the shares the table asks for; a column too narrow for its longest word takes from those with room to spare. */
export function columnsOf(
  table: TableBlock,
  locale: 'de' | 'en',
  { width, points, padding }: Setting,
): number[] {
  const { columns, rows, total } = table;
  const sum = columns.reduce((all, one) => all + one.width, 0);
  const asked = columns.map((one) => (one.width / sum) * width);
  const needed = columns.map(({ name, form }, at) => {
    const cells = [...rows, ...(total ? [total] : [])].map((row) => cellWords(row[at] ?? null, form, locale));
    return widestOf([name, ...cells].flatMap(pieces), points) + padding;
  });
  const [lacks, spares] = [1, -1].map((sign) =>
    needed.map((need, at) => Math.max(0, sign * (need - (asked[at] ?? 0)))),
  ) as [number[], number[]];
  const [missing, spare] = [lacks, spares].map((list) => list.reduce((all, one) => all + one, 0)) as [
    number,
    number,
  ];
  if (missing > spare) return needed.map((need) => (need * width) / (width + missing - spare));
  return asked.map((own, at) => own + (lacks[at] ?? 0) - (missing && ((spares[at] ?? 0) * missing) / spare));
}

/** Whole units of which all widths together are `whole`. */
export function inUnits(widths: readonly number[], whole: number): number[] {
  const sum = widths.reduce((all, one) => all + one, 0);
  const ends = widths.map((_, at) =>
    Math.round((widths.slice(0, at + 1).reduce((all, one) => all + one, 0) / sum) * whole),
  );
  return ends.map((end, at) => end - (ends[at - 1] ?? 0));
}
