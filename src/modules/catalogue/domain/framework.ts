import { CatalogueReader, type Fault, type LocalText } from './catalogue-reader.ts';

/** Levels run from 0 (nothing there) to 5; both scales of the product share these ends. */
export const lowestLevel = 0;
export const highestLevel = 5;

export type LevelProof = { level: number; points: LocalText[] };
/** `proofPoints` hold for all requirements that bring none of their own; empty where each brings its own. */
export type Level = { level: number; name: LocalText; meaning: LocalText; proofPoints: LocalText[] };
/** A heading. It is never rated itself; its figures come from the requirements below it. */
export type Group = { code: string; parent: string | null; title: LocalText; confirmed: boolean };

export const modals = ['MUST', 'SHOULD'] as const;
export type Modal = (typeof modals)[number];
export const artefacts = ['policy', 'procedure', 'record', 'none'] as const;
export type Artefact = (typeof artefacts)[number];

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
  /** True where only resources classed as critical are concerned (VdS 10000, chapter 9). */
  criticalOnly: boolean;
  artefact: Artefact;
  /** Key in the role catalogue of whoever answers for it, null where any role may. */
  role: string | null;
  typicalTarget: number;
  /** One entry for each level from 1 to 5, own or taken from the scale. */
  proofPoints: LevelProof[];
  evidence: LocalText[];
};

export type Framework = {
  id: string;
  title: LocalText;
  version: string;
  source: LocalText;
  licence: LocalText;
  levels: Level[];
  groups: Group[];
  requirements: Requirement[];
};

const frameworkKeys = ['id', 'title', 'version', 'source', 'licence', 'levels', 'groups', 'requirements'];
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
  return reader.faults.length > 0 ? { faults: reader.faults } : { framework };
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
  return {
    code: reader.text(shape.code, at('code')),
    parent,
    group: topGroup(parent, groups),
    title: reader.localText(shape.title, at('title')),
    question: reader.localText(shape.question, at('question')),
    why: shape.why === undefined ? null : reader.localText(shape.why, at('why')),
    modal: shape.modal === undefined ? null : reader.oneOf(shape.modal, at('modal'), modals, 'MUST'),
    confirmed: reader.yesNo(shape.confirmed, at('confirmed'), true),
    criticalOnly: reader.yesNo(shape.critical_only, at('critical_only'), false),
    artefact:
      shape.artefact === undefined ? 'none' : reader.oneOf(shape.artefact, at('artefact'), artefacts, 'none'),
    role: shape.role === undefined ? null : reader.text(shape.role, at('role')),
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
      level: reader.wholeNumber(shape.level, `${p}.level`, 1, highestLevel),
      points: reader.list(shape.points, `${p}.points`, 1, (point, pp) => reader.localText(point, pp)),
    };
  });
  reader.unique(own.map(({ level }, index) => ({ key: String(level), path: `${at}[${index}].level` })));
  const proofs: LevelProof[] = [];
  for (let level = 1; level <= highestLevel; level++) {
    const shared = levels.find((step) => step.level === level)?.proofPoints ?? [];
    const points = own.find((proof) => proof.level === level)?.points ?? shared;
    if (points.length === 0) reader.fault(at, 'proof_missing', `Für Stufe ${level} fehlen Belege.`);
    proofs.push({ level, points });
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
