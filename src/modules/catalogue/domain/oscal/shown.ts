import type {
  ForeignCatalogue,
  ForeignControl,
  ForeignParameter,
  ForeignPart,
  ForeignProperty,
  ForeignRemark,
  Json,
  JsonObject,
} from '../foreign-catalogue.ts';
import type { Modal } from '../framework.ts';
import { isObject } from './json.ts';
import { ownNamespace, ownValue } from './namespace.ts';

const INSERT = /\{\{\s*(?:insert:\s*param,\s*)?([^\s{},]{1,200})\s*\}\}/g;
/** A parameter may name others that name others; more than this nobody reads. */
const LONGEST_VALUE = 4_000;

/** Texts with their parameters filled in. Values are worked out once; one that names itself stays as its id. */
export class Shower {
  readonly unknown = new Set<string>();
  readonly #parameters = new Map<string, ForeignParameter>();
  readonly #done = new Map<string, string>();

  constructor(parameters: Iterable<ForeignParameter>) {
    for (const parameter of parameters)
      if (!this.#parameters.has(parameter.id)) this.#parameters.set(parameter.id, parameter);
  }

  text(prose: string): string {
    if (!prose.includes('{{')) return prose;
    return prose.replaceAll(INSERT, (_, id: string) => this.value(id));
  }

  /** A value as it is; a gap in brackets: its label, or what there is to choose from. */
  value(id: string): string {
    const done = this.#done.get(id);
    if (done !== undefined) return done;
    const parameter = this.#parameters.get(id);
    if (parameter === undefined) {
      this.unknown.add(id);
      return `[${id}]`;
    }
    this.#done.set(id, `[${id}]`);
    const { values, choices, label } = parameter;
    const raw =
      values.length > 0
        ? values.join(', ')
        : `[${choices.length > 0 ? choices.join(' | ') : (label ?? parameter.id)}]`;
    const text = this.text(raw);
    const shown = text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
    this.#done.set(id, shown);
    return shown;
  }
}

/** The catalogue with every derived field made anew, and what does not hold together in it. */
export function derive(catalogue: ForeignCatalogue, file: string): ForeignRemark[] {
  const shower = new Shower([
    ...catalogue.parameters,
    ...catalogue.groups.flatMap(({ parameters }) => parameters),
    ...catalogue.controls.flatMap(({ parameters }) => parameters),
  ]);
  for (const parameter of catalogue.parameters) parameter.shown = shower.value(parameter.id);
  for (const group of catalogue.groups) {
    group.label = labelOf(group.props);
    for (const parameter of group.parameters) parameter.shown = shower.value(parameter.id);
    showParts(group.parts, shower);
  }
  for (const control of catalogue.controls) deriveControl(control, shower);
  for (const resource of catalogue.resources) resource.href = firstAddress(resource.rest);
  Object.assign(catalogue, describe(catalogue));
  return [
    ...[...shower.unknown].map(
      (id): ForeignRemark => ({ file, path: '', code: 'parameter_unknown', params: { id } }),
    ),
    ...lostLinks(catalogue, file),
  ];
}

function deriveControl(control: ForeignControl, shower: Shower): void {
  for (const parameter of control.parameters) parameter.shown = shower.value(parameter.id);
  showParts(control.parts, shower);
  control.label = labelOf(control.props);
  control.uuid = identifierOf(control.props);
  control.statement = linesOf(control.parts, 'statement');
  control.guidance = linesOf(control.parts, 'guidance');
  control.modal = modalOf(control);
}

function showParts(parts: readonly ForeignPart[], shower: Shower): void {
  for (const part of parts) {
    part.shown = shower.text(part.prose);
    showParts(part.parts, shower);
  }
}

/** The label people use; other spellings of it carry a class. */
const labelOf = (props: readonly ForeignProperty[]): string | null =>
  ownValue(props, 'code') ??
  (
    props.find(({ name, class: kind }) => name === 'label' && kind === undefined) ??
    props.find(({ name }) => name === 'label')
  )?.value ??
  null;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const identifierOf = (props: readonly ForeignProperty[]): string | null =>
  props.find(({ name, value }) => name === 'alt-identifier' && UUID.test(value))?.value ?? null;

/** Parts of this name as lines; an item stands indented below its part, with its label before it. */
function linesOf(parts: readonly ForeignPart[], name: string): string {
  const lines: string[] = [];
  const add = (part: ForeignPart, depth: number): void => {
    if (part.rest.ns === ownNamespace) return;
    const label = part.props.find((prop) => prop.name === 'label' && prop.class === undefined)?.value;
    const text = [label, part.title, part.shown.trim()].filter(Boolean).join(' ');
    if (text !== '') lines.push(`${'  '.repeat(depth)}${text}`);
    for (const below of part.parts) add(below, text === '' ? depth : depth + 1);
  };
  for (const part of parts) if (part.name === name) add(part, 0);
  return lines.join('\n');
}

const MODAL_NAMES = ['modal_verb', 'modal-verb', 'modal'];
const modalWords: Readonly<Record<string, Modal>> = {
  MUSS: 'MUST',
  MÜSSEN: 'MUST',
  'DARF NICHT': 'MUST',
  'DARF KEIN': 'MUST',
  MUST: 'MUST',
  'MUST NOT': 'MUST',
  SHALL: 'MUST',
  'SHALL NOT': 'MUST',
  SOLLTE: 'SHOULD',
  SOLLTEN: 'SHOULD',
  'SOLLTE NICHT': 'SHOULD',
  SHOULD: 'SHOULD',
  'SHOULD NOT': 'SHOULD',
  KANN: 'MAY',
  KÖNNEN: 'MAY',
  DARF: 'MAY',
  MAY: 'MAY',
};

/** The modal as a word means it, whatever its language; null where it is none. */
export const modalOfWord = (word: string): Modal | null =>
  modalWords[word.trim().replaceAll(/\s+/g, ' ').toUpperCase()] ?? null;

function modalProperty({ props, parts }: Pick<ForeignControl, 'props' | 'parts'>): string | null {
  const all = [...parts.filter(({ name }) => name === 'statement').flatMap((part) => part.props), ...props];
  return all.find(({ name }) => MODAL_NAMES.includes(name))?.value ?? null;
}

const modalOf = (control: ForeignControl): Modal | null => modalOfWord(modalProperty(control) ?? '');

const GERMAN = /^(MUSS|MÜSSEN|SOLLTEN?|KANN|DARF)/i;

/** Language, publisher and licence, as far as the metadata tell. */
function describe({ metadata, controls }: ForeignCatalogue) {
  const props = listOf(metadata.props) as ForeignProperty[];
  const links = listOf(metadata.links);
  const named = (...names: string[]) => props.find(({ name }) => names.includes(name))?.value ?? null;
  const licence = links.find(({ rel }) => rel === 'license' || rel === 'licence');
  const german = controls.some((control) => GERMAN.test(modalProperty(control) ?? ''));
  return {
    language: named('language') ?? (german ? 'de' : null),
    source: ownValue(props, 'source') ?? publisherOf(metadata),
    licence: named('licence', 'license') ?? textOf(licence?.text) ?? textOf(licence?.href),
  };
}

const listOf = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : [];
const textOf = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);

/** Names of those responsible as publisher, else as creator. */
function publisherOf(metadata: JsonObject): string | null {
  const parties = listOf(metadata.parties);
  for (const role of ['publisher', 'creator']) {
    const uuids = listOf(metadata['responsible-parties'])
      .filter((entry) => entry['role-id'] === role)
      .flatMap((entry) => (Array.isArray(entry['party-uuids']) ? entry['party-uuids'] : []));
    const names = parties
      .filter(({ uuid }) => uuid !== undefined && uuids.includes(uuid))
      .map(({ name }) => name);
    if (names.length > 0) return names.join(', ');
  }
  return null;
}

const firstAddress = (resource: JsonObject): string | null => textOf(listOf(resource.rlinks)[0]?.href);

/** How many links of controls lead to nothing in the catalogue, and the first of them. */
function lostLinks(catalogue: ForeignCatalogue, file: string): ForeignRemark[] {
  const known = new Set<string>([
    ...catalogue.groups.flatMap(({ id }) => (id === null ? [] : [id])),
    ...catalogue.controls.map(({ id }) => id),
    ...catalogue.resources.map(({ uuid }) => uuid),
    ...catalogue.parameters.map(({ id }) => id),
  ]);
  const addParts = (parts: readonly ForeignPart[]): void => {
    for (const { id, parts: below } of parts) {
      if (id !== null) known.add(id);
      addParts(below);
    }
  };
  for (const { parts } of [...catalogue.groups, ...catalogue.controls]) addParts(parts);
  const lost = catalogue.controls.flatMap(({ code, links }) =>
    links
      .filter(({ href }) => href.startsWith('#') && !known.has(href.slice(1)))
      .map(({ href }) => ({ code, href })),
  );
  const [first] = lost;
  if (first === undefined) return [];
  const params = { count: lost.length, href: first.href };
  return [{ file, path: first.code, code: 'link_unknown', params }];
}
