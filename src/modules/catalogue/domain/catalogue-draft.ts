import { draftLimits as limits } from './draft-limits.ts';
import type {
  ForeignCatalogue,
  ForeignControl,
  ForeignGroup,
  ForeignPart,
  ForeignProperty,
  Json,
  JsonObject,
} from './foreign-catalogue.ts';
import type { Modal } from './framework.ts';
import { ownNamespace, ownProperty } from './oscal/namespace.ts';
import type { Stamp } from './oscal/resolve-profile.ts';
import { derive, modalOfWord } from './oscal/shown.ts';
import { foreignFromPlain, type PlainControl } from './plain-catalogue.ts';

/** A heading or requirement as it is being written. */
export interface DraftRow {
  id: string;
  kind: 'heading' | 'requirement';
  /** Row of the heading above; `aboveId`: of the requirement directly above, where it stands below one. */
  headingId: string | null;
  aboveId: string | null;
  /** Among those of the same kind in the same place. */
  position: number;
  code: string;
  title: string;
  statement: string;
  guidance: string;
  evidence: string;
  modal: Modal | null;
  /** Code in the version the draft began with, and the number shown there; null for what is new. */
  origin: string | null;
  was: string | null;
  /** Texts that hold more than text: gaps to fill in, items, several parts. */
  rich: '' | 'statement' | 'guidance' | 'both';
}
export interface DraftHead {
  title: string;
  edition: string;
  source: string;
  licence: string;
}

type Texts = Pick<DraftRow, 'title' | 'statement' | 'guidance' | 'evidence' | 'modal'>;

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const lines = (text: string): string => text.replaceAll(/\r\n?/g, '\n').trim();

/** Numbers as the town sees them: labels where each occurs once, else the codes of the document. */
export function shownCodes(of: readonly { code: string; label: string | null }[]): string[] {
  const labels = of.map(({ code, label }) => label ?? code);
  return new Set(labels).size < labels.length ? of.map(({ code }) => code) : labels;
}

const controlTexts = ({ title, statement, guidance, modal, parts }: ForeignControl): Texts => ({
  title: oneLine(title),
  statement: lines(statement),
  guidance: lines(guidance),
  evidence: lines(
    parts
      .filter(({ name }) => name === 'evidence')
      .map(({ shown }) => shown)
      .join('\n'),
  ),
  modal,
});

/** A catalogue as rows to write on; each remembers where it came from. */
export function draftRowsOf(catalogue: ForeignCatalogue, newId: () => string): DraftRow[] {
  const { groups, controls } = catalogue;
  const headings = new Map(groups.map(({ code }) => [code, newId()]));
  const requirements = new Map(controls.map(({ code }) => [code, newId()]));
  const at = (ids: Map<string, string>, code: string | null) =>
    code === null ? null : (ids.get(code) ?? null);
  const groupCodes = shownCodes(groups);
  const controlCodes = shownCodes(controls);
  return [
    ...groups.map(({ code, parent, title }, position): DraftRow => {
      const number = oneLine(groupCodes[position] ?? code);
      return {
        id: at(headings, code) ?? newId(),
        kind: 'heading',
        headingId: at(headings, parent),
        aboveId: null,
        position,
        code: number,
        title: oneLine(title),
        statement: '',
        guidance: '',
        evidence: '',
        modal: null,
        origin: code,
        was: number,
        rich: '',
      };
    }),
    ...controls.map((control, position): DraftRow => {
      const number = oneLine(controlCodes[position] ?? control.code);
      return {
        id: at(requirements, control.code) ?? newId(),
        kind: 'requirement',
        headingId: at(headings, control.group),
        aboveId: at(requirements, control.parent),
        position,
        code: number,
        ...controlTexts(control),
        origin: control.code,
        was: number,
        rich: richTexts(control),
      };
    }),
  ];
}

function richTexts({ parts }: ForeignControl): DraftRow['rich'] {
  const rich = (name: string): boolean => {
    const own = parts.filter((part) => part.name === name && part.rest.ns !== ownNamespace);
    return (
      own.length > 1 ||
      own.some(
        ({ parts: below, title, prose, props }) =>
          below.length > 0 || title !== null || prose.includes('{{') || props.some((p) => p.name === 'label'),
      )
    );
  };
  if (rich('statement')) return rich('guidance') ? 'both' : 'statement';
  return rich('guidance') ? 'guidance' : '';
}

/** Head of the next version, to begin with; it has no edition yet. */
export const draftHeadOf = ({ title, source, licence }: ForeignCatalogue): DraftHead => {
  const short = (text: string | null) => oneLine(text ?? '').slice(0, limits.title);
  return { title: short(title), edition: '', source: short(source), licence: short(licence) };
};

/** Whether a draft can hold these rows. */
export function fitsDraft(rows: readonly DraftRow[]): boolean {
  const headings = rows.filter(({ kind }) => kind === 'heading').length;
  return (
    headings <= limits.headings &&
    rows.length - headings <= limits.requirements &&
    rows.every(
      ({ code, title, statement, guidance, evidence }) =>
        code.length <= limits.code &&
        title.length <= limits.title &&
        [statement, guidance, evidence].every((text) => text.length <= limits.text),
    )
  );
}

/** Rows in the order of a document: below a heading first what stands there directly, then the headings below it. */
export function inOrder(rows: readonly DraftRow[]): { headings: DraftRow[]; requirements: DraftRow[] } {
  const placed = Map.groupBy(
    [...rows].sort((one, other) => one.position - other.position),
    ({ kind, headingId, aboveId }) => `${kind} ${aboveId ?? headingId}`,
  );
  const headings: DraftRow[] = [];
  const requirements: DraftRow[] = [];
  const walkRequirements = (above: string | null): void => {
    for (const row of placed.get(`requirement ${above}`) ?? []) {
      requirements.push(row);
      walkRequirements(row.id);
    }
  };
  const walkHeadings = (above: string | null): void => {
    for (const row of placed.get(`heading ${above}`) ?? []) {
      headings.push(row);
      walkRequirements(row.id);
      walkHeadings(row.id);
    }
  };
  walkHeadings(null);
  walkRequirements(null);
  return { headings, requirements };
}

/**
 * The draft as a catalogue. What began as a copy keeps everything that was not changed, also what nobody interprets;
 * only fields that differ from the base are written. New rows are made as from the workbook.
 */
export function catalogueOfDraft(
  head: DraftHead,
  rows: readonly DraftRow[],
  base: ForeignCatalogue | null,
  stamp: Stamp,
): ForeignCatalogue {
  const { headings, requirements } = inOrder(rows);
  const codes = new Map(rows.map((row) => [row.id, codeOf(row)]));
  const at = (id: string | null) => (id === null ? null : (codes.get(id) ?? null));
  const made = freshParts(head, headings, requirements, stamp);
  const known = {
    groups: new Map(base?.groups.map((group) => [group.code, group])),
    controls: new Map(base?.controls.map((control) => [control.code, control])),
  };
  const groups = headings.map((row, n): ForeignGroup => {
    const from = row.origin === null ? undefined : known.groups.get(row.origin);
    const group = from ? changedGroup(from, row) : made.groups[n];
    if (!group) throw new Error('a heading was lost');
    return { ...group, code: codeOf(row), parent: at(row.headingId) };
  });
  const controls = requirements.map((row, n): ForeignControl => {
    const from = row.origin === null ? undefined : known.controls.get(row.origin);
    const control = from ? changedControl(from, row) : made.controls[n];
    if (!control) throw new Error('a requirement was lost');
    return { ...control, code: codeOf(row), group: at(row.headingId), parent: at(row.aboveId) };
  });
  freeIds(groups, headings);
  freeIds(controls, requirements);
  const catalogue: ForeignCatalogue = base
    ? {
        ...structuredClone({ ...base, groups: [], controls: [] }),
        ...headOf(base, head, stamp),
        groups,
        controls,
      }
    : { ...made, groups, controls };
  derive(catalogue, head.title);
  return catalogue;
}

/** What the document calls it: as it did, unless it was given another number here. */
export const codeOf = ({ code, was, origin }: DraftRow): string =>
  origin !== null && code === was ? origin : code;

/** All rows as if they were new, so that new ones can be taken from among them. */
function freshParts(
  { title, edition, source, licence }: DraftHead,
  headings: readonly DraftRow[],
  requirements: readonly DraftRow[],
  stamp: Stamp,
): ForeignCatalogue {
  const unplaced = { group: null, parent: null, props: [] };
  return foreignFromPlain(
    {
      title,
      version: edition,
      published: null,
      language: null,
      source: source || null,
      licence: licence || null,
      props: [],
      groups: headings.map(({ code, title: name }) => ({ code, title: name, parent: null, props: [] })),
      controls: requirements.map(
        ({ code, title: name, statement, guidance, evidence, modal }): PlainControl => ({
          ...unplaced,
          code,
          title: name,
          statement,
          guidance,
          evidence,
          modal,
        }),
      ),
    },
    stamp,
  );
}

/** An id that is taken by what was there before gets a number behind it. */
function freeIds(made: { id: string | null }[], rows: readonly Pick<DraftRow, 'origin'>[]): void {
  const taken = new Set(made.filter((_, n) => rows[n]?.origin !== null).map(({ id }) => id));
  for (const [n, one] of made.entries()) {
    if (rows[n]?.origin !== null || one.id === null) continue;
    const wanted = one.id;
    for (let more = 2; taken.has(one.id); more++) one.id = `${wanted}-${more}`;
    taken.add(one.id);
  }
}

const withNumber = (props: readonly ForeignProperty[], code: string): ForeignProperty[] => [
  ownProperty('code', code),
  ...props.filter(({ ns, name }) => !(ns === ownNamespace && name === 'code')),
];

function changedGroup(from: ForeignGroup, row: DraftRow): ForeignGroup {
  const group = structuredClone(from);
  if (row.title !== oneLine(from.title)) group.title = row.title;
  if (row.code !== row.was) group.props = withNumber(group.props, row.code);
  return group;
}

function changedControl(from: ForeignControl, row: DraftRow): ForeignControl {
  const control = structuredClone(from);
  const before = controlTexts(from);
  if (row.title !== before.title) control.title = row.title;
  if (row.code !== row.was) control.props = withNumber(control.props, row.code);
  for (const name of ['statement', 'guidance'] as const)
    if (lines(row[name]) !== before[name]) control.parts = withText(control.parts, name, row[name]);
  if (lines(row.evidence) !== before.evidence) control.parts = withEvidence(control.parts, row.evidence);
  if (row.modal !== before.modal) setModal(control, row.modal);
  return control;
}

const part = (name: string, prose: string, rest: JsonObject = {}): ForeignPart => ({
  id: null,
  name,
  title: null,
  prose,
  shown: '',
  props: [],
  links: [],
  parts: [],
  rest,
});

/** The first part of that name carries the new text and keeps what else it has; further ones and items go. */
function withText(parts: readonly ForeignPart[], name: string, prose: string): ForeignPart[] {
  const ours = (one: ForeignPart) => one.name === name && one.rest.ns !== ownNamespace;
  const first = parts.find(ours);
  if (!first) {
    if (prose === '') return [...parts];
    return name === 'statement' ? [part(name, prose), ...parts] : [...parts, part(name, prose)];
  }
  const props = first.props.filter((prop) => prop.name !== 'label');
  const bare = props.length + first.links.length === 0 && first.id === null;
  const kept = prose === '' && bare ? [] : [{ ...first, title: null, prose, props, parts: [] }];
  return parts.flatMap((one) => (one === first ? kept : ours(one) ? [] : [one]));
}

function withEvidence(parts: readonly ForeignPart[], prose: string): ForeignPart[] {
  const others = parts.filter(({ name }) => name !== 'evidence');
  return prose === '' ? others : [...others, part('evidence', prose, { ns: ownNamespace })];
}

const MODAL_NAMES = ['modal_verb', 'modal-verb', 'modal'];
const germanModal: Readonly<Record<Modal, string>> = { MUST: 'MUSS', SHOULD: 'SOLLTE', MAY: 'KANN' };
const GERMAN = /^(MUSS|MÜSSEN|SOLLTE|SOLLTEN|KANN|KÖNNEN|DARF)/i;

/** In the words the document uses for it. */
function setModal(control: ForeignControl, modal: Modal | null): void {
  let found = false;
  const change = (props: readonly ForeignProperty[]): ForeignProperty[] =>
    props.flatMap((prop) => {
      if (!MODAL_NAMES.includes(prop.name)) return [prop];
      if (modal === null) return [];
      found = true;
      if (modalOfWord(prop.value) === modal) return [prop];
      return [{ ...prop, value: GERMAN.test(prop.value) ? germanModal[modal] : modal }];
    });
  for (const one of control.parts) if (one.name === 'statement') one.props = change(one.props);
  control.props = change(control.props);
  if (modal !== null && !found) control.props.push(ownProperty('modal', modal));
}

/** Title, edition and origin of the new version; the day an earlier one was published is not said of it. */
function headOf(base: ForeignCatalogue, head: DraftHead, { uuid, at }: Stamp): Partial<ForeignCatalogue> {
  const before = draftHeadOf(base);
  return {
    uuid,
    title: head.title === before.title ? base.title : head.title,
    version: head.edition,
    published: null,
    lastModified: at,
    metadata: withOrigin(structuredClone(base.metadata), {
      ...(head.source === before.source ? {} : { source: head.source }),
      ...(head.licence === before.licence ? {} : { licence: head.licence }),
    }),
  };
}

const LICENCE_NAMES = ['licence', 'license'];

function withOrigin(metadata: JsonObject, changed: { source?: string; licence?: string }): JsonObject {
  if (Object.keys(changed).length === 0) return metadata;
  const list = (value: Json | undefined) => (Array.isArray(value) ? (value as JsonObject[]) : []);
  let props = list(metadata.props);
  let links = list(metadata.links);
  if (changed.source !== undefined) {
    props = props.filter(({ ns, name }) => !(ns === ownNamespace && name === 'source'));
    // Nobody is said where the document names a publisher elsewhere, else nothing.
    if (changed.source || list(metadata['responsible-parties']).length > 0)
      props.push(ownProperty('source', changed.source));
  }
  if (changed.licence !== undefined) {
    props = props.filter(({ name }) => !LICENCE_NAMES.includes(String(name)));
    links = links.filter(({ rel }) => !['license', 'licence'].includes(String(rel)));
    if (changed.licence) props.push(ownProperty('licence', changed.licence));
  }
  const { props: _props, links: _links, ...rest } = metadata;
  return {
    ...rest,
    ...(props.length > 0 ? { props } : {}),
    ...(links.length > 0 ? { links } : {}),
  };
}
