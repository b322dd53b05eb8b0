/** Reads a town's folder and checks it whole: every fault with file and line before anything is written. */
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { isLocalDate } from '#kernel/dates';
import { STATES } from '#kernel/holidays';
import { findRequirement } from '#modules/catalogue';
import { findCycle } from '#modules/measures';
import { checkPlaces } from './check-places.ts';
import type { ImportFault, TownFolder, TownRecord } from './town-folder.ts';
import { type FieldType, TOWN_FILES, type TownFile } from './town-format.ts';

const MAX_FILE = 20_000_000;

export function readTownFolder(folder: string): TownFolder {
  const faults: ImportFault[] = [];
  const town = readMap(folder, 'town', faults, true);
  const engagement = readMap(folder, 'engagement', faults, false);
  const files = new Map(TOWN_FILES.map((spec) => [spec.file, readList(folder, spec, faults)]));
  checkTown(town, faults);
  if (engagement) checkDates(engagement, faults);
  for (const spec of TOWN_FILES) checkReferences(spec, files, faults);
  checkPlaces(files, faults);
  checkRatings(files, faults);
  checkCycle(files, faults);
  return { town, engagement, files, faults };
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

function readMap(
  folder: string,
  name: string,
  faults: ImportFault[],
  required: boolean,
): Record<string, unknown> {
  const read = readYaml(folder, name, faults, required);
  if (!read) return required ? {} : (null as unknown as Record<string, unknown>);
  if (!isMap(read.node)) {
    faults.push({
      file: `${name}.yaml`,
      row: 1,
      code: 'not_a_map',
      text: `${name}.yaml besteht aus „Feld: Wert“-Zeilen.`,
    });
    return {};
  }
  return read.node.toJSON() as Record<string, unknown>;
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
    return [{ name, line, values: readFields(spec, raw, file, line, faults) }];
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
  spec: TownFile,
  raw: Record<string, unknown>,
  file: string,
  line: number,
  faults: ImportFault[],
): Record<string, unknown> {
  for (const field of Object.keys(raw)) {
    if (!(field in spec.fields) && field !== 'key' && field !== 'number')
      faults.push({
        file,
        row: line,
        code: 'unknown_field',
        text: `Das Feld „${field}“ gibt es hier nicht.`,
      });
  }
  const values: Record<string, unknown> = {};
  for (const [field, type] of Object.entries(spec.fields)) {
    const problem = checkValue(raw[field], type);
    if (problem) faults.push({ file, row: line, code: problem.code, text: `${field}: ${problem.text}` });
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
      return typeof value === 'string' && /^\d{4}-Q[1-4]$/.test(value)
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
    case 'list':
      return Array.isArray(value) ? null : not('Hier wird eine Liste erwartet.');
  }
}

const TOWN_FIELDS = ['slug', 'name', 'state', 'inhabitants', 'it_workplaces', 'note'];

function checkTown(town: Record<string, unknown>, faults: ImportFault[]): void {
  const file = 'town.yaml';
  if (typeof town.slug !== 'string' || !/^[a-z0-9][a-z0-9-]{1,62}$/.test(town.slug)) {
    faults.push({
      file,
      row: 1,
      code: 'not_allowed',
      text: 'slug: Kleinbuchstaben, Ziffern und Bindestriche, mindestens zwei Zeichen.',
    });
  }
  if (typeof town.name !== 'string' || !town.name)
    faults.push({ file, row: 1, code: 'required', text: 'name: Diese Angabe fehlt.' });
  for (const field of ['inhabitants', 'it_workplaces']) {
    const value = town[field];
    if (
      value !== undefined &&
      !(Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 10_000_000)
    )
      faults.push({
        file,
        row: 1,
        code: 'not_allowed',
        text: `${field}: Hier wird eine ganze Zahl bis 10 000 000 erwartet.`,
      });
  }
  if (town.state !== undefined && !(STATES as readonly unknown[]).includes(town.state))
    faults.push({ file, row: 1, code: 'not_allowed', text: `state: Erlaubt sind ${STATES.join(', ')}.` });
  checkFields(town, TOWN_FIELDS, file, faults);
}

function checkFields(
  given: Record<string, unknown>,
  known: readonly string[],
  file: string,
  faults: ImportFault[],
): void {
  for (const field of Object.keys(given).filter((name) => !known.includes(name)))
    faults.push({ file, row: 1, code: 'unknown_field', text: `Das Feld „${field}“ gibt es hier nicht.` });
}

const ENGAGEMENT_FIELDS = ['title', 'starts_on', 'ends_on', 'status', 'assignment'];

function checkDates(engagement: Record<string, unknown>, faults: ImportFault[]): void {
  checkFields(engagement, ENGAGEMENT_FIELDS, 'engagement.yaml', faults);
  for (const field of ['starts_on', 'ends_on']) {
    if (typeof engagement[field] !== 'string' || !isLocalDate(engagement[field]))
      faults.push({
        file: 'engagement.yaml',
        row: 1,
        code: 'not_allowed',
        text: `${field}: Hier wird ein Datum wie 2026-11-23 erwartet.`,
      });
  }
  if (!engagement.title)
    faults.push({ file: 'engagement.yaml', row: 1, code: 'required', text: 'title: Diese Angabe fehlt.' });
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
