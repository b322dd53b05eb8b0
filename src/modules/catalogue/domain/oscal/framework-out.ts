import type { LocalText } from '../catalogue-reader.ts';
import type {
  ForeignCatalogue,
  ForeignControl,
  ForeignGroup,
  ForeignPart,
  ForeignProperty,
} from '../foreign-catalogue.ts';
import type { Framework, Group, Requirement } from '../framework.ts';
import type { FindingTemplate, Question } from '../questions.ts';
import { ownNamespace, ownProperty, token } from './namespace.ts';
import type { Stamp } from './resolve-profile.ts';
import { derive } from './shown.ts';

export const writtenVersion = '1.1.3';
/** Holds what belongs to the framework as a whole: names, source, licence and the scale. */
export const aboutGroup = 'sollstand-about';

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** How a requirement and its statement are called in what is handed out, so that other documents can point to them. */
export const controlIds = (code: string): { controlId: string; statementId: string } => {
  const controlId = token('r', code);
  return { controlId, statementId: `${controlId}_smt` };
};

const part = (name: string, more: Partial<ForeignPart>): ForeignPart => ({
  id: null,
  name,
  title: null,
  prose: '',
  shown: '',
  props: [],
  links: [],
  parts: [],
  rest: { ns: ownNamespace },
  ...more,
});

/** A text in both languages: German as the prose, English as a part below it. */
const local = (name: string, { de, en }: LocalText, more: Partial<ForeignPart> = {}): ForeignPart =>
  part(name, { ...more, prose: de, parts: [part('english', { prose: en }), ...(more.parts ?? [])] });

const texts = (name: string, all: readonly LocalText[]): ForeignPart[] => all.map((one) => local(name, one));

const optional = (name: string, value: string | null): ForeignProperty[] =>
  value === null ? [] : [ownProperty(name, value)];
const flags = (all: Readonly<Record<string, boolean>>): ForeignProperty[] =>
  Object.entries(all).map(([name, value]) => ownProperty(name, String(value)));

/**
 * One of our own frameworks as an OSCAL catalogue: headings are groups, requirements are controls with the question as
 * their statement and the reason as guidance. Everything else stands in properties and parts of our own namespace, in
 * both languages, so that `frameworkOf` gives back exactly this framework.
 */
export function foreignOf(framework: Framework, stamp: Stamp): ForeignCatalogue {
  const { id, title, version, licence, source } = framework;
  const catalogue: ForeignCatalogue = {
    uuid: stamp.uuid,
    title: oneLine(title.de),
    version,
    oscalVersion: writtenVersion,
    published: null,
    lastModified: stamp.at,
    language: null,
    source: null,
    licence: null,
    parameters: [],
    groups: [about(framework), ...framework.groups.map(groupOf)],
    controls: framework.requirements.map(controlOf),
    resources: [],
    metadata: {
      props: [
        ownProperty('framework', id),
        ownProperty('language', 'de'),
        ownProperty('source', oneLine(source.de)),
        ownProperty('licence', oneLine(licence.de)),
      ],
    },
    rest: {},
  };
  derive(catalogue, id);
  return catalogue;
}

function about({ title, source, licence, edition, scale, levels, version }: Framework): ForeignGroup {
  return {
    ...emptyGroup,
    code: aboutGroup,
    id: aboutGroup,
    title: oneLine(title.de),
    class: 'about',
    props: [ownProperty('version', version), ...optional('edition', edition)],
    parts: [
      local('title', title),
      local('source', source),
      local('licence', licence),
      ...(scale === null
        ? []
        : [
            part('scale', {
              props: [ownProperty('kind', scale.kind)],
              parts: [local('name', scale.name), local('source', scale.source)],
            }),
          ]),
      ...levels.map(({ level, name, meaning, proofPoints }) =>
        part('level', {
          props: [ownProperty('level', String(level))],
          parts: [local('name', name), local('meaning', meaning), ...texts('proof-point', proofPoints)],
        }),
      ),
    ],
  };
}

const emptyGroup: ForeignGroup = {
  code: '',
  id: null,
  label: null,
  parent: null,
  title: '',
  class: null,
  parameters: [],
  props: [],
  links: [],
  parts: [],
  rest: {},
};

function groupOf({ code, parent, title, confirmed }: Group, at: number): ForeignGroup {
  return {
    ...emptyGroup,
    code,
    id: token('g', code),
    parent,
    title: oneLine(title.de),
    props: [ownProperty('code', code), ownProperty('position', String(at)), ...flags({ confirmed })],
    parts: [local('title', title)],
  };
}

const MODAL_WORDS = { MUST: 'MUSS', SHOULD: 'SOLLTE', MAY: 'KANN' } as const;

function controlOf(requirement: Requirement, at: number): ForeignControl {
  const { code, parent, title, question, why, modal } = requirement;
  const statement: ForeignPart = {
    ...part('statement', {
      id: controlIds(code).statementId,
      prose: question.de,
      parts: [part('english', { prose: question.en })],
    }),
    props: modal === null ? [] : [ownProperty('modal', MODAL_WORDS[modal])],
    rest: {},
  };
  const guidance = why === null ? [] : [{ ...local('guidance', why), rest: {} }];
  return {
    code,
    id: controlIds(code).controlId,
    label: null,
    uuid: null,
    group: parent,
    parent: null,
    title: oneLine(title.de),
    class: null,
    parameters: [],
    props: [ownProperty('code', code), ownProperty('position', String(at)), ...factsOf(requirement)],
    links: [],
    parts: [statement, ...guidance, local('title', title), ...detailsOf(requirement)],
    statement: '',
    guidance: '',
    modal: null,
    rest: {},
  };
}

function factsOf(requirement: Requirement): ForeignProperty[] {
  const { confirmedParts, tier, frequency, artefact, role, typicalTarget } = requirement;
  return [
    ownProperty('tier', tier),
    ownProperty('frequency', frequency),
    ownProperty('artefact', artefact),
    ...optional('role', role),
    ownProperty('typical-target', String(typicalTarget)),
    ...flags({
      'confirmed-number': confirmedParts.number,
      'confirmed-modal': confirmedParts.modal,
      'confirmed-frequency': confirmedParts.frequency,
      basic: requirement.basic,
      'critical-only': requirement.criticalOnly,
      'demands-risk-analysis': requirement.demandsRiskAnalysis,
      'covered-by-other': requirement.coveredByOther,
      'max-outage': requirement.maxOutage,
    }),
  ];
}

function detailsOf({ presetReason, questions, findings, proofPoints, evidence }: Requirement): ForeignPart[] {
  return [
    ...(presetReason === null ? [] : [local('preset-reason', presetReason)]),
    ...questions.map(questionPart),
    ...findings.map(findingPart),
    ...proofPoints.map(({ level, points }) =>
      part('proof', { props: [ownProperty('level', String(level))], parts: texts('proof-point', points) }),
    ),
    ...texts('evidence', evidence),
  ];
}

const questionPart = ({ id, text, ask, depth, minutes, perSite, serves }: Question): ForeignPart =>
  local('question', text, {
    props: [
      ownProperty('id', id),
      ownProperty('depth', String(depth)),
      ownProperty('minutes', String(minutes)),
      ...flags({ 'per-site': perSite }),
      ...ask.map((role) => ownProperty('ask', role)),
    ],
    parts: serves.map(({ framework, code }) =>
      part('serves', { props: [ownProperty('framework', framework), ownProperty('code', code)] }),
    ),
  });

const findingPart = ({ id, below, statement, cause, consequence }: FindingTemplate): ForeignPart =>
  part('finding', {
    props: [ownProperty('id', id), ownProperty('below', String(below))],
    parts: [local('statement', statement), local('cause', cause), local('consequence', consequence)],
  });
