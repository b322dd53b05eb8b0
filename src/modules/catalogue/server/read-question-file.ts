import { sentence } from '#platform/http/errors';
import type { BookSheet } from '#platform/import/book';
import { textFault } from '#platform/import/cells';
import { UnreadableFile } from '#platform/import/kind';
import { readTables } from '#platform/import/tables';
import type { LocalText } from '../domain/catalogue-reader.ts';
import type { ForeignReading } from '../domain/foreign-catalogue.ts';
import type { Stamp } from '../domain/oscal/resolve-profile.ts';
import { foreignFromPlain } from '../domain/plain-catalogue.ts';
import { catalogueOfQuestions, proposedHead, stemOf } from '../domain/question-catalogue.ts';
import {
  type ListFault,
  type QuestionList,
  questionLimits,
  readQuestionList,
} from '../domain/question-list.ts';
import { listFaultText, listRemarkText } from '../domain/question-list-text.ts';

/** The list with what is wrong and what is remarkable in it, in both languages. */
export interface QuestionReading {
  /** The sound rows; null where nothing could be read. */
  list: QuestionList | null;
  /** Some sheet has a row of headings as such a list has it. */
  headed: boolean;
  faults: LocalText[];
  remarks: LocalText[];
}

/** Reads a list of questions from XLSX, ODS or CSV; every fault with sheet and row. Stores nothing. */
export async function readQuestionFile(name: string, bytes: Uint8Array): Promise<QuestionReading> {
  try {
    return readQuestionSheets(await readTables(bytes, stemOf(name), questionLimits));
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const { code, params } = error.fault;
    const said = (locale: 'de' | 'en') => sentence(`field_${code}`, { ...params }, locale);
    return { list: null, headed: false, faults: [{ de: said('de'), en: said('en') }], remarks: [] };
  }
}

/** The same from sheets that have been unpacked already. */
export function readQuestionSheets(sheets: readonly BookSheet[]): QuestionReading {
  const { list, faults, remarks } = readQuestionList(sheets);
  return {
    list,
    headed: !faults.some(({ code }) => code === 'no_headings'),
    faults: [...faults, ...lostSigns(sheets)].map(listFaultText),
    remarks: remarks.map(listRemarkText),
  };
}

/** Umlauts that were lost on the way and signs that nobody sees, each row once. */
const lostSigns = (sheets: readonly BookSheet[]): ListFault[] =>
  sheets.flatMap(({ name, rows }) =>
    rows.flatMap((row, at): ListFault[] => {
      const found = row.map(textFault).find((fault) => fault !== null);
      const code = found?.code === 'wrong_encoding' ? 'wrong_encoding' : 'unprintable';
      return found ? [{ sheet: name, row: at + 1, code, value: String(found.params.value) }] : [];
    }),
  );

/** What was read, as any other catalogue that comes in; `head` over what the list proposes. */
export function readingOfQuestions(
  { list, faults, remarks }: Omit<QuestionReading, 'headed'>,
  file: string,
  stamp: Stamp,
  head: { title?: string; version?: string } = {},
): ForeignReading {
  if (list === null || faults.length > 0)
    return { faults: faults.map((params) => ({ file, path: '', code: 'in_list', params })) };
  const proposed = proposedHead(list, file);
  const named = { title: head.title || proposed.title, version: head.version || proposed.version };
  return {
    catalogue: foreignFromPlain(catalogueOfQuestions(list, named), stamp),
    remarks: remarks.map((params) => ({ file, path: '', code: 'in_list', params })),
    used: [file],
  };
}
