import {
  type ForeignCatalogue,
  type ForeignControl,
  type ForeignGroup,
  type ForeignLink,
  type ForeignParameter,
  type ForeignPart,
  type ForeignProperty,
  type ForeignReading,
  type ForeignRemark,
  type ForeignResource,
  type Json,
  type JsonObject,
  sameCode,
} from '../foreign-catalogue.ts';
import { FaultCollector, isObject, parseJson, without } from './json.ts';
import { ownValue } from './namespace.ts';
import { derive } from './shown.ts';

/** Known to us; a newer minor version is read with a remark, another major version is refused. */
const KNOWN = { major: 1, minor: 2 };

const documents = [
  'catalog',
  'profile',
  'component-definition',
  'system-security-plan',
  'assessment-plan',
  'assessment-results',
  'plan-of-action-and-milestones',
  'mapping-collection',
] as const;

/** Which kind of OSCAL document this is; null where it is none. */
export const documentKind = (value: Json): (typeof documents)[number] | null =>
  isObject(value) ? (documents.find((name) => isObject(value[name])) ?? null) : null;

/** Reads the text of an OSCAL catalogue (JSON, versions 1.0 to 1.2), keeping everything. */
export function readCatalogue(text: string, file: string): ForeignReading {
  const parsed = parseJson(text, file);
  return 'faults' in parsed ? parsed : catalogueOf(parsed.value, file);
}

/** As {@link readCatalogue}, of a value already parsed and within the limits. */
export function catalogueOf(document: Json, file: string): ForeignReading {
  const collector = new FaultCollector(file);
  const kind = documentKind(document);
  if (kind !== 'catalog' || !isObject(document) || !isObject(document.catalog)) {
    collector.add('', kind === null ? 'unknown_document' : 'other_document', { kind: kind ?? '' });
    return { faults: collector.faults };
  }
  const version = checkVersion(document.catalog, 'catalog', collector);
  if (collector.faults.length > 0) return { faults: collector.faults };
  const catalogue = new CatalogueTree(collector).read(document.catalog, without(document, ['catalog']));
  if (collector.faults.length > 0) return { faults: collector.faults };
  return { catalogue, remarks: [...version, ...derive(catalogue, file)], used: [file] };
}

/** Refuses a document of another major version; says so where it is newer than what is known. */
export function checkVersion(root: JsonObject, path: string, collector: FaultCollector): ForeignRemark[] {
  const metadata = isObject(root.metadata) ? root.metadata : {};
  const version = metadata['oscal-version'];
  const at = `${path}.metadata.oscal-version`;
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(typeof version === 'string' ? version : '') ?? [];
  if (major === undefined) collector.add(at, 'missing', { what: 'oscal-version' });
  else if (Number(major) !== KNOWN.major) collector.add(at, 'version_unknown', { version: String(version) });
  else if (Number(minor) > KNOWN.minor)
    return [{ file: collector.file, path: at, code: 'version_newer', params: { version: String(version) } }];
  return [];
}

const keys = {
  metadata: ['title', 'published', 'last-modified', 'version', 'oscal-version'],
  catalogue: ['uuid', 'metadata', 'params', 'groups', 'controls', 'back-matter'],
  group: ['id', 'class', 'title', 'params', 'props', 'links', 'parts', 'groups', 'controls'],
  control: ['id', 'class', 'title', 'params', 'props', 'links', 'parts', 'controls'],
  part: ['id', 'name', 'title', 'prose', 'props', 'links', 'parts'],
  parameter: ['id', 'label', 'values'],
};

type Above = { group: string | null; parent: string | null };

/** Walks the tree of a catalogue once. Faults carry the path; what is not interpreted goes to `rest`. */
class CatalogueTree {
  readonly #collector: FaultCollector;
  readonly #groups: ForeignGroup[] = [];
  readonly #controls: ForeignControl[] = [];
  readonly #codes = { group: new Map<string, string>(), control: new Map<string, string>() };

  constructor(collector: FaultCollector) {
    this.#collector = collector;
  }

  read(root: JsonObject, envelope: JsonObject): ForeignCatalogue {
    const metadata = isObject(root.metadata) ? root.metadata : {};
    const at = 'catalog.metadata';
    const back = isObject(root['back-matter']) ? root['back-matter'] : {};
    const catalogue: ForeignCatalogue = {
      uuid: this.#text(root, 'uuid', 'catalog'),
      title: this.#text(metadata, 'title', at),
      version: this.#text(metadata, 'version', at),
      oscalVersion: this.#text(metadata, 'oscal-version', at),
      published: this.#optional(metadata, 'published', at),
      lastModified: this.#text(metadata, 'last-modified', at),
      language: null,
      source: null,
      licence: null,
      parameters: this.#parameters(root, 'catalog'),
      groups: this.#groups,
      controls: this.#controls,
      resources: this.#list(back, 'resources', 'catalog.back-matter', (entry, path) =>
        this.#resource(entry, path),
      ),
      metadata: without(metadata, keys.metadata),
      rest: {
        ...this.#rest(root, keys.catalogue),
        ...(Object.keys(envelope).length > 0 ? { document: envelope } : {}),
        ...(Object.keys(without(back, ['resources'])).length > 0
          ? { 'back-matter': without(back, ['resources']) }
          : {}),
      },
    };
    this.#below(root, 'catalog', { group: null, parent: null });
    return catalogue;
  }

  #below(holder: JsonObject, path: string, above: Above): void {
    const groups = () => this.#list(holder, 'groups', path, (entry, at) => this.#group(entry, at, above));
    // In the order in which it is written: below a heading first what stands there directly.
    if (above.group === null && above.parent === null) groups();
    this.#list(holder, 'controls', path, (entry, at) => this.#control(entry, at, above));
    if (above.group !== null && above.parent === null) groups();
  }

  #group(raw: JsonObject, path: string, above: Above): void {
    const id = this.#optional(raw, 'id', path);
    const props = this.#properties(raw, path);
    const wraps = ownValue(props, 'wraps');
    if (wraps !== undefined) {
      this.#below(raw, path, above);
      return;
    }
    const code = ownValue(props, 'code') ?? id ?? `${above.group ?? ''}#${this.#groups.length + 1}`;
    this.#once('group', code, path);
    this.#groups.push({
      code,
      id,
      label: null,
      parent: above.group,
      title: this.#text(raw, 'title', path),
      class: this.#optional(raw, 'class', path),
      parameters: this.#parameters(raw, path),
      props,
      links: this.#links(raw, path),
      parts: this.#parts(raw, path),
      rest: this.#rest(raw, keys.group),
    });
    this.#below(raw, path, { group: code, parent: null });
  }

  #control(raw: JsonObject, path: string, above: Above): void {
    const id = this.#text(raw, 'id', path);
    const props = this.#properties(raw, path);
    const code = ownValue(props, 'code') ?? id;
    this.#once('control', code, path);
    this.#controls.push({
      code,
      id,
      label: null,
      uuid: null,
      group: above.group,
      parent: above.parent,
      title: this.#text(raw, 'title', path),
      class: this.#optional(raw, 'class', path),
      parameters: this.#parameters(raw, path),
      props,
      links: this.#links(raw, path),
      parts: this.#parts(raw, path),
      statement: '',
      guidance: '',
      modal: null,
      rest: this.#rest(raw, keys.control),
    });
    this.#below(raw, path, { group: above.group, parent: code });
  }

  #once(kind: 'group' | 'control', code: string, path: string): void {
    const first = this.#codes[kind].get(sameCode(code));
    if (first === undefined) this.#codes[kind].set(sameCode(code), path);
    else if (code !== '') this.#collector.add(`${path}.id`, 'duplicate', { value: code, first });
  }

  #parts(holder: JsonObject, path: string): ForeignPart[] {
    return this.#list(holder, 'parts', path, (raw, at): ForeignPart => {
      const prose = this.#optional(raw, 'prose', at);
      return {
        id: this.#optional(raw, 'id', at),
        name: this.#text(raw, 'name', at),
        title: this.#optional(raw, 'title', at),
        prose: prose ?? '',
        shown: '',
        props: this.#properties(raw, at),
        links: this.#links(raw, at),
        parts: this.#parts(raw, at),
        rest: { ...this.#rest(raw, keys.part), ...(prose === '' ? { prose } : {}) },
      };
    });
  }

  #parameters(holder: JsonObject, path: string): ForeignParameter[] {
    return this.#list(holder, 'params', path, (raw, at): ForeignParameter => {
      const select = isObject(raw.select) ? raw.select : {};
      return {
        id: this.#text(raw, 'id', at),
        label: this.#optional(raw, 'label', at),
        values: this.#texts(raw, 'values', at),
        choices: this.#texts(select, 'choice', `${at}.select`),
        shown: '',
        rest: {
          ...this.#rest(raw, keys.parameter),
          ...(isObject(raw.select) ? { select: this.#rest(select, ['choice']) } : {}),
        },
      };
    });
  }

  #properties(holder: JsonObject, path: string): ForeignProperty[] {
    return this.#list(holder, 'props', path, (raw, at): ForeignProperty => {
      const name = this.#text(raw, 'name', at);
      return { ...raw, name, value: this.#optional(raw, 'value', at) ?? '' };
    });
  }

  #links(holder: JsonObject, path: string): ForeignLink[] {
    return this.#list(
      holder,
      'links',
      path,
      (raw, at): ForeignLink => ({
        ...raw,
        href: this.#text(raw, 'href', at),
      }),
    );
  }

  #resource(raw: JsonObject, path: string): ForeignResource {
    return {
      uuid: this.#text(raw, 'uuid', path),
      title: this.#optional(raw, 'title', path),
      href: null,
      rest: without(raw, ['uuid', 'title']),
    };
  }

  /** Also keeps what is there but empty, so that it is written back. */
  #rest(raw: JsonObject, known: readonly string[]): JsonObject {
    return Object.fromEntries(
      Object.entries(raw).filter(
        ([key, value]) => !known.includes(key) || (Array.isArray(value) && value.length === 0),
      ),
    );
  }

  #list<T>(holder: JsonObject, key: string, path: string, read: (entry: JsonObject, path: string) => T): T[] {
    const raw = holder[key];
    if (raw === undefined) return [];
    const at = `${path}.${key}`;
    if (!Array.isArray(raw)) {
      this.#collector.add(at, 'wrong_type', { expected: 'list' });
      return [];
    }
    return raw.flatMap((entry, index) => {
      if (isObject(entry)) return [read(entry, `${at}[${index}]`)];
      this.#collector.add(`${at}[${index}]`, 'wrong_type', { expected: 'object' });
      return [];
    });
  }

  #texts(holder: JsonObject, key: string, path: string): string[] {
    const raw = holder[key];
    if (raw === undefined) return [];
    if (Array.isArray(raw) && raw.every((entry) => typeof entry === 'string')) return raw;
    this.#collector.add(`${path}.${key}`, 'wrong_type', { expected: 'texts' });
    return [];
  }

  #text(holder: JsonObject, key: string, path: string): string {
    const value = this.#optional(holder, key, path);
    if (value !== null && value.trim() !== '') return value;
    if (holder[key] === undefined || value !== null)
      this.#collector.add(`${path}.${key}`, 'missing', { what: key });
    return '';
  }

  #optional(holder: JsonObject, key: string, path: string): string | null {
    const value = holder[key];
    if (value === undefined) return null;
    if (typeof value === 'string') return value;
    this.#collector.add(`${path}.${key}`, 'wrong_type', { expected: 'text' });
    return null;
  }
}
