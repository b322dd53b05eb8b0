import type { ForeignFault, ForeignReading, ForeignRemark, Json, JsonObject } from '../foreign-catalogue.ts';
import { FaultCollector, isObject } from './json.ts';
import { mergeSelections } from './merge.ts';
import { modifyCatalogue } from './modify.ts';
import { catalogueOf, checkVersion, documentKind } from './read-catalogue.ts';
import { objectsOf, selectControls } from './select.ts';

/**
 * A document as it was given: its name, with folders where there were some, what it holds (parsed within the limits of
 * `parseJson`), and how many characters that were.
 */
export type GivenDocument = { name: string; value: Json; size: number };
/** When and under which id the resolved catalogue was made; `at` as ISO time with zone, `uuid` of version 4 or 5. */
export type Stamp = { uuid: string; at: string };

const DEEPEST = 10;
const MOST_FILES = 100;
/** Characters of all documents brought in, each as often as it is imported. */
const MOST_BROUGHT = 64_000_000;

/**
 * Resolves an OSCAL profile into the catalogue it describes. Imports are looked for among the given files only, by
 * the name at the end of their address; nothing is fetched. Where a file is missing and the name of just one unused
 * file has all but one of its words, that file stands in, and a remark says so.
 * Rules: NIST, OSCAL profile resolution (selection, merge flat/as-is/combine, modify).
 */
export function resolveProfile(
  profile: GivenDocument,
  files: readonly GivenDocument[],
  stamp: Stamp,
): ForeignReading {
  const resolver = new Resolver(profile, files, stamp);
  const resolved = resolver.document(profile.name);
  if (resolver.faults.length > 0 || resolved === null) return { faults: resolver.faults };
  const reading = catalogueOf({ catalog: resolved }, profile.name);
  return 'faults' in reading
    ? reading
    : {
        catalogue: reading.catalogue,
        remarks: [...resolver.remarks, ...reading.remarks],
        used: resolver.used,
      };
}

class Resolver {
  readonly faults: ForeignFault[] = [];
  readonly remarks: ForeignRemark[] = [];
  readonly #given: ReadonlyMap<string, GivenDocument>;
  readonly #used = new Set<string>();
  readonly #open: string[] = [];
  readonly #stamp: Stamp;
  #brought = 0;

  constructor(profile: GivenDocument, files: readonly GivenDocument[], stamp: Stamp) {
    this.#given = new Map([...files, profile].map((one) => [one.name, one]));
    this.#used.add(profile.name);
    this.#stamp = stamp;
    if (files.length > MOST_FILES) this.#fault(profile.name, '', 'too_many_values', { max: MOST_FILES });
  }

  get used(): string[] {
    return [...this.#used];
  }

  /** The catalogue a file holds or resolves to; a copy, so that one import does not change another. */
  document(name: string): JsonObject | null {
    const { value = null, size = 0 } = this.#given.get(name) ?? {};
    this.#brought += size;
    if (this.#brought > MOST_BROUGHT) {
      this.#fault(name, '', 'too_large', { max: MOST_BROUGHT / 1_000_000 });
      return null;
    }
    const kind = documentKind(value);
    const faults = new FaultCollector(name);
    let result: JsonObject | null = null;
    if (kind === 'catalog' && isObject(value) && isObject(value.catalog)) {
      checkVersion(value.catalog, 'catalog', faults);
      result = structuredClone(value.catalog);
    } else if (kind === 'profile' && isObject(value) && isObject(value.profile)) {
      checkVersion(value.profile, 'profile', faults);
      this.#open.push(name);
      result = this.#resolve(structuredClone(value.profile), name, faults);
      this.#open.pop();
    } else faults.add('', kind === null ? 'unknown_document' : 'other_document', { kind: kind ?? '' });
    this.faults.push(...faults.faults);
    return faults.faults.length > 0 ? null : result;
  }

  #resolve(profile: JsonObject, name: string, faults: FaultCollector): JsonObject | null {
    const imports = objectsOf(profile.imports);
    if (imports.length === 0) faults.add('profile.imports', 'missing', { what: 'imports' });
    const sources: JsonObject[] = [];
    const files = this.#filesOf(profile, imports, faults);
    const selections = imports.flatMap((wish, at) => {
      const path = `profile.imports[${at}]`;
      const source = this.#source(files[at] ?? null, path, faults);
      if (source === null) return [];
      sources.push(source);
      return [selectControls(source, wish, path, faults)];
    });
    if (faults.faults.length > 0 || selections.length < imports.length) return null;
    const body = mergeSelections(selections, profile.merge, faults);
    if (isObject(profile.modify))
      for (const id of modifyCatalogue(body, profile.modify, faults))
        this.remarks.push({ file: name, path: 'profile.modify', code: 'not_applied', params: { id } });
    const resources = usedResources([profile, ...sources], body);
    return {
      uuid: this.#stamp.uuid,
      metadata: this.#metadata(profile, name),
      ...body,
      ...(resources.length > 0 ? { 'back-matter': { resources } } : {}),
    };
  }

  #source(file: string | null, path: string, faults: FaultCollector): JsonObject | null {
    if (file === null) return null;
    if (this.#open.includes(file)) {
      faults.add(path, 'import_circular', { chain: [...this.#open, file].join(' → ') });
      return null;
    }
    if (this.#open.length >= DEEPEST) {
      faults.add(path, 'import_depth', { max: DEEPEST });
      return null;
    }
    return this.document(file);
  }

  /** The given file of each import; the faults name what is missing and what was given. */
  #filesOf(profile: JsonObject, imports: JsonObject[], faults: FaultCollector): (string | null)[] {
    const wanted = imports.map((wish, at) => addressOf(profile, wish, `profile.imports[${at}]`, faults));
    const found = wanted.map((addresses) => this.#fileAt(addresses));
    for (const file of found) if (file !== null) this.#used.add(file);
    return found.map((file, at) => {
      const addresses = wanted[at];
      if (file !== null || !addresses) return file;
      const name = lastName(addresses[0] ?? '');
      const standIn = this.#standIn(name);
      const path = `profile.imports[${at}].href`;
      if (standIn === null) {
        faults.add(path, 'import_missing', { name, given: this.#left().join(', ') || '–' });
        return null;
      }
      this.#used.add(standIn);
      this.remarks.push({ file: faults.file, path, code: 'stand_in', params: { name, given: standIn } });
      return standIn;
    });
  }

  #fileAt(addresses: readonly string[] | null): string | null {
    for (const address of addresses ?? []) {
      const name = lastName(address);
      const all = [...this.#given.keys()];
      const same = all.filter((file) => lastName(file) === name);
      const exact = same.find((file) => address === file || address.endsWith(`/${file}`));
      if (exact !== undefined) return exact;
      if (same.length === 1) return same[0] ?? null;
    }
    return null;
  }

  #left(): string[] {
    return [...this.#given.keys()].filter((file) => !this.#used.has(file));
  }

  #standIn(name: string): string | null {
    const wanted = wordsOf(name);
    const fitting = this.#left().filter((file) => {
      const words = wordsOf(lastName(file));
      return words.length >= wanted.length - 1 && words.every((word) => wanted.includes(word));
    });
    return fitting.length === 1 ? (fitting[0] ?? null) : null;
  }

  #metadata(profile: JsonObject, name: string): JsonObject {
    const own = isObject(profile.metadata) ? profile.metadata : {};
    const link = { href: encodeURI(lastName(name)), rel: 'source-profile' };
    return { ...own, 'last-modified': this.#stamp.at, links: [...objectsOf(own.links), link] };
  }

  #fault(file: string, path: string, code: ForeignFault['code'], params: ForeignFault['params']): void {
    this.faults.push({ file, path, code, params });
  }
}

const wordsOf = (name: string): string[] =>
  name
    .toLowerCase()
    .replace(/\.\w+$/, '')
    .split(/[^\p{L}\p{N}]+/u);

/** The name at the end of a path or address. */
function lastName(address: string): string {
  const last =
    address
      .replace(/[?#].*$/, '')
      .split(/[/\\]/)
      .at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** Where an import points: an address, or those of a resource of the profile, JSON first. */
function addressOf(
  profile: JsonObject,
  { href }: JsonObject,
  path: string,
  faults: FaultCollector,
): string[] | null {
  if (typeof href !== 'string' || href === '') {
    faults.add(`${path}.href`, 'missing', { what: 'href' });
    return null;
  }
  if (!href.startsWith('#')) return [href];
  const back = isObject(profile['back-matter']) ? profile['back-matter'] : {};
  const resource = objectsOf(back.resources).find(({ uuid }) => uuid === href.slice(1));
  const addresses = objectsOf(resource?.rlinks).flatMap((link) =>
    typeof link.href === 'string' ? [link.href] : [],
  );
  if (addresses.length === 0) {
    faults.add(`${path}.href`, 'import_reference', { href });
    return null;
  }
  return addresses.sort((a, b) => Number(b.endsWith('.json')) - Number(a.endsWith('.json')));
}

/** Resources that the result refers to, or that ask to be kept; each once. */
function usedResources(documents: readonly JsonObject[], body: JsonObject): JsonObject[] {
  const text = JSON.stringify([body, documents[0]?.metadata ?? null]);
  const seen = new Set<unknown>();
  return documents
    .flatMap((document) =>
      isObject(document['back-matter']) ? objectsOf(document['back-matter'].resources) : [],
    )
    .filter((resource) => {
      const kept =
        text.includes(`#${String(resource.uuid)}`) ||
        objectsOf(resource.props).some(({ name, value }) => name === 'keep' && value === 'always');
      if (!kept || seen.has(resource.uuid)) return false;
      seen.add(resource.uuid);
      return true;
    });
}
