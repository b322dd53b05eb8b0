import { plainText } from '#kernel/plain-text';
import type { Stated } from './older-comparison.ts';

type Cell = string | number | boolean;
export interface OlderSheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  readonly tooManyRows: boolean;
  readonly tooManyColumns: boolean;
}
export interface OlderEntry {
  chapter: string;
  stated: Stated;
  percent: number | null;
}
export const olderFaultCodes = [
  'no_headings',
  'no_values',
  'too_many_rows',
  'too_many_columns',
  'chapter_missing',
  'chapter_unknown',
  'chapter_twice',
  'value_unclear',
] as const;
export type OlderFaultCode = (typeof olderFaultCodes)[number];
/** `row` as a spreadsheet counts; null where the sheet or file is meant. */
export interface OlderFault {
  sheet: string | null;
  row: number | null;
  code: OlderFaultCode;
  value: string;
}

export const olderLimits = { rows: 500, columns: 40 } as const;
const HEADINGS_WITHIN = 20;

const plain = (cell: Cell | undefined): string => plainText(String(cell ?? ''));

const CHAPTER = [
  'kapitel',
  'abschnitt',
  'nr',
  'nummer',
  'kapitelnr',
  'kapitelnummer',
  'abschnittnr',
  'chapter',
];
const VALUE = [
  'erfuellungsgrad',
  'erfuellung',
  'ergebnis',
  'wert',
  'prozent',
  'erfuellt',
  'stand',
  'bewertung',
  'value',
  'result',
  'fulfilment',
  'percent',
];

/**
 * Reads a table with one row for each chapter of the older edition: its number and a percentage or a word. A chapter
 * without a value was not assessed. All faults are named at once, each with its row.
 */
export function readOlderSheets(
  sheets: readonly OlderSheet[],
  chapters: readonly string[],
): { entries: OlderEntry[]; faults: OlderFault[] } {
  for (const sheet of sheets) {
    const top = sheet.rows.slice(0, HEADINGS_WITHIN).findIndex((row) => columnsOf(row) !== null);
    const columns = columnsOf(sheet.rows[top] ?? []);
    if (columns) return readRows(sheet, top, columns, chapters);
  }
  return { entries: [], faults: [{ sheet: null, row: null, code: 'no_headings', value: '' }] };
}

interface Columns {
  chapter: number;
  value: number;
}

function columnsOf(row: readonly Cell[]): Columns | null {
  const chapter = row.findIndex((cell) => CHAPTER.includes(plain(cell)));
  const value = row.findIndex((cell, at) => at !== chapter && VALUE.includes(plain(cell)));
  return chapter < 0 || value < 0 ? null : { chapter, value };
}

function readRows(
  { name: sheet, rows, tooManyRows, tooManyColumns }: OlderSheet,
  top: number,
  columns: Columns,
  chapters: readonly string[],
): { entries: OlderEntry[]; faults: OlderFault[] } {
  const faults: OlderFault[] = [];
  const whole = (code: OlderFaultCode, value: number) =>
    faults.push({ sheet, row: null, code, value: String(value) });
  if (tooManyRows) whole('too_many_rows', olderLimits.rows);
  if (tooManyColumns) whole('too_many_columns', olderLimits.columns);
  const shares = areShares(rows.slice(top + 1).map((row) => row[columns.value]));
  const entries = new Map<string, OlderEntry>();
  for (const [at, row] of rows.entries()) {
    const [given, value] = [row[columns.chapter] ?? '', row[columns.value] ?? ''];
    const empty = String(value).trim() === '';
    if (at <= top || empty) continue;
    const fault = (code: OlderFaultCode, told: Cell) =>
      faults.push({ sheet, row: at + 1, code, value: String(told).slice(0, 60) });
    const chapter = chapterOf(given);
    const read = readValue(value, shares);
    if (chapter === '') fault('chapter_missing', value);
    else if (!chapters.includes(chapter)) fault('chapter_unknown', given);
    else if (entries.has(chapter)) fault('chapter_twice', chapter);
    if (read === null) fault('value_unclear', value);
    if (read && chapters.includes(chapter) && !entries.has(chapter))
      entries.set(chapter, { chapter, ...read });
  }
  if (entries.size === 0 && faults.length === 0)
    faults.push({ sheet, row: null, code: 'no_values', value: '' });
  return { entries: [...entries.values()], faults };
}

/** `4`, `4.`, `Kapitel 4`, `4 Organisation`, `Anhang A`. A part of a chapter such as `4.1` stays as it is. */
function chapterOf(cell: Cell): string {
  const text = String(cell)
    .trim()
    .replace(/^(kapitel|abschnitt|anhang|chapter|annex)\s+/i, '');
  return (/^(\d{1,2}(?:\.\d+)*|[A-Z])(?=$|[\s.:)-])/.exec(text)?.[1] ?? text).slice(0, 20);
}

/** A spreadsheet holds 75 % as 0.75; a column of noughts and ones alone says neither. */
function areShares(values: readonly (Cell | undefined)[]): boolean {
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.every((n) => n <= 1) && numbers.some((n) => n > 0 && n < 1);
}

const WORDS: Readonly<Record<Exclude<Stated, 'percent'>, readonly string[]>> = {
  met: ['erfuellt', 'ja', 'voll', 'vollerfuellt', 'vollstaendig', 'vollstaendigerfuellt', 'met', 'yes'],
  partly: ['teilweise', 'teilweiseerfuellt', 'teils', 'partly', 'partlymet'],
  not_met: ['nicht', 'nichterfuellt', 'nein', 'notmet', 'no'],
};

function readValue(cell: Cell, shares: boolean): Pick<OlderEntry, 'stated' | 'percent'> | null {
  if (typeof cell === 'boolean') return { stated: cell ? 'met' : 'not_met', percent: null };
  for (const stated of ['met', 'partly', 'not_met'] as const)
    if (WORDS[stated].includes(plain(cell))) return { stated, percent: null };
  // Beside whole percentages 0.5 may be half of everything or half a per cent: asked, not guessed.
  if (typeof cell === 'number' && !shares && cell > 0 && cell < 1) return null;
  const text = String(cell).trim();
  const typed = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*(?:%|prozent|percent)?$/i.exec(text);
  const number =
    typeof cell === 'number'
      ? shares
        ? cell * 100
        : cell
      : typed
        ? Number(`${typed[1]}.${typed[2] ?? 0}`)
        : Number.NaN;
  const percent = Math.round(number);
  return percent >= 0 && percent <= 100 ? { stated: 'percent', percent } : null;
}

/** A fault as a sentence for whoever has the file open. */
export function olderFaultText({ sheet, row, code, value }: OlderFault): { de: string; en: string } {
  const at = {
    de: [sheet && `Blatt „${sheet}“`, row !== null && `Zeile ${row}`],
    en: [sheet && `Sheet "${sheet}"`, row !== null && `${sheet ? 'row' : 'Row'} ${row}`],
  };
  const place = (parts: (string | false | null)[]) => {
    const told = parts.filter(Boolean).join(', ');
    return told ? `${told}: ` : '';
  };
  const said = faultWords[code](value);
  return { de: place(at.de) + said.de, en: place(at.en) + said.en };
}

const faultWords: Readonly<Record<OlderFaultCode, (value: string) => { de: string; en: string }>> = {
  no_headings: () => ({
    de: 'Keine Zeile mit Überschriften gefunden. Nötig sind zwei Spalten: „Kapitel“ und „Ergebnis“.',
    en: 'No row of headings found. Two columns are needed: "Chapter" and "Result".',
  }),
  no_values: () => ({
    de: 'Unter den Überschriften steht kein einziges Ergebnis.',
    en: 'There is not a single result below the headings.',
  }),
  too_many_rows: (value) => ({
    de: `Das sind mehr als ${value} Zeilen. Nötig ist eine Zeile je Abschnitt.`,
    en: `These are more than ${value} rows. One row for each chapter is needed.`,
  }),
  too_many_columns: (value) => ({
    de: `Das sind mehr als ${value} Spalten. Nötig sind nur Kapitel und Ergebnis.`,
    en: `These are more than ${value} columns. Only chapter and result are needed.`,
  }),
  chapter_missing: (value) => ({
    de: `Zum Ergebnis „${value}“ fehlt der Abschnitt.`,
    en: `The chapter is missing for the result "${value}".`,
  }),
  chapter_unknown: (value) => ({
    de: `„${value}“ ist kein Abschnitt der früheren Richtlinie. Erwartet werden ganze Abschnitte von 4 bis 18 und A.`,
    en: `"${value}" is no chapter of the older standard. Whole chapters from 4 to 18 and A are expected.`,
  }),
  chapter_twice: (value) => ({
    de: `Abschnitt ${value} steht schon weiter oben.`,
    en: `Chapter ${value} stands further up already.`,
  }),
  value_unclear: (value) => ({
    de: `„${value}“ ist weder ein Prozentwert von 0 bis 100 noch „erfüllt“, „teilweise“ oder „nicht erfüllt“.`,
    en: `"${value}" is neither a percentage from 0 to 100 nor "met", "partly" or "not met".`,
  }),
};
