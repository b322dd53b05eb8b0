import type {
  ForeignCatalogue,
  ForeignControl,
  ForeignGroup,
  ForeignPart,
  ForeignProperty,
} from './foreign-catalogue.ts';
import type { Modal } from './framework.ts';
import { writtenVersion } from './oscal/framework-out.ts';
import { filled } from './oscal/json.ts';
import { ownNamespace, ownProperty, token } from './oscal/namespace.ts';
import type { Stamp } from './oscal/resolve-profile.ts';
import { derive } from './oscal/shown.ts';

/** A heading; `parent` is the code of another heading. */
export type PlainGroup = { code: string; parent: string | null; title: string; props: ForeignProperty[] };
/** A requirement below a heading (`group`), perhaps below another requirement (`parent`). */
export type PlainControl = {
  code: string;
  group: string | null;
  parent: string | null;
  title: string;
  statement: string;
  guidance: string;
  modal: Modal | null;
  /** What one has shown as proof. */
  evidence: string;
  props: ForeignProperty[];
};
/** A catalogue as people write it down: no identifiers, no parameters. */
export type PlainCatalogue = {
  title: string;
  version: string;
  published: string | null;
  language: string | null;
  source: string | null;
  licence: string | null;
  props: ForeignProperty[];
  groups: PlainGroup[];
  controls: PlainControl[];
};

/** The catalogue in the form all catalogues of others have; ids that OSCAL allows are made from the codes. */
export function foreignFromPlain(plain: PlainCatalogue, stamp: Stamp): ForeignCatalogue {
  const { groups, controls } = inDocumentOrder(plain);
  const { title, version, published, language, source, licence } = plain;
  const told = { language, source, licence };
  const catalogue: ForeignCatalogue = {
    uuid: stamp.uuid,
    title: oneLine(title),
    version: oneLine(version),
    oscalVersion: writtenVersion,
    published,
    lastModified: stamp.at,
    language: null,
    source: null,
    licence: null,
    parameters: [],
    groups: groups.map(groupOf),
    controls: controls.map(controlOf),
    resources: [],
    metadata: filled({
      props: [
        ...Object.entries(told).flatMap(([name, value]) =>
          value === null ? [] : [ownProperty(name, oneLine(value))],
        ),
        ...plain.props,
      ],
    }),
    rest: {},
  };
  derive(catalogue, title);
  return catalogue;
}

/**
 * Headings and requirements in the order of a document: below a heading first what stands there directly, then the
 * headings below it; requirements without a heading come last. Parents must exist and lead to the top.
 */
export function inDocumentOrder(plain: Pick<PlainCatalogue, 'groups' | 'controls'>) {
  const groupsOf = Map.groupBy(plain.groups, ({ parent }) => parent);
  const below = Map.groupBy(plain.controls, ({ group, parent }) => JSON.stringify([group, parent]));
  const groups: PlainGroup[] = [];
  const controls: PlainControl[] = [];
  const walkControls = (group: string | null, parent: string | null): void => {
    for (const control of below.get(JSON.stringify([group, parent])) ?? []) {
      controls.push(control);
      walkControls(group, control.code);
    }
  };
  const walkGroups = (parent: string | null): void => {
    for (const group of groupsOf.get(parent) ?? []) {
      groups.push(group);
      walkControls(group.code, null);
      walkGroups(group.code);
    }
  };
  walkGroups(null);
  walkControls(null, null);
  return { groups, controls };
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const groupOf = ({ code, parent, title, props }: PlainGroup): ForeignGroup => ({
  code,
  id: token('g', code),
  label: null,
  parent,
  title: oneLine(title),
  class: null,
  parameters: [],
  props: [ownProperty('code', code), ...props],
  links: [],
  parts: [],
  rest: {},
});

function controlOf(control: PlainControl): ForeignControl {
  const { code, group, parent, title, statement, guidance, modal, evidence, props } = control;
  return {
    code,
    id: token('r', code),
    label: null,
    uuid: null,
    group,
    parent,
    title: oneLine(title),
    class: null,
    parameters: [],
    props: [ownProperty('code', code), ...(modal === null ? [] : [ownProperty('modal', modal)]), ...props],
    links: [],
    parts: [
      ...textPart('statement', statement),
      ...textPart('guidance', guidance),
      ...textPart('evidence', evidence).map((part) => ({ ...part, rest: { ns: ownNamespace } })),
    ],
    statement: '',
    guidance: '',
    modal: null,
    rest: {},
  };
}

const textPart = (name: string, prose: string): ForeignPart[] =>
  prose.trim() === ''
    ? []
    : [{ id: null, name, title: null, prose, shown: '', props: [], links: [], parts: [], rest: {} }];

/** Properties that `foreignFromPlain` writes itself. */
const MADE = ['code', 'modal', 'language', 'source', 'licence'];

/** The catalogue as people write it down. Identifiers, parameters, links and parts of other names stay behind. */
export function plainOf(catalogue: ForeignCatalogue): PlainCatalogue {
  const { title, version, published, language, source, licence } = catalogue;
  const own = (props: readonly ForeignProperty[]) =>
    props.filter(({ ns, name }) => ns === ownNamespace && !MADE.includes(name));
  const props = Array.isArray(catalogue.metadata.props)
    ? (catalogue.metadata.props as ForeignProperty[])
    : [];
  return {
    title,
    version,
    published,
    language,
    source,
    licence,
    props: own(props),
    groups: catalogue.groups.map((group) => ({
      code: group.code,
      parent: group.parent,
      title: group.title,
      props: own(group.props),
    })),
    controls: catalogue.controls.map((control) => ({
      code: control.code,
      group: control.group,
      parent: control.parent,
      title: control.title,
      statement: control.statement,
      guidance: control.guidance,
      modal: control.modal,
      evidence: control.parts
        .filter(({ name }) => name === 'evidence')
        .map(({ shown }) => shown)
        .join('\n'),
      props: own(control.props),
    })),
  };
}
