import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Fault } from '../domain/catalogue-reader.ts';
import { type ChecklistCatalogue, parseChecklists } from '../domain/checklists.ts';
import { type Framework, parseFramework, type Requirement } from '../domain/framework.ts';
import {
  type LibraryMeasure,
  libraryAreas,
  libraryReferenceFaults,
  type MeasureLibrary,
  parseMeasureLibrary,
} from '../domain/measure-library.ts';
import { type Nis2Check, parseNis2 } from '../domain/nis2-reader.ts';
import { type ChapterMapping, parseMapping } from '../domain/older-edition.ts';
import { parseRoles, type RoleCatalogue } from '../domain/roles.ts';

const folder = join(import.meta.dirname, '../../../../catalogues');
const read = (file: string): unknown => parse(readFileSync(join(folder, file), 'utf8'));

/** A framework folder: head in `catalogue.yaml`, requirements there or as lists in `requirements/*.yaml`, in their order. */
function framework(name: string): Framework {
  const head = read(`${name}/catalogue.yaml`) as { requirements?: unknown[] };
  const parts = partsOf(name);
  const requirements = [...(head.requirements ?? []), ...parts.flatMap(({ entries }) => entries)];
  const parsed = parseFramework({ ...head, requirements }, `${name}/catalogue.yaml`);
  if ('faults' in parsed)
    throw new Error(
      parsed.faults
        .map(
          (fault) =>
            `catalogues/${name}: ${placeOf(fault.path, head.requirements?.length ?? 0, parts)} ${fault.text}`,
        )
        .join('; '),
    );
  return parsed.framework;
}

interface Part {
  file: string;
  entries: unknown[];
}

function partsOf(name: string): Part[] {
  const at = join(folder, name, 'requirements');
  if (!existsSync(at)) return [];
  return readdirSync(at)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => {
      const entries = read(`${name}/requirements/${file}`);
      if (!Array.isArray(entries))
        throw new Error(`catalogues/${name}/requirements/${file}: Hier wird eine Liste erwartet.`);
      return { file, entries };
    });
}

/** `requirements[70].title` of the joined list, as file and place in it. */
function placeOf(path: string, inHead: number, parts: readonly Part[]): string {
  const [, index, rest = ''] = /^requirements\[(\d+)\](.*)$/.exec(path) ?? [];
  let at = Number(index ?? Number.NaN) - inHead;
  if (Number.isNaN(at) || at < 0) return path;
  for (const { file, entries } of parts) {
    if (at < entries.length) return `requirements/${file}[${at}]${rest}`;
    at -= entries.length;
  }
  return path;
}

function roles(file: string): RoleCatalogue {
  const parsed = parseRoles(read(file), file);
  if ('faults' in parsed)
    throw new Error(`catalogues/${file}: ${parsed.faults.map((f) => `${f.path} ${f.text}`).join('; ')}`);
  return parsed.roles;
}

function checklists(file: string): ChecklistCatalogue {
  const parsed = parseChecklists(read(file), file);
  if ('faults' in parsed)
    throw new Error(`catalogues/${file}: ${parsed.faults.map((f) => `${f.path} ${f.text}`).join('; ')}`);
  return parsed.checklists;
}

interface Catalogues {
  frameworks: Framework[];
  roles: RoleCatalogue;
  /** What is looked at on a walk-through. */
  checklists: ChecklistCatalogue;
}

let nis2: Nis2Check | undefined;

/** The check whether NIS2 duties apply to a legal unit; `checkUnit` evaluates it. */
export function nis2Check(): Nis2Check {
  if (nis2 === undefined) {
    const parsed = parseNis2(read('nis2/check.yaml'), 'nis2/check.yaml');
    if ('faults' in parsed) throw new Error(faultWords(parsed.faults));
    nis2 = parsed.check;
  }
  return nis2;
}

let library: MeasureLibrary | undefined;

/** The measures that towns of this size have to choose from; a file per area, joined in the order of areas. */
export function measureLibrary(): MeasureLibrary {
  library ??= readLibrary();
  return library;
}

function readLibrary(): MeasureLibrary {
  const head = read('measures/library.yaml') as Record<string, unknown>;
  const measures = libraryAreas.flatMap((area) => {
    const entries = read(`measures/${area}.yaml`);
    if (!Array.isArray(entries))
      throw new Error(`catalogues/measures/${area}.yaml: Hier wird eine Liste erwartet.`);
    return entries.map((entry: Record<string, unknown>) => ({ ...entry, area }));
  });
  const parsed = parseMeasureLibrary({ ...head, measures }, 'measures');
  if ('faults' in parsed) throw new Error(faultWords(parsed.faults));
  const { frameworks, roles: known } = catalogues();
  const faults = libraryReferenceFaults(
    parsed.library,
    {
      requirements: new Set(
        frameworks.flatMap(({ id, requirements }) => requirements.map(({ code }) => `${id}:${code}`)),
      ),
      roles: new Set(known.roles.map(({ key }) => key)),
    },
    'measures',
  );
  if (faults.length > 0) throw new Error(faultWords(faults));
  return parsed.library;
}

/** A measure of the library, or undefined. */
export const findLibraryMeasure = (id: string): LibraryMeasure | undefined =>
  measureLibrary().measures.find((measure) => measure.id === id);

let older: ChapterMapping | undefined;

/** Chapters of VdS 3473 and where they stand in VdS 10000; `placeOlderLevels` compares. */
export function olderEdition(): ChapterMapping {
  if (older === undefined) {
    const present = catalogues().frameworks.find(({ id }) => id === 'vds10000');
    if (present === undefined) throw new Error('catalogues/vds10000 is missing');
    const parsed = parseMapping(read('vds3473/mapping.yaml'), 'vds3473/mapping.yaml', present);
    if ('faults' in parsed) throw new Error(faultWords(parsed.faults));
    older = parsed.mapping;
  }
  return older;
}

const faultWords = (faults: readonly Fault[]): string =>
  faults.map(({ file, path, text }) => `catalogues/${file}: ${path} ${text}`).join('; ');

let loaded: Catalogues | undefined;

/** The shipped catalogues; read once, a fault in them ends the start with its place. */
export function catalogues(): Catalogues {
  loaded ??= {
    frameworks: [framework('itil'), framework('vds10000')],
    roles: roles('roles/roles.yaml'),
    checklists: checklists('walk/checklists.yaml'),
  };
  return loaded;
}

/** A requirement that can be rated, or undefined. */
export function findRequirement(frameworkId: string, code: string): Requirement | undefined {
  return catalogues()
    .frameworks.find((f) => f.id === frameworkId)
    ?.requirements.find((r) => r.code === code);
}
