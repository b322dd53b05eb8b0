/** Reads a town's folder and checks it whole: every fault with file and line before anything is written. */
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { isLocalDate } from '#kernel/dates';
import { PLAN_QUARTER } from '#kernel/plan-quarter';
import { findRequirement } from '#modules/catalogue';
import { findCycle } from '#modules/measures';
import { checkAnswers } from './answers.ts';
import { checkConditions } from './check-conditions.ts';
import { checkEstimates } from './check-estimates.ts';
import { checkIndicators } from './check-indicators.ts';
import { checkLists } from './check-lists.ts';
import { checkPlaces } from './check-places.ts';
import { checkSpending } from './check-spending.ts';
import type { FieldType, TownFile } from './town-fields.ts';
import type { ImportFault, TownFolder, TownRecord } from './town-folder.ts';
import { ENGAGEMENT_FIELDS, TOWN_FIELDS, TOWN_FILES } from './town-format.ts';

const MAX_FILE = 20_000_000;

export function readTownFolder(folder: string): TownFolder {
  const faults: ImportFault[] = [];
  const town = readMap(folder, 'town', TOWN_FIELDS, faults, true);
  const engagement = readMap(folder, 'engagement', ENGAGEMENT_FIELDS, faults, false);
  const files = new Map(TOWN_FILES.map((spec) => [spec.file, readList(folder, spec, faults)]));
  if (town) checkSlug(town, faults);
  if (engagement) checkDates(engagement, faults);
  else checkBelonging(folder, files, faults);
  for (const spec of TOWN_FILES) checkReferences(spec, files, faults);
  checkPlaces(files, faults);
  checkLists(files, faults);
  checkSpending(files, faults);
  checkEstimates(files, faults);
  checkRatings(files, faults);
  checkIndicators(files, faults);
  checkConditions(files, faults);
  checkAnswers(files, faults);
  checkCycle(files, faults);
  return { town: town?.values ?? {}, engagement: engagement?.values ?? null, files, faults };
}

function readYaml(
  folder: string,
  name: string,
  faults: ImportFault[],
  required: boolean,
): { node: Node | null; lines: LineCounter } | null {
  const file = `${name}.yaml`;
  const path = join(folder, file);
  if (!existsSync(path)) {
    if (required) faults.push({ file, row: 0, code: 'missing_file', text: `Die Datei ${file} fehlt.` });
    return null;
  }
  const stat = lstatSync(path);
  if (!stat.isFile()) {
    faults.push({
      file,
      row: 0,
      code: 'not_a_file',
      text: `${file} ist keine gewöhnliche Datei; Verweise auf andere Orte werden nicht gelesen.`,
    });
    return null;
  }
  if (stat.size > MAX_FILE) {
    faults.push({ file, row: 0, code: 'too_large', text: `${file} ist größer als 20 MB.` });
    return null;
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch {
    faults.push({
      file,
      row: 0,
      code: 'wrong_encoding',
      text: `${file} ist nicht in UTF-8 gespeichert. Bitte als UTF-8 speichern.`,
    });
    return null;
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: '1.2' });
  for (const error of document.errors) {
    faults.push({
      file,
      row: lines.linePos(error.pos[0]).line,
      code: 'not_yaml',
      text: error.message.split('\n')[0] ?? 'YAML nicht lesbar',
    });
  }
  return document.errors.length > 0 ? null : { node: document.contents as Node | null, lines };
}

/** A file that is one record: its values, and the line of each field. */
interface TownMap {
  values: Record<string, unknown>;
  lineOf(field: string): number;
}

function readMap(
  folder: string,
  name: string,
  fields: Readonly<Record<string, FieldType>>,
  faults: ImportFault[],
  required: boolean,
): TownMap | null {
  const read = readYaml(folder, name, faults, required);
  if (!read) return null;
  const file = `${name}.yaml`;
  const { node, lines } = read;
  if (!isMap(node)) {
    faults.push({ file, row: 1, code: 'not_a_map', text: `${file} besteht aus „Feld: Wert“-Zeilen.` });
    return null;
  }
  const places = new Map(
    node.items.map(({ key }) => [String(key), lines.linePos((key as Node).range?.[0] ?? 0).line]),
  );
  const lineOf = (field: string) => places.get(field) ?? 1;
  const raw = node.toJSON() as Record<string, unknown>;
  return { values: readFields(fields, [], raw, file, lineOf, faults), lineOf };
}

function readList(folder: string, spec: TownFile, faults: ImportFault[]): TownRecord[] {
  const read = readYaml(folder, spec.file, faults, false);
  if (!read?.node) return [];
  const file = `${spec.file}.yaml`;
  if (!isSeq(read.node)) {
    faults.push({
      file,
      row: 1,
      code: 'not_a_list',
      text: `${file} ist eine Liste; jeder Eintrag beginnt mit „- “.`,
    });
    return [];
  }
  const seen = new Map<string, number>();
  return read.node.items.flatMap((node, position): TownRecord[] => {
    const line = read.lines.linePos((node as Node).range?.[0] ?? 0).line;
    if (!isMap(node)) {
      faults.push({
        file,
        row: line,
        code: 'not_a_map',
        text: 'Ein Eintrag besteht aus „feld: wert“-Zeilen.',
      });
      return [];
    }
    const raw = node.toJSON() as Record<string, unknown>;
    const name = nameOf(spec, raw, position, file, line, faults);
    const before = seen.get(name);
    if (before !== undefined)
      faults.push({ file, row: line, code: 'duplicate', text: `„${name}“ steht schon in Zeile ${before}.` });
    seen.set(name, line);
    return [
      { name, line, values: readFields(spec.fields, ['key', 'number'], raw, file, () => line, faults) },
    ];
  });
}

function nameOf(
  spec: TownFile,
  raw: Record<string, unknown>,
  position: number,
  file: string,
  line: number,
  faults: ImportFault[],
): string {
  if (!spec.name) return `#${position + 1}`;
  const given = raw[spec.name];
  if (typeof given !== 'string' || !given) {
    faults.push({ file, row: line, code: 'required', text: `„${spec.name}“ fehlt.` });
    return `#${position + 1}`;
  }
  if (spec.name === 'number' && !new RegExp(`^${spec.prefix}-\\d{1,6}$`).test(given)) {
    faults.push({
      file,
      row: line,
      code: 'not_allowed',
      text: `„${given}“ ist keine Nummer wie ${spec.prefix}-01.`,
    });
  }
  return given;
}

function readFields(
  fields: Readonly<Record<string, FieldType>>,
  names: readonly string[],
  raw: Record<string, unknown>,
  file: string,
  lineOf: (field: string) => number,
  faults: ImportFault[],
): Record<string, unknown> {
  for (const field of Object.keys(raw)) {
    if (!Object.hasOwn(fields, field) && !names.includes(field))
      faults.push({
        file,
        row: lineOf(field),
        code: 'unknown_field',
        text: `Das Feld „${field}“ gibt es hier nicht.`,
      });
  }
  const values: Record<string, unknown> = {};
  for (const [field, type] of Object.entries(fields)) {
    const problem = checkValue(raw[field], type);
    if (problem)
      faults.push({ file, row: lineOf(field), code: problem.code, text: `${field}: ${problem.text}` });
    else if (raw[field] !== undefined && raw[field] !== null) values[field] = raw[field];
  }
  return values;
}

type Problem = { code: string; text: string } | null;

function checkValue(value: unknown, type: FieldType): Problem {
  if (value === undefined || value === null || value === '') {
    return 'required' in type && type.required ? { code: 'required', text: 'Diese Angabe fehlt.' } : null;
  }
  const not = (text: string): Problem => ({ code: 'not_allowed', text });
  switch (type.is) {
    case 'text':
      if (typeof value !== 'string')
        return not('Hier wird Text erwartet; Ziffernfolgen bitte in Anführungszeichen.');
      return value.length > (type.max ?? 4000)
        ? { code: 'too_long', text: `Höchstens ${type.max ?? 4000} Zeichen.` }
        : null;
    case 'int':
      if (!Number.isInteger(value)) return not('Hier wird eine ganze Zahl erwartet.');
      if ((value as number) < (type.min ?? -Infinity) || (value as number) > (type.max ?? Infinity))
        return not(`Erlaubt ist ${type.min} bis ${type.max}.`);
      return null;
    case 'number':
      return typeof value === 'number' && Math.abs(value) <= 1e12
        ? null
        : not('Hier wird eine Zahl erwartet.');
    case 'euro':
      if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) > 1e10)
        return not('Hier wird ein Betrag in Euro erwartet.');
      if (value < 0 && !type.mayBeNegative)
        return { code: 'negative', text: 'Der Betrag darf nicht negativ sein.' };
      return Math.abs(value * 100 - Math.round(value * 100)) > 1e-6
        ? not('Höchstens zwei Nachkommastellen.')
        : null;
    case 'date':
      return typeof value === 'string' && isLocalDate(value)
        ? null
        : not('Hier wird ein Datum wie 2026-11-23 erwartet.');
    case 'instant':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value))
        ? null
        : not('Hier wird ein Zeitpunkt erwartet.');
    case 'bool':
      return typeof value === 'boolean' ? null : not('Erlaubt ist true oder false.');
    case 'quarter':
      return typeof value === 'string' && PLAN_QUARTER.test(value)
        ? null
        : not('Hier wird ein Quartal wie 2027-Q1 erwartet.');
    case 'time':
      return typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value)
        ? null
        : not('Hier wird eine Uhrzeit wie 08:30 erwartet.');
    case 'choice':
      return type.of.includes(String(value)) ? null : not(`Erlaubt sind ${type.of.join(', ')}.`);
    case 'ref':
      return typeof value === 'string' ? null : not('Hier wird ein Verweis erwartet.');
    case 'refs':
      return Array.isArray(value) && value.every((v) => typeof v === 'string')
        ? null
        : not('Hier wird eine Liste von Verweisen erwartet.');
    case 'words':
      return Array.isArray(value) && value.every((v) => typeof v === 'string' && /^\S{1,60}$/.test(v))
        ? null
        : not('Hier wird eine Liste von Wörtern erwartet, etwa [head_of_it, isb].');
    case 'list':
      return Array.isArray(value) ? null : not('Hier wird eine Liste erwartet.');
  }
}

function checkSlug({ values: { slug }, lineOf }: TownMap, faults: ImportFault[]): void {
  if (slug === undefined || /^[a-z0-9][a-z0-9-]{1,62}$/.test(String(slug))) return;
  faults.push({
    file: 'town.yaml',
    row: lineOf('slug'),
    code: 'not_allowed',
    text: 'slug: Kleinbuchstaben, Ziffern und Bindestriche, mindestens zwei Zeichen.',
  });
}

function checkDates({ values, lineOf }: TownMap, faults: ImportFault[]): void {
  const { starts_on: starts, ends_on: ends } = values;
  if (starts === undefined || ends === undefined || String(starts) <= String(ends)) return;
  faults.push({
    file: 'engagement.yaml',
    row: lineOf('ends_on'),
    code: 'before_start',
    text: 'ends_on: Das Ende liegt vor dem Beginn.',
  });
}

/** Without a readable week, what belongs to one has no place; each such file says so once. */
function checkBelonging(folder: string, files: Map<string, TownRecord[]>, faults: ImportFault[]): void {
  if (existsSync(join(folder, 'engagement.yaml'))) return;
  for (const { file, ofEngagement } of TOWN_FILES) {
    const first = files.get(file)?.[0];
    if (!ofEngagement || !first) continue;
    faults.push({
      file: `${file}.yaml`,
      row: first.line,
      code: 'engagement_missing',
      text: `${file}.yaml gehört zu einer Analysewoche; legen Sie engagement.yaml mit title, starts_on und ends_on dazu.`,
    });
  }
}

function checkReferences(spec: TownFile, files: Map<string, TownRecord[]>, faults: ImportFault[]): void {
  const known = (file: string) => new Set((files.get(file) ?? []).map((record) => record.name));
  for (const [field, type] of Object.entries(spec.fields)) {
    if (type.is !== 'ref' && type.is !== 'refs') continue;
    const names = known(type.file);
    for (const record of files.get(spec.file) ?? []) {
      const wanted = record.values[field];
      for (const name of wanted === undefined ? [] : ([] as unknown[]).concat(wanted)) {
        if (!names.has(String(name)))
          faults.push({
            file: `${spec.file}.yaml`,
            row: record.line,
            code: 'unknown_reference',
            text: `${field}: „${name}“ gibt es in ${type.file}.yaml nicht.`,
          });
      }
    }
  }
  if (spec.file !== 'findings') return;
  const people = known('people');
  const targets: Record<string, Set<string>> = {
    observation: known('observations'),
    item: known('items'),
    posting: known('postings'),
    rating: new Set((files.get('ratings') ?? []).map((r) => `${r.values.framework}/${r.values.requirement}`)),
  };
  for (const { line, values } of files.get('findings') ?? []) {
    const bad = (text: string) =>
      faults.push({ file: 'findings.yaml', row: line, code: 'unknown_reference', text });
    for (const review of (values.reviews ?? []) as Record<string, unknown>[]) {
      if (!people.has(String(review?.reviewer)))
        bad(`reviews: „${review?.reviewer}“ gibt es in people.yaml nicht.`);
      if (!['agrees', 'disagrees', 'missing'].includes(String(review?.answer)))
        bad('reviews: answer ist agrees, disagrees oder missing.');
      if (Number.isNaN(Date.parse(String(review?.at)))) bad('reviews: at ist kein Zeitpunkt.');
    }
    for (const wording of (values.wordings ?? []) as Record<string, unknown>[]) {
      if (
        typeof wording?.statement !== 'string' ||
        !people.has(String(wording.by)) ||
        Number.isNaN(Date.parse(String(wording.at)))
      )
        bad('wordings: statement, by (Person) und at werden gebraucht.');
    }
    for (const link of (values.links ?? []) as Record<string, unknown>[]) {
      const [kind, name] = Object.entries(link ?? {})[0] ?? [];
      if (!kind || !targets[kind]?.has(String(name))) bad(`links: „${kind}: ${name}“ gibt es nicht.`);
    }
  }
}

function checkRatings(files: Map<string, TownRecord[]>, faults: ImportFault[]): void {
  const seen = new Set<string>();
  for (const { line, values } of files.get('ratings') ?? []) {
    const name = `${values.framework}/${values.requirement}`;
    if (!findRequirement(String(values.framework), String(values.requirement)))
      faults.push({
        file: 'ratings.yaml',
        row: line,
        code: 'unknown_reference',
        text: `„${name}“ gibt es im Katalog nicht oder es ist eine Überschrift.`,
      });
    if (seen.has(name))
      faults.push({
        file: 'ratings.yaml',
        row: line,
        code: 'duplicate',
        text: `„${name}“ ist schon bewertet.`,
      });
    seen.add(name);
  }
}

function checkCycle(files: Map<string, TownRecord[]>, faults: ImportFault[]): void {
  const measures = files.get('measures') ?? [];
  const cycle = findCycle(new Map(measures.map((m) => [m.name, (m.values.needs ?? []) as string[]])));
  if (cycle) {
    const line = measures.find((m) => m.name === cycle[0])?.line ?? 0;
    faults.push({
      file: 'measures.yaml',
      row: line,
      code: 'cycle',
      text: `Die Maßnahmen setzen einander voraus: ${cycle.join(' → ')}.`,
    });
  }
}
