import {
  type Column,
  type Effort,
  isGrundschutz,
  plain,
  type QuestionRow,
  readEffort,
  readHeadings,
  readNumber,
  readReferences,
  shown,
} from './question-cells.ts';

/**
 * A sheet of a workbook, or a CSV file as its only sheet; rows count from 1 as in a spreadsheet. `merged` holds ranges
 * such as `A2:A9`; formulas are text that begins with `=`.
 */
export type QuestionSheet = {
  name: string;
  rows: readonly QuestionRow[];
  merged?: readonly string[];
  tooManyRows?: boolean;
  tooManyColumns?: boolean;
};

export const questionListKinds = ['wiba', 'staged_plan', 'other'] as const;
/**
 * `wiba`: checklists of the BSI's "Weg in die Basis-Absicherung"; `staged_plan`: first step of the staged plan for a
 * minimum level of security in Baden-Württemberg. Neither is shipped: whoever has the file reads it in.
 */
export type QuestionListKind = (typeof questionListKinds)[number];

/** Numbers of the editions known to us (WiBA: 19 lists, 257 questions; staged plan: 92 questions). */
const known = {
  wiba: { lists: 19, questions: 257 },
  staged_plan: { lists: null, questions: 92 },
  other: { lists: null, questions: null },
} as const;

/** Questions in each of the 19 lists of WiBA, by the number of the list. */
const WIBA_LISTS = [10, 7, 7, 19, 13, 6, 22, 18, 26, 18, 6, 16, 11, 35, 10, 4, 6, 7, 16];

/** How many questions the known edition has, as a whole and in each list of the file; null where nobody knows. */
export function knownNumbers({ kind, groups }: Pick<QuestionList, 'kind' | 'groups'>): {
  lists: number | null;
  questions: number | null;
  inList: (number | null)[];
} {
  const inList = groups.map(({ code }) => (kind === 'wiba' ? (WIBA_LISTS[Number(code) - 1] ?? null) : null));
  return { ...known[kind], inList };
}

export type ListedQuestion = {
  /** Unique within the file: the number, preceded by that of the list where numbers begin anew in each list. */
  code: string;
  /** Code of the list it stands in. */
  group: string;
  number: string;
  question: string;
  effort: Effort | null;
  references: string[];
  sheet: string;
  row: number;
};

/** The file in the shape of a framework: headings and what stands below them. */
export type QuestionList = {
  kind: QuestionListKind;
  /** Whether the file names itself or was recognised by its counts alone. */
  recognisedBy: 'name' | 'counts';
  groups: { code: string; title: string }[];
  questions: ListedQuestion[];
};

export const questionLimits = { rows: 5_000, columns: 60 } as const;

export const listFaultCodes = [
  'no_headings',
  'too_many_rows',
  'too_many_columns',
  'merged_cells',
  'formula',
  'wrong_encoding',
  'unprintable',
  'no_questions',
  'question_missing',
  'question_too_long',
  'number_missing',
  'number_twice',
  'effort_unclear',
] as const;
export type ListFaultCode = (typeof listFaultCodes)[number];
/** `row` as a spreadsheet counts; null where the whole sheet or file is meant. `value`: what stands there. */
export type ListFault = {
  sheet: string | null;
  row: number | null;
  code: ListFaultCode;
  value: string;
};

/** Nothing wrong, but worth knowing: a sheet without questions, numbers that differ from the known edition. */
export type ListRemark =
  | { code: 'sheet_skipped'; sheet: string }
  /** The same words under two numbers of one list. */
  | { code: 'question_twice'; sheet: string; row: number; first: string }
  | { code: 'lists_differ' | 'questions_differ'; found: number; expected: number };

export const LONGEST_QUESTION = 2_000;
/** Headings stand below a title and some explanation, but not further down. */
const HEADINGS_WITHIN = 30;

type Draft = Omit<ListedQuestion, 'code' | 'group'> & { list: string };
type Read = {
  drafts: Draft[];
  faults: ListFault[];
  headed: boolean;
  /** Per list: questions so far and the last number. */
  lists: Map<string, { count: number; last: string }>;
};

/**
 * Recognises a list of questions and reads it. All faults are named at once, each with its row; `list` holds the
 * sound rows, so that a preview can be shown, and is null where nothing could be read.
 */
export function readQuestionList(sheets: readonly QuestionSheet[]): {
  list: QuestionList | null;
  faults: ListFault[];
  remarks: ListRemark[];
} {
  const read = sheets.map((sheet) => readSheet(sheet));
  const remarks: ListRemark[] = sheets
    .filter((_, at) => !read[at]?.headed)
    .map(({ name }) => ({ code: 'sheet_skipped', sheet: name }));
  const faults = read.flatMap((one) => one.faults);
  const drafts = read.flatMap((one) => one.drafts);
  if (!read.some(({ headed }) => headed)) faults.push(ofFile('no_headings'));
  else if (drafts.length === 0 && faults.length === 0) faults.push(ofFile('no_questions'));
  if (drafts.length === 0) return { list: null, faults, remarks };
  const { groups, questions } = numbered(drafts, faults);
  const list = { ...recognised(sheets, groups.length, questions), groups, questions };
  return { list, faults, remarks: [...remarks, ...twice(questions), ...differences(list)] };
}

/** Perhaps meant, as the same may be asked of two things; perhaps a row that was copied. */
function twice(questions: readonly ListedQuestion[]): ListRemark[] {
  const seen = new Map<string, string>();
  return questions.flatMap(({ group, question, code, sheet, row }): ListRemark[] => {
    const words = `${group} ${plain(question)}`;
    const first = seen.get(words);
    if (first === undefined) seen.set(words, code);
    return first === undefined ? [] : [{ code: 'question_twice', sheet, row, first }];
  });
}

const ofFile = (code: ListFaultCode): ListFault => ({ sheet: null, row: null, code, value: '' });

function readSheet(sheet: QuestionSheet): Read {
  const { name } = sheet;
  const top = sheet.rows.slice(0, HEADINGS_WITHIN).findIndex((row) => readHeadings(row) !== null);
  const headings = sheet.rows[top] === undefined ? null : readHeadings(sheet.rows[top]);
  if (headings === null) return { drafts: [], faults: [], headed: false, lists: new Map() };
  const { rows, faults } = withoutMerged(sheet, top, headings.list);
  const read: Read = { drafts: [], faults, headed: true, lists: new Map() };
  let list = name;
  for (const [at, row] of rows.entries()) {
    if (at <= top || readHeadings(row) !== null) continue;
    const filled = row.filter((cell) => shown(cell) !== '');
    const heading = filled.length === 1 ? shown(filled[0]) : '';
    if (isHeading(row, headings, heading)) list = heading;
    else if (filled.length > 0) readRow(read, { name, row, at: at + 1, headings, list });
  }
  return read;
}

/**
 * The name of a list may stand once in a cell that reaches over all its rows: then it holds for each of them. Any other
 * cell over several rows leaves open what belongs to which, and is a fault; so are more rows or columns than are read.
 */
function withoutMerged(
  { name: sheet, rows, merged = [], tooManyRows = false, tooManyColumns = false }: QuestionSheet,
  top: number,
  listColumn: number | undefined,
): { rows: QuestionRow[]; faults: ListFault[] } {
  const { rows: mostRows, columns: mostColumns } = questionLimits;
  const faults: ListFault[] = [
    ...(tooManyRows ? [{ sheet, row: null, code: 'too_many_rows' as const, value: String(mostRows) }] : []),
    ...(tooManyColumns
      ? [{ sheet, row: null, code: 'too_many_columns' as const, value: String(mostColumns) }]
      : []),
  ];
  const filled = rows.map((row) => [...row]);
  for (const range of merged) {
    const place = placeOf(range);
    if (place === null || place.lastRow <= top || place.firstRow === place.lastRow) continue;
    const value = rows[place.firstRow]?.[place.firstColumn] ?? '';
    if (place.firstColumn === listColumn && place.lastColumn === listColumn)
      for (let at = place.firstRow + 1; at <= place.lastRow; at++) {
        const row = filled[at];
        if (row?.some((cell) => shown(cell) !== '')) row[listColumn] = value;
      }
    else faults.push({ sheet, row: place.firstRow + 1, code: 'merged_cells', value: range });
  }
  return { rows: filled, faults };
}

/** `A2:B3` as places counted from 0. */
function placeOf(range: string) {
  const [, a = '', b = '', c = '', d = ''] = /^([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)$/.exec(range) ?? [];
  if (a === '') return null;
  const column = (letters: string) =>
    [...letters].reduce((n, sign) => n * 26 + sign.charCodeAt(0) - 64, 0) - 1;
  return { firstColumn: column(a), firstRow: Number(b) - 1, lastColumn: column(c), lastRow: Number(d) - 1 };
}

/** A row with a single text beside the question column, or one without a question mark in it, is a title. */
function isHeading(row: QuestionRow, headings: Partial<Record<Column, number>>, text: string): boolean {
  if (text === '' || /^\d+(\.\d+)*$/.test(text)) return false;
  return shown(row[headings.question ?? -1]) !== text || !text.endsWith('?');
}

function readRow(
  read: Read,
  where: {
    name: string;
    row: QuestionRow;
    at: number;
    headings: Partial<Record<Column, number>>;
    list: string;
  },
): void {
  const { name: sheet, row, at, headings } = where;
  const cell = (column: Column) => {
    const place = headings[column];
    return place === undefined ? undefined : row[place];
  };
  const fault = (code: ListFaultCode, value = '') => read.faults.push({ sheet, row: at, code, value });
  const before = read.faults.length;
  const question = shown(cell('question'));
  if (question === '') fault('question_missing');
  for (const text of [question, shown(cell('number'))])
    if (text.startsWith('=')) fault('formula', text.slice(0, 60));
  if (question.length > LONGEST_QUESTION) fault('question_too_long', String(question.length));
  const list = shown(cell('list')) || where.list;
  const { count, last } = read.lists.get(list) ?? { count: 0, last: '' };
  const number = headings.number === undefined ? String(count + 1) : readNumber(cell('number'), last);
  if (number === '') fault('number_missing', question.slice(0, 80));
  const effort = readEffort(cell('effort'));
  if (effort === undefined) fault('effort_unclear', shown(cell('effort')));
  if (read.faults.length > before || effort === undefined) return;
  const references = readReferences(cell('references'));
  read.drafts.push({ list, number, question, effort, references, sheet, row: at });
  read.lists.set(list, { count: count + 1, last: number });
}

/** Gives lists and questions their codes and names every number that stands twice in one list. */
function numbered(drafts: readonly Draft[], faults: ListFault[]): Pick<QuestionList, 'groups' | 'questions'> {
  const titles = [...new Set(drafts.map(({ list }) => list))];
  const codes = codesOf(titles);
  const groups = titles.map((title, at) => ({ code: codes[at] ?? '', title }));
  const codeOf = new Map(groups.map(({ code, title }) => [title, code]));
  const across = new Set(drafts.map(({ number }) => number)).size === drafts.length;
  const seen = new Set<string>();
  const questions: ListedQuestion[] = [];
  for (const { list, ...draft } of drafts) {
    const group = codeOf.get(list) ?? '';
    const code = across || draft.number.startsWith(`${group}.`) ? draft.number : `${group}.${draft.number}`;
    if (seen.has(code))
      faults.push({ sheet: draft.sheet, row: draft.row, code: 'number_twice', value: draft.number });
    else questions.push({ ...draft, code, group });
    seen.add(code);
  }
  return { groups, questions };
}

/** The number a list bears in its title ("3 Backup", "Checkliste 03: ..."), or its place where any lacks one. */
function codesOf(titles: readonly string[]): string[] {
  const own = titles.map((title) => /^(?:\D{0,20}[\s_-])?0*(\d{1,3})(?!\d)/.exec(title)?.[1] ?? '');
  const sound = own.every((code) => code !== '') && new Set(own).size === own.length;
  return sound ? own : titles.map((_, at) => String(at + 1));
}

const names: Readonly<Record<'wiba' | 'staged_plan', readonly string[]>> = {
  wiba: ['wiba', 'wegindiebasis'],
  staged_plan: ['stufenplan', 'mindestsicherheitsniveau'],
};
const isNamed = (sheets: readonly QuestionSheet[], kind: 'wiba' | 'staged_plan'): boolean =>
  sheets.some(({ name, rows }) =>
    [name, ...rows.slice(0, HEADINGS_WITHIN).flat()]
      .map(plain)
      .some((text) => text.length < 200 && names[kind].some((word) => text.includes(word))),
  );

/** By the words in titles and sheet names, else by counts within a tenth of the known edition. */
function recognised(
  sheets: readonly QuestionSheet[],
  lists: number,
  questions: readonly ListedQuestion[],
): Pick<QuestionList, 'kind' | 'recognisedBy'> {
  for (const kind of ['staged_plan', 'wiba'] as const)
    if (isNamed(sheets, kind)) return { kind, recognisedBy: 'name' };
  const near = (expected: number) => Math.abs(questions.length - expected) <= expected / 10;
  const referring = questions.filter(({ references }) => references.some(isGrundschutz)).length;
  if (near(known.wiba.questions) && lists >= 10 && referring * 2 >= questions.length)
    return { kind: 'wiba', recognisedBy: 'counts' };
  if (near(known.staged_plan.questions) && lists < 10) return { kind: 'staged_plan', recognisedBy: 'counts' };
  return { kind: 'other', recognisedBy: 'counts' };
}

function differences({ kind, groups, questions }: QuestionList): ListRemark[] {
  const { lists, questions: expected } = known[kind];
  const remarks: ListRemark[] = [];
  if (lists !== null && lists !== groups.length)
    remarks.push({ code: 'lists_differ', found: groups.length, expected: lists });
  if (expected !== null && expected !== questions.length)
    remarks.push({ code: 'questions_differ', found: questions.length, expected });
  return remarks;
}
