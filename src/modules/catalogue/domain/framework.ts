import { CatalogueReader, type Fault, type LocalText } from './catalogue-reader.ts';
import { type FindingTemplate, type Question, readFindingTemplates, readQuestions } from './questions.ts';

/** Levels run from 0 (nothing there) to 5; both scales of the product share these ends. */
export const lowestLevel = 0;
export const highestLevel = 5;

export type LevelProof = { level: number; points: LocalText[] };
/** `proofPoints` hold for all requirements that bring none of their own; empty where each brings its own. */
export type Level = { level: number; name: LocalText; meaning: LocalText; proofPoints: LocalText[] };
/** A heading. It is never rated itself; its figures come from the requirements below it. */
export type Group = { code: string; parent: string | null; title: LocalText; confirmed: boolean };

export const modals = ['MUST', 'SHOULD', 'MAY'] as const;
export type Modal = (typeof modals)[number];
export const artefacts = ['policy', 'procedure', 'record', 'none'] as const;
export type Artefact = (typeof artefacts)[number];

/** How much of a framework a town of 60 to 150 staff needs. */
export const tiers = ['core', 'extended', 'small'] as const;
export type Tier = (typeof tiers)[number];
export const frequencies = ['yearly', 'on_change', 'once', 'none'] as const;
export type Frequency = (typeof frequencies)[number];
export const scaleKinds = ['capability', 'fulfilment'] as const;
/** What a level says and where the scale comes from. */
export type Scale = { kind: (typeof scaleKinds)[number]; name: LocalText; source: LocalText };
/** What has been compared with the published standard. */
export type Confirmed = { number: boolean; modal: boolean; frequency: boolean };

export type Requirement = {
  code: string;
  /** Code of the heading directly above. */
  parent: string;
  /** Code of the topmost heading: the chapter under which results are summed up. */
  group: string;
  title: LocalText;
  question: LocalText;
  /** What a town gains; null where the framework gives no reason per requirement. */
  why: LocalText | null;
  /** Null in frameworks that rate capability instead of demanding something (ITIL). */
  modal: Modal | null;
  /** False while number, topic and modal still have to be compared with the published standard. */
  confirmed: boolean;
  confirmedParts: Confirmed;
  /** `small`: preset as not relevant at this size, with `presetReason`. */
  tier: Tier;
  presetReason: LocalText | null;
  frequency: Frequency;
  /** Belongs to basic protection, which every resource needs (VdS 10000, 10.3, 11.4, 16.5). */
  basic: boolean;
  /** Whoever does not implement it must analyse and treat the risk (VdS 10000). */
  demandsRiskAnalysis: boolean;
  /** May be covered by another recognised standard instead (VdS 10000, chapters 9, 16, 17). */
  coveredByOther: boolean;
  /** A maximum tolerable outage is recorded here. */
  maxOutage: boolean;
  questions: Question[];
  findings: FindingTemplate[];
  /** True where only resources classed as critical are concerned (VdS 10000, chapter 9). */
  criticalOnly: boolean;
  artefact: Artefact;
  /** Key in the role catalogue of whoever answers for it, null where any role may. */
  role: string | null;
  typicalTarget: number;
  /** One entry for each level from 1 to 5, own or taken from the scale; one for 0 where something shows it. */
  proofPoints: LevelProof[];
  evidence: LocalText[];
};

export type Framework = {
  id: string;
  title: LocalText;
  version: string;
  /** Edition of the standard; null where the framework is our own. */
  edition: string | null;
  scale: Scale | null;
  source: LocalText;
  licence: LocalText;
  levels: Level[];
  groups: Group[];
  requirements: Requirement[];
};

const frameworkKeys = [
  'id',
  'title',
  'version',
  'edition',
  'scale',
  'source',
  'licence',
  'levels',
  'groups',
  'requirements',
];
const requirementKeys = [
  'code',
  'parent',
  'title',
  'question',
  'why',
  'modal',
  'confirmed',
  'critical_only',
  'artefact',
  'role',
  'typical_target',
  'proof_points',
  'evidence',
  'tier',
  'preset_reason',
  'frequency',
  'basic',
  'demands_risk_analysis',
  'covered_by_other',
  'max_outage',
  'questions',
  'findings',
];

/**
 * Turns the content of a catalogue file (already parsed YAML) into a framework, or names every fault in it.
 * `file` only serves to name the file in the faults.
 */
export function parseFramework(raw: unknown, file: string): { framework: Framework } | { faults: Fault[] } {
  const reader = new CatalogueReader(file);
  const shape = reader.shape(raw, '', frameworkKeys);
  const levels = reader.list(shape.levels, 'levels', 1, (entry, path) => readLevel(reader, entry, path));
  const groups = reader.list(shape.groups, 'groups', 1, (entry, path) => readGroup(reader, entry, path));
  const framework: Framework = {
    id: reader.text(shape.id, 'id'),
    title: reader.localText(shape.title, 'title'),
    version: reader.text(shape.version, 'version'),
    edition: shape.edition === undefined ? null : reader.text(shape.edition, 'edition'),
    scale: shape.scale === undefined ? null : readScale(reader, shape.scale, 'scale'),
    source: reader.localText(shape.source, 'source'),
    licence: reader.localText(shape.licence, 'licence'),
    levels,
    groups,
    requirements: reader.list(shape.requirements, 'requirements', 1, (entry, path) =>
      readRequirement(reader, entry, path, levels, groups),
    ),
  };
  checkScale(reader, levels);
  checkTree(reader, framework);
  checkQuestions(reader, framework);
  return reader.faults.length > 0 ? { faults: reader.faults } : { framework };
}

function readScale(reader: CatalogueReader, raw: unknown, path: string): Scale {
  const shape = reader.shape(raw, path, ['kind', 'name', 'source']);
  return {
    kind: reader.oneOf(shape.kind, `${path}.kind`, scaleKinds, 'capability'),
    name: reader.localText(shape.name, `${path}.name`),
    source: reader.localText(shape.source, `${path}.source`),
  };
}

/** A plain yes or no stands for all three. */
function readConfirmed(reader: CatalogueReader, raw: unknown, path: string): Confirmed {
  if (typeof raw !== 'object' || raw === null) {
    const all = reader.yesNo(raw, path, true);
    return { number: all, modal: all, frequency: all };
  }
  const shape = reader.shape(raw, path, ['number', 'modal', 'frequency']);
  const part = (key: keyof Confirmed) => reader.yesNo(shape[key], `${path}.${key}`, false);
  return { number: part('number'), modal: part('modal'), frequency: part('frequency') };
}

/** Ids of questions and findings are unique in the framework, a small requirement says why. */
function checkQuestions(reader: CatalogueReader, { requirements }: Framework): void {
  const ids = (of: (requirement: Requirement) => { id: string }[], name: string) =>
    requirements.flatMap((requirement, at) =>
      of(requirement).map(({ id }, n) => ({ key: id, path: `requirements[${at}].${name}[${n}].id` })),
    );
  reader.unique(ids(({ questions }) => questions, 'questions'));
  reader.unique(ids(({ findings }) => findings, 'findings'));
  for (const [at, { tier, presetReason }] of requirements.entries())
    if (tier === 'small' && !presetReason)
      reader.fault(
        `requirements[${at}].preset_reason`,
        'missing',
        'Hier fehlt, warum es bei dieser Größe nicht nötig ist.',
      );
}

function readLevel(reader: CatalogueReader, raw: unknown, path: string): Level {
  const shape = reader.shape(raw, path, ['level', 'name', 'meaning', 'proof_points']);
  return {
    level: reader.wholeNumber(shape.level, `${path}.level`, lowestLevel, highestLevel),
    name: reader.localText(shape.name, `${path}.name`),
    meaning: reader.localText(shape.meaning, `${path}.meaning`),
    proofPoints: reader.list(shape.proof_points, `${path}.proof_points`, 0, (entry, at) =>
      reader.localText(entry, at),
    ),
  };
}

function readGroup(reader: CatalogueReader, raw: unknown, path: string): Group {
  const shape = reader.shape(raw, path, ['code', 'parent', 'title', 'confirmed']);
  return {
    code: reader.text(shape.code, `${path}.code`),
    parent: shape.parent === undefined ? null : reader.text(shape.parent, `${path}.parent`),
    title: reader.localText(shape.title, `${path}.title`),
    confirmed: reader.yesNo(shape.confirmed, `${path}.confirmed`, true),
  };
}

function readRequirement(
  reader: CatalogueReader,
  raw: unknown,
  path: string,
  levels: readonly Level[],
  groups: readonly Group[],
): Requirement {
  const shape = reader.shape(raw, path, requirementKeys);
  const at = (key: string) => `${path}.${key}`;
  const parent = reader.text(shape.parent, at('parent'));
  const code = reader.text(shape.code, at('code'));
  const question = reader.localText(shape.question, at('question'));
  const role = shape.role === undefined ? null : reader.text(shape.role, at('role'));
  const confirmedParts = readConfirmed(reader, shape.confirmed, at('confirmed'));
  return {
    code,
    parent,
    group: topGroup(parent, groups),
    title: reader.localText(shape.title, at('title')),
    question,
    why: shape.why === undefined ? null : reader.localText(shape.why, at('why')),
    modal: shape.modal === undefined ? null : reader.oneOf(shape.modal, at('modal'), modals, 'MUST'),
    confirmed: confirmedParts.number && confirmedParts.modal,
    confirmedParts,
    tier: shape.tier === undefined ? 'core' : reader.oneOf(shape.tier, at('tier'), tiers, 'core'),
    presetReason:
      shape.preset_reason === undefined ? null : reader.localText(shape.preset_reason, at('preset_reason')),
    frequency:
      shape.frequency === undefined
        ? 'none'
        : reader.oneOf(shape.frequency, at('frequency'), frequencies, 'none'),
    basic: reader.yesNo(shape.basic, at('basic'), false),
    demandsRiskAnalysis: reader.yesNo(shape.demands_risk_analysis, at('demands_risk_analysis'), false),
    coveredByOther: reader.yesNo(shape.covered_by_other, at('covered_by_other'), false),
    maxOutage: reader.yesNo(shape.max_outage, at('max_outage'), false),
    questions: readQuestions(reader, shape.questions, at('questions'), { code, question, role }),
    findings: readFindingTemplates(reader, shape.findings, at('findings')),
    criticalOnly: reader.yesNo(shape.critical_only, at('critical_only'), false),
    artefact:
      shape.artefact === undefined ? 'none' : reader.oneOf(shape.artefact, at('artefact'), artefacts, 'none'),
    role,
    typicalTarget: reader.wholeNumber(shape.typical_target, at('typical_target'), 1, highestLevel),
    proofPoints: readProofPoints(reader, shape.proof_points, path, levels),
    evidence: reader.list(shape.evidence, at('evidence'), 0, (entry, p) => reader.localText(entry, p)),
  };
}

/** Own proof points of a requirement, or those of the scale. Levels 1 to 5 all need some: a level nobody can
 * observe is a matter of opinion. */
function readProofPoints(
  reader: CatalogueReader,
  raw: unknown,
  path: string,
  levels: readonly Level[],
): LevelProof[] {
  const at = `${path}.proof_points`;
  const own = reader.list(raw, at, 0, (entry, p): LevelProof => {
    const shape = reader.shape(entry, p, ['level', 'points']);
    return {
      level: reader.wholeNumber(shape.level, `${p}.level`, lowestLevel, highestLevel),
      points: reader.list(shape.points, `${p}.points`, 1, (point, pp) => reader.localText(point, pp)),
    };
  });
  reader.unique(own.map(({ level }, index) => ({ key: String(level), path: `${at}[${index}].level` })));
  const proofs: LevelProof[] = [];
  for (let level = lowestLevel; level <= highestLevel; level++) {
    const shared = levels.find((step) => step.level === level)?.proofPoints ?? [];
    const points = own.find((proof) => proof.level === level)?.points ?? shared;
    if (points.length > 0) proofs.push({ level, points });
    else if (level > lowestLevel) reader.fault(at, 'proof_missing', `Für Stufe ${level} fehlen Belege.`);
  }
  return proofs;
}

function checkScale(reader: CatalogueReader, levels: readonly Level[]): void {
  reader.unique(levels.map(({ level }, index) => ({ key: String(level), path: `levels[${index}].level` })));
  for (let level = lowestLevel; level <= highestLevel; level++) {
    if (!levels.some((step) => step.level === level)) {
      reader.fault('levels', 'scale_gap', `Die Stufe ${level} fehlt in der Skala.`);
    }
  }
}

/** Codes are unique over headings and requirements together, parents are headings and lead to the top. */
function checkTree(reader: CatalogueReader, { groups, requirements }: Framework): void {
  const nodes = [
    ...groups.map((group, index) => ({ ...group, path: `groups[${index}]` })),
    ...requirements.map((requirement, index) => ({ ...requirement, path: `requirements[${index}]` })),
  ];
  reader.unique(nodes.map(({ code, path }) => ({ key: code, path: `${path}.code` })));
  for (const { parent, path } of nodes) {
    if (parent !== null && parent !== '' && !groups.some((group) => group.code === parent)) {
      reader.fault(`${path}.parent`, 'unknown_parent', `Eine Überschrift „${parent}“ gibt es nicht.`);
    }
  }
  for (const [index, { code }] of groups.entries()) {
    if (leadsToItself(code, groups)) {
      reader.fault(`groups[${index}].parent`, 'circular_parent', `„${code}“ steht über sich selbst.`);
    } else if (!nodes.some((node) => node.parent === code)) {
      reader.fault(`groups[${index}]`, 'empty_group', `Unter „${code}“ steht nichts.`);
    }
  }
}

function parentOf(code: string, groups: readonly Group[]): string | null {
  return groups.find((group) => group.code === code)?.parent ?? null;
}

function leadsToItself(code: string, groups: readonly Group[]): boolean {
  let above = parentOf(code, groups);
  for (let steps = 0; above !== null && steps < groups.length; steps++) {
    if (above === code) return true;
    above = parentOf(above, groups);
  }
  return false;
}

function topGroup(code: string, groups: readonly Group[]): string {
  let top = code;
  for (let steps = 0; steps < groups.length; steps++) top = parentOf(top, groups) ?? top;
  return top;
}
