import { basename } from 'node:path';
import { unpackBook } from '#platform/import/book';
import { UnreadableFile } from '#platform/import/kind';
import { isBook } from '#platform/import/tables';
import { isCatalogueBook, readCatalogueSheets, sheetLimits } from '../domain/catalogue-sheet.ts';
import type { ForeignFault, ForeignReading, Json } from '../domain/foreign-catalogue.ts';
import { documentLimits, parseJson } from '../domain/oscal/json.ts';
import { catalogueOf, documentKind } from '../domain/oscal/read-catalogue.ts';
import { type GivenDocument, resolveProfile, type Stamp } from '../domain/oscal/resolve-profile.ts';
import { isLibrary, readLibrary } from '../domain/read-library.ts';
import { parseYaml } from './parse-yaml.ts';
import { readingOfQuestions, readQuestionFile, readQuestionSheets } from './read-question-file.ts';

/** A file as it was given; its name may lie about what it is. */
export type GivenFile = { name: string; bytes: Uint8Array };
export type ReadingOptions = {
  stamp: Stamp;
  /** Texts in this language where a library has them translated. */
  language: 'de' | 'en';
};

const isZip = ({ bytes }: GivenFile): boolean => isBook(bytes);
/** Nothing in a CSV file tells it from YAML but its name. */
const isCsv = (file: GivenFile): boolean => !isZip(file) && /\.csv$/i.test(file.name);

/**
 * Reads one catalogue from the files given, whatever they are: an OSCAL catalogue (JSON or YAML), an OSCAL profile with
 * the documents it imports, a library of a framework (YAML), the workbook of the template, or a list of questions (XLSX,
 * ODS, CSV). A profile leads; files nothing asked for are named in the remarks. Nothing is fetched and nothing stored.
 */
export async function readForeignFiles(
  files: readonly GivenFile[],
  options: ReadingOptions,
): Promise<ForeignReading> {
  const reading = await readAny(files, options);
  if ('faults' in reading || reading.catalogue.controls.length > 0) return reading;
  return refused({ file: reading.used[0] ?? '', path: '', code: 'no_requirements', params: {} });
}

async function readAny(files: readonly GivenFile[], options: ReadingOptions): Promise<ForeignReading> {
  const [first] = files;
  if (first === undefined) return refused({ file: '', path: '', code: 'unknown_document', params: {} });
  const read: GivenDocument[] = [];
  for (const file of files.filter((one) => !isZip(one) && !isCsv(one))) {
    const one = await readText(file);
    if ('faults' in one) return one;
    read.push(one);
  }
  const lead = leadingProfile(read) ?? read.find(({ value }) => isMain(value));
  if (lead !== undefined) return withUnused(readLead(lead, read, options), files);
  const book = files.find(isZip);
  if (book !== undefined) return withUnused(await readBook(book, options), files);
  const csv = files.find(isCsv);
  if (csv !== undefined) {
    const list = await readQuestionFile(csv.name, csv.bytes);
    return withUnused(readingOfQuestions(list, csv.name, options.stamp), files);
  }
  return catalogueOf(read[0]?.value ?? null, first.name);
}

/** The profile that no other one given imports. */
function leadingProfile(read: readonly GivenDocument[]): GivenDocument | undefined {
  const profiles = read
    .filter(({ value }) => documentKind(value) === 'profile')
    .map((document) => ({ document, text: JSON.stringify(document.value) }));
  const leads = ({ document }: { document: GivenDocument }) =>
    !profiles.some((other) => other.document !== document && other.text.includes(basename(document.name)));
  return (profiles.find(leads) ?? profiles[0])?.document;
}

const isMain = (value: Json): boolean => documentKind(value) === 'catalog' || isLibrary(value);

function readLead(
  lead: GivenDocument,
  read: readonly GivenDocument[],
  { stamp, language }: ReadingOptions,
): ForeignReading {
  const { name, value } = lead;
  if (documentKind(value) === 'profile')
    return resolveProfile(
      lead,
      read.filter((one) => one !== lead),
      stamp,
    );
  return isLibrary(value) ? readLibrary(value, name, stamp, language) : catalogueOf(value, name);
}

function withUnused(reading: ForeignReading, files: readonly GivenFile[]): ForeignReading {
  if ('faults' in reading) return reading;
  const used = new Set(reading.used);
  const unused = files.filter(({ name }) => !used.has(name));
  return {
    ...reading,
    remarks: [
      ...reading.remarks,
      ...unused.map(({ name }) => ({ file: name, path: '', code: 'file_unused' as const, params: {} })),
    ],
  };
}

const refused = (...faults: ForeignFault[]): { faults: ForeignFault[] } => ({ faults });

async function readText({ name, bytes }: GivenFile): Promise<GivenDocument | { faults: ForeignFault[] }> {
  if (bytes.byteLength > documentLimits.bytes)
    return refused({
      file: name,
      path: '',
      code: 'too_large',
      params: { max: documentLimits.bytes / 1_000_000 },
    });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refused({ file: name, path: '', code: 'not_utf8', params: {} });
  }
  if (text.startsWith('%PDF')) return refused({ file: name, path: '', code: 'unknown_document', params: {} });
  const parsed = /^\s*[{[]/.test(text) ? parseJson(text, name) : await parseYaml(text, name);
  return 'faults' in parsed ? parsed : { name, value: parsed.value, size: text.length };
}

async function readBook({ name, bytes }: GivenFile, { stamp }: ReadingOptions): Promise<ForeignReading> {
  try {
    const sheets = await unpackBook(bytes, sheetLimits);
    const list = isCatalogueBook(sheets) ? null : readQuestionSheets(sheets);
    return list?.headed ? readingOfQuestions(list, name, stamp) : readCatalogueSheets(sheets, name, stamp);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return refused({ file: name, path: '', code: 'unreadable', params: {} });
  }
}
