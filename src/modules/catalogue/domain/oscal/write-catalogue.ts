import type {
  ForeignCatalogue,
  ForeignControl,
  ForeignGroup,
  ForeignParameter,
  ForeignPart,
  Json,
  JsonObject,
} from '../foreign-catalogue.ts';
import { filled, isObject, without } from './json.ts';
import { ownProperty, token } from './namespace.ts';

/**
 * The catalogue as an OSCAL document. What was read is written back as it was; derived fields are left out. A group
 * that holds groups and controls side by side, which OSCAL 1.1 and later do not allow, gets its controls wrapped in a
 * group of their own; reading takes the wrapping off again.
 */
export function writeCatalogue(catalogue: ForeignCatalogue): JsonObject {
  const { rest, metadata } = catalogue;
  const back = isObject(rest['back-matter']) ? rest['back-matter'] : {};
  const backMatter = filled({
    ...back,
    resources: catalogue.resources.map((one) => filled({ uuid: one.uuid, title: one.title, ...one.rest })),
  });
  const tree = new Tree(catalogue);
  return {
    ...(isObject(rest.document) ? rest.document : {}),
    catalog: {
      uuid: catalogue.uuid,
      metadata: {
        ...filled({
          title: catalogue.title,
          published: catalogue.published,
          'last-modified': catalogue.lastModified,
          version: catalogue.version,
          'oscal-version': catalogue.oscalVersion,
        }),
        ...metadata,
      },
      ...without(rest, ['document', 'back-matter']),
      ...filled({
        params: catalogue.parameters.map(writeParameter),
        groups: tree.groups(null),
        controls: tree.controls(null, null),
      }),
      ...(Object.keys(backMatter).length > 0 ? { 'back-matter': backMatter } : {}),
    },
  };
}

/** Groups and controls by what they stand below, so that writing takes one pass. */
class Tree {
  readonly #groups: ReadonlyMap<string | null, ForeignGroup[]>;
  readonly #controls: ReadonlyMap<string, ForeignControl[]>;

  constructor({ groups, controls }: ForeignCatalogue) {
    this.#groups = Map.groupBy(groups, ({ parent }) => parent);
    this.#controls = Map.groupBy(controls, ({ group, parent }) => placeOf(group, parent));
  }

  groups(parent: string | null): Json[] {
    return (this.#groups.get(parent) ?? []).map((group) => {
      const groups = this.groups(group.code);
      const controls = this.controls(group.code, null);
      return {
        ...group.rest,
        ...filled({ id: group.id, class: group.class, title: group.title }),
        ...writeCommon(group),
        ...filled(
          groups.length > 0 && controls.length > 0
            ? { groups: [wrapped(group, controls), ...groups] }
            : { groups, controls },
        ),
      };
    });
  }

  controls(group: string | null, parent: string | null): Json[] {
    return (this.#controls.get(placeOf(group, parent)) ?? []).map((control) => ({
      ...control.rest,
      ...filled({ id: control.id, class: control.class, title: control.title }),
      ...writeCommon(control),
      ...filled({ controls: this.controls(control.group, control.code) }),
    }));
  }
}

const placeOf = (group: string | null, parent: string | null): string => JSON.stringify([group, parent]);

const wrapped = (group: ForeignGroup, controls: Json[]): JsonObject => ({
  id: token('direct', group.code),
  title: group.title,
  props: [ownProperty('wraps', group.code)],
  controls,
});

const writeCommon = (node: Pick<ForeignGroup, 'parameters' | 'props' | 'links' | 'parts'>): JsonObject =>
  filled({
    params: node.parameters.map(writeParameter),
    props: node.props,
    links: node.links,
    parts: node.parts.map(writePart),
  });

function writeParameter({ id, label, values, choices, rest }: ForeignParameter): JsonObject {
  const select = isObject(rest.select) ? rest.select : {};
  return {
    ...filled({ id }),
    ...without(rest, ['select']),
    ...filled({ label, values }),
    ...(isObject(rest.select) || choices.length > 0
      ? { select: { ...select, ...filled({ choice: choices }) } }
      : {}),
  };
}

const writePart = ({ id, name, title, prose, props, links, parts, rest }: ForeignPart): JsonObject => ({
  ...filled({ id, name }),
  ...rest,
  ...filled({
    title,
    props,
    prose: prose === '' ? null : prose,
    parts: parts.map(writePart),
    links,
  }),
});
