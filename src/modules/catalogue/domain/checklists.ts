import { CatalogueReader, type Fault, type LocalText } from './catalogue-reader.ts';
import type { Framework } from './framework.ts';

/** One thing to look at in a room; `clauses` are codes of VdS 10000 that the answer serves. */
export type CheckPoint = { code: string; title: LocalText; look: LocalText; clauses: string[] };
/** What is looked at in one kind of room; rooms whose kind contains one of `roomKinds` get it by themselves. */
export type Checklist = { key: string; title: LocalText; roomKinds: string[]; points: CheckPoint[] };
export type ChecklistCatalogue = { id: string; version: string; checklists: Checklist[] };

const CODE = /^[a-z][a-z_]{1,39}$/;

/** Turns the content of the checklist file (already parsed YAML) into a catalogue, or names every fault in it. */
export function parseChecklists(
  raw: unknown,
  file: string,
): { checklists: ChecklistCatalogue } | { faults: Fault[] } {
  const reader = new CatalogueReader(file);
  const shape = reader.shape(raw, '', ['id', 'version', 'checklists']);
  const catalogue: ChecklistCatalogue = {
    id: reader.text(shape.id, 'id'),
    version: reader.text(shape.version, 'version'),
    checklists: reader.list(shape.checklists, 'checklists', 1, (entry, path) =>
      readChecklist(reader, entry, path),
    ),
  };
  reader.unique(catalogue.checklists.map(({ key }, at) => ({ key, path: `checklists[${at}].key` })));
  // A kind of room that two lists claim would get whichever stands first.
  reader.unique(
    catalogue.checklists.flatMap(({ roomKinds }, at) =>
      roomKinds.map((kind, place) => ({
        key: kind.toLowerCase(),
        path: `checklists[${at}].room_kinds[${place}]`,
      })),
    ),
  );
  return reader.faults.length > 0 ? { faults: reader.faults } : { checklists: catalogue };
}

function readChecklist(reader: CatalogueReader, raw: unknown, path: string): Checklist {
  const shape = reader.shape(raw, path, ['key', 'title', 'room_kinds', 'points']);
  const points = reader.list(shape.points, `${path}.points`, 3, (entry, at) => readPoint(reader, entry, at));
  reader.unique(points.map(({ code }, at) => ({ key: code, path: `${path}.points[${at}].code` })));
  return {
    key: readCode(reader, shape.key, `${path}.key`),
    title: reader.localText(shape.title, `${path}.title`),
    roomKinds: reader.list(shape.room_kinds, `${path}.room_kinds`, 1, (entry, at) => reader.text(entry, at)),
    points,
  };
}

function readPoint(reader: CatalogueReader, raw: unknown, path: string): CheckPoint {
  const shape = reader.shape(raw, path, ['code', 'title', 'look', 'clauses']);
  return {
    code: readCode(reader, shape.code, `${path}.code`),
    title: reader.localText(shape.title, `${path}.title`),
    look: reader.localText(shape.look, `${path}.look`),
    clauses: reader.list(shape.clauses, `${path}.clauses`, 1, (entry, at) => reader.text(entry, at)),
  };
}

function readCode(reader: CatalogueReader, raw: unknown, path: string): string {
  const code = reader.text(raw, path);
  if (code !== '' && !CODE.test(code))
    reader.fault(path, 'not_allowed', 'Erlaubt sind kleine Buchstaben und Unterstriche, höchstens 40.');
  return code;
}

/** Faults for every clause that the framework does not have as a requirement; empty when all is well. */
export function clauseFaults(catalogue: ChecklistCatalogue, framework: Framework, file: string): Fault[] {
  const reader = new CatalogueReader(file);
  const known = new Set(framework.requirements.map(({ code }) => code));
  for (const [at, { points }] of catalogue.checklists.entries())
    for (const [place, { clauses }] of points.entries())
      for (const [n, clause] of clauses.entries())
        if (!known.has(clause))
          reader.fault(
            `checklists[${at}].points[${place}].clauses[${n}]`,
            'unknown_source',
            `Den Abschnitt „${clause}“ gibt es nicht.`,
          );
  return reader.faults;
}

/** Point of a list as answers name it: `server_room.climate`. */
export const pointKey = (list: { key: string }, point: { code: string }): string =>
  `${list.key}.${point.code}`;

/** True when one of the lists has that point. */
export const hasPoint = ({ checklists }: ChecklistCatalogue, key: string): boolean =>
  checklists.some((list) => list.points.some((point) => pointKey(list, point) === key));

/** The list a kind of room gets by itself; the longest matching word decides, everything else is a workplace. */
export function checklistFor({ checklists }: ChecklistCatalogue, roomKind: string): string {
  const kind = roomKind.toLowerCase();
  const fitting = checklists
    .flatMap(({ key, roomKinds }) => roomKinds.map((word) => ({ key, word: word.toLowerCase() })))
    .filter(({ word }) => kind.includes(word))
    .sort((a, b) => b.word.length - a.word.length);
  return fitting[0]?.key ?? 'workplace';
}
