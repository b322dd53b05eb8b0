import type { ForeignProperty, ForeignReading, Json, JsonObject } from './foreign-catalogue.ts';
import type { Modal } from './framework.ts';
import { FaultCollector, filled, isObject, without } from './oscal/json.ts';
import { ownProperty } from './oscal/namespace.ts';
import type { Stamp } from './oscal/resolve-profile.ts';
import { derive } from './oscal/shown.ts';
import { foreignFromPlain, type PlainControl, type PlainGroup } from './plain-catalogue.ts';

/** Whether this is a library of a framework as CISO Assistant writes it (YAML, one library a file). */
export const isLibrary = (value: Json): value is JsonObject =>
  isObject(value) && isObject(value.objects) && typeof value.urn === 'string';

const importance: Readonly<Record<string, Modal>> = {
  mandatory: 'MUST',
  recommended: 'SHOULD',
  nice_to_have: 'MAY',
};

/**
 * Reads a library (already parsed YAML, numbers of `ref_id` and `version` as text). Nodes that are not assessed become
 * headings; description, annotation and typical evidence become statement, guidance and evidence. What else the library
 * holds (reference controls, threats, scores, questions, translations) is kept as JSON in properties named `library`.
 * `language`: texts in this language where the library has them translated.
 */
export function readLibrary(value: Json, file: string, stamp: Stamp, language: string): ForeignReading {
  const faults = new FaultCollector(file);
  const objects = isObject(value) && isObject(value.objects) ? value.objects : null;
  if (objects === null || !isObject(value)) {
    faults.add('', 'unknown_document');
    return { faults: faults.faults };
  }
  const framework = Array.isArray(objects.framework) ? objects.framework[0] : objects.framework;
  if (!isObject(framework) || !Array.isArray(framework.requirement_nodes)) {
    faults.add('objects.framework', 'missing', { what: 'requirement_nodes' });
    return { faults: faults.faults };
  }
  const nodes = new Nodes(framework.requirement_nodes, language, faults);
  const say = sayer(language);
  const translated = isObject(value.translations) && isObject(value.translations[language]);
  const title = say(framework, 'name') ?? say(value, 'name');
  if (title === null) faults.add('objects.framework.name', 'missing', { what: 'name' });
  const plain = {
    title: title ?? '',
    version: textOf(value.version) ?? '1',
    published: dayStart(textOf(value.publication_date)),
    language: translated ? language : textOf(value.locale),
    source: textOf(value.provider),
    licence: say(value, 'copyright'),
    props: restOfLibrary(value, objects, framework),
    groups: nodes.groups,
    controls: nodes.controls,
  };
  if (faults.faults.length > 0) return { faults: faults.faults };
  const catalogue = foreignFromPlain(plain, stamp);
  return { catalogue, remarks: derive(catalogue, file), used: [file] };
}

/** One property for each kind of object, so that none becomes longer than a text may be. */
function restOfLibrary(library: JsonObject, objects: JsonObject, framework: JsonObject): ForeignProperty[] {
  const kept: JsonObject[] = [
    without(library, ['objects', 'version', 'publication_date', 'locale', 'provider', 'copyright']),
    { framework: without(framework, ['requirement_nodes', 'name']) },
    ...Object.entries(without(objects, ['framework'])).map(([key, value]) => ({ [key]: value })),
  ];
  return kept.map((one) => ownProperty('library', JSON.stringify(one)));
}

const textOf = (value: Json | undefined): string | null => {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : null;
};

/** A day without a time begins at midnight UTC: OSCAL wants a time with its zone. */
const dayStart = (day: string | null): string | null =>
  day !== null && /^\d{4}-\d\d-\d\d$/.test(day) ? `${day}T00:00:00Z` : null;

type Say = (node: JsonObject, key: string) => string | null;
const sayer =
  (language: string): Say =>
  (node, key) => {
    const translation = isObject(node.translations) ? node.translations[language] : undefined;
    return (isObject(translation) ? textOf(translation[key]) : null) ?? textOf(node[key]);
  };

const SPOKEN = ['name', 'description', 'annotation', 'typical_evidence'];
const LONGEST_TITLE = 120;

type Node = {
  raw: JsonObject;
  urn: string;
  code: string;
  path: string;
  parent: Node | null;
  control: boolean;
};

/** The flat list of nodes as headings and requirements. Faults name missing and circular parents. */
class Nodes {
  readonly groups: PlainGroup[] = [];
  readonly controls: PlainControl[] = [];
  readonly #say: Say;
  readonly #faults: FaultCollector;
  readonly #codes = new Set<string>();

  constructor(list: readonly Json[], language: string, faults: FaultCollector) {
    this.#say = sayer(language);
    this.#faults = faults;
    const nodes = this.#linked(list);
    if (faults.faults.length > 0) return;
    // What is not assessed but stands below a requirement is part of it: headings hold requirements, not the reverse.
    for (const node of nodes) node.control ||= above(node).some(({ control }) => control);
    for (const node of nodes) this.#add(node);
  }

  #linked(list: readonly Json[]): Node[] {
    const nodes: Node[] = [];
    const byUrn = new Map<string, Node>();
    for (const [at, raw] of list.entries()) {
      const path = `objects.framework.requirement_nodes[${at}]`;
      const urn = isObject(raw) ? textOf(raw.urn) : null;
      if (!isObject(raw) || urn === null) {
        this.#faults.add(path, 'missing', { what: 'urn' });
        continue;
      }
      if (byUrn.has(urn))
        this.#faults.add(`${path}.urn`, 'duplicate', { value: urn, first: byUrn.get(urn)?.path ?? '' });
      const node = {
        raw,
        urn,
        code: this.#code(raw, urn),
        path,
        parent: null,
        control: raw.assessable === true,
      };
      nodes.push(node);
      byUrn.set(urn, node);
    }
    for (const node of nodes) {
      const urn = textOf(node.raw.parent_urn);
      if (urn === null) continue;
      node.parent = byUrn.get(urn) ?? null;
      if (node.parent === null) this.#faults.add(`${node.path}.parent_urn`, 'unknown_parent', { value: urn });
    }
    for (const node of nodes) {
      const higher = above(node);
      if (higher.includes(node))
        this.#faults.add(`${node.path}.parent_urn`, 'circular_parent', { value: node.urn });
      else if (higher.length >= DEEPEST) this.#faults.add(node.path, 'too_deep', { max: DEEPEST });
    }
    return nodes;
  }

  /** The number people use, or the end of the name where there is none or it is taken. */
  #code(raw: JsonObject, urn: string): string {
    const short = urn.split(':').slice(5).join(':') || urn;
    const code = [textOf(raw.ref_id), short, urn].find((one) => one !== null && !this.#codes.has(one)) ?? urn;
    this.#codes.add(code);
    return code;
  }

  #add(node: Node): void {
    const { raw, code, parent, control, urn } = node;
    const statement = this.#say(raw, 'description') ?? '';
    const title = this.#say(raw, 'name') ?? firstWords(statement) ?? textOf(raw.ref_id) ?? urn;
    const modal = importance[textOf(raw.importance) ?? ''] ?? null;
    const props = [ownProperty('library', JSON.stringify(this.#rest(node, modal)))];
    if (!control) {
      const spoken = statement === '' ? [] : [ownProperty('description', statement)];
      this.groups.push({ code, parent: parent?.code ?? null, title, props: [...props, ...spoken] });
      return;
    }
    this.controls.push({
      code,
      group: above(node).find((one) => !one.control)?.code ?? null,
      parent: parent?.control ? parent.code : null,
      title,
      statement,
      guidance: this.#say(raw, 'annotation') ?? '',
      evidence: this.#say(raw, 'typical_evidence') ?? '',
      modal,
      props,
    });
  }

  /** What the neutral form does not say already; texts in another language than the one taken stay too. */
  #rest({ raw, code }: Node, modal: Modal | null): JsonObject {
    const said = SPOKEN.filter((key) => this.#say(raw, key) === textOf(raw[key]));
    const known = [...said, 'parent_urn', ...(modal === null ? [] : ['importance'])];
    return filled(without(raw, textOf(raw.ref_id) === code ? [...known, 'ref_id'] : known));
  }
}

const DEEPEST = 32;

/** The nodes above, the nearest first, no more than `DEEPEST`; a circle is walked once. */
function above(node: Node): Node[] {
  const nodes = new Set<Node>();
  let next = node.parent;
  while (next !== null && !nodes.has(next) && nodes.size < DEEPEST) {
    nodes.add(next);
    next = next.parent;
  }
  return [...nodes];
}

function firstWords(text: string): string | null {
  const line = text.split('\n')[0]?.trim() ?? '';
  if (line.length <= LONGEST_TITLE) return line === '' ? null : line;
  return `${line.slice(0, LONGEST_TITLE).replace(/\s+\S*$/, '')} …`;
}
