import { plainText } from '#kernel/plain-text';

/** A cell as a file gives it: text from CSV, typed values from a spreadsheet; days are ISO text. */
export type QuestionCell = string | number | boolean;
export type QuestionRow = readonly QuestionCell[];

/** Effort of a question as the list states it; equal ends where it names one step. */
export type Effort = { least: number; most: number };

export const columns = ['list', 'number', 'question', 'effort', 'references'] as const;
export type Column = (typeof columns)[number];

/** Words of headings, the likeliest first; a heading that begins with one of them counts as well. */
const headings: Readonly<Record<Column, readonly string[]>> = {
  question: ['prueffrage', 'frage', 'fragestellung', 'kontrollfrage', 'pruefpunkt', 'question'],
  number: [
    'nr',
    'nummer',
    'lfdnr',
    'lfdnummer',
    'fragenr',
    'fragennr',
    'fragenummer',
    'frageid',
    'nrderfrage',
    'id',
    'no',
    'number',
  ],
  effort: ['aufwand', 'aufwandskategorie', 'umsetzungsaufwand', 'effort'],
  references: [
    'referenz',
    'verweis',
    'bezug',
    'grundschutz',
    'itgrundschutz',
    'bsigrundschutz',
    'baustein',
    'anforderung',
    'quelle',
    'reference',
  ],
  list: ['checkliste', 'liste', 'themenbereich', 'thema', 'bereich', 'kapitel', 'kategorie', 'list', 'topic'],
};

export const plain = (cell: QuestionCell): string => plainText(String(cell));

export const shown = (cell: QuestionCell | undefined): string =>
  cell === undefined ? '' : String(cell).replaceAll(/\s+/g, ' ').trim();

/** Place of each column that a row of headings names, or null where the row is none: it lacks the question. */
export function readHeadings(row: QuestionRow): Partial<Record<Column, number>> | null {
  const found: Partial<Record<Column, number>> = {};
  const taken = new Set<number>();
  for (const exact of [true, false]) {
    for (const column of ['question', 'number', 'effort', 'references', 'list'] as const) {
      if (found[column] !== undefined) continue;
      const place = row.findIndex((cell, at) => !taken.has(at) && means(plain(cell), column, exact));
      if (place < 0) continue;
      found[column] = place;
      taken.add(place);
    }
  }
  // One word alone, such as "Fragen" on a cover sheet, is no row of headings.
  return found.question === undefined || taken.size < 2 ? null : found;
}

/** Longer headings count by their beginning only: "Aufwand (1-4)", but not a whole question that holds the word. */
function means(heading: string, column: Column, exact: boolean): boolean {
  if (heading === '' || heading.length > 40) return false;
  return headings[column].some((word) =>
    exact ? heading === word : word.length > 3 && heading.startsWith(word),
  );
}

/**
 * The number of a question as it was meant. Spreadsheets turn 1.2 into the number 1.2 or the day 1 February and
 * 1.10 into 1.1 or 1 October; the day is turned back, and 1.1 right after 1.9 is read as 1.10.
 */
export function readNumber(cell: QuestionCell | undefined, before: string): string {
  const day = typeof cell === 'string' ? dayAndMonth(cell) : null;
  if (day) return `${day.day}.${day.month}`;
  const text = shown(cell)
    .replace(/^(frage|nr\.?|question|f|q)\s*(?=\d)/i, '')
    .replace(/[.):]+$/, '');
  if (typeof cell === 'number') {
    const [, head = '', last = ''] = /^(\d+)\.(\d+)$/.exec(before) ?? [];
    const next = `${head}.${Number(last) + 1}`;
    if (head !== '' && next.endsWith('0') && Number(next) === cell) return next;
  }
  return text;
}

const ISO_DAY = /^\d{4}-(\d\d)-(\d\d)(T00:00(:00(\.000)?)?Z?)?$/;

function dayAndMonth(text: string): { day: number; month: number } | null {
  const [, month, day] = ISO_DAY.exec(text.trim()) ?? [];
  return month === undefined || day === undefined ? null : { day: Number(day), month: Number(month) };
}

const LARGEST_EFFORT = 5;
const NO_EFFORT = ['', '-', '–', '—'];

/** `2`, `1-2`, `1 bis 2`, also a range that a spreadsheet took for a day; null = none stated, undefined = unclear. */
export function readEffort(cell: QuestionCell | undefined): Effort | null | undefined {
  const text = shown(cell);
  if (NO_EFFORT.includes(text)) return null;
  const day = dayAndMonth(text);
  const ends = day
    ? [day.day, day.month]
    : (/^(?:stufe|kategorie)?\s*(\d)(?:\s*(?:-|–|—|\/|bis|to)\s*(\d))?$/i.exec(text) ?? [])
        .slice(1)
        .filter((end) => end !== undefined)
        .map(Number);
  const [first, second = first] = ends;
  if (first === undefined || second === undefined) return undefined;
  const effort = { least: Math.min(first, second), most: Math.max(first, second) };
  return effort.least >= 1 && effort.most <= LARGEST_EFFORT ? effort : undefined;
}

const MODULE = /^[A-Z]{3}(?:\.\d+)+/;
const REQUIREMENT = /^[A-Z]{3}(?:\.\d+)+\.A\d+/;

/**
 * References, each once, in their order. "ORP.4.A1, A2" means two requirements of one module; "ORP.4 A1" is written
 * with a full stop. What is no number of IT-Grundschutz stays as it stands.
 */
export function readReferences(cell: QuestionCell | undefined): string[] {
  const found: string[] = [];
  let module = '';
  for (const part of String(cell ?? '').split(/[,;\n\r]+/)) {
    const text = part
      .replaceAll(/\s+/g, ' ')
      .trim()
      .replace(/^([A-Z]{3}(?:\.\d+)+)[ .]+(A\d+)/, '$1.$2');
    if (text === '' || NO_EFFORT.includes(text)) continue;
    const short = /^A\d+\b/.test(text) && module !== '';
    const whole = short ? `${module}.${text}` : text;
    module = MODULE.exec(whole)?.[0] ?? '';
    const reference = REQUIREMENT.exec(whole)?.[0] ?? whole;
    if (!found.includes(reference)) found.push(reference);
  }
  return found;
}

/** True for a number of IT-Grundschutz such as `SYS.2.1.A3`. */
export const isGrundschutz = (reference: string): boolean => MODULE.test(reference);
