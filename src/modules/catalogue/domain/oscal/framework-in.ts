import type { Fault } from '../catalogue-reader.ts';
import type { ForeignCatalogue, ForeignControl, ForeignGroup, ForeignPart } from '../foreign-catalogue.ts';
import { type Framework, parseFramework } from '../framework.ts';
import { aboutGroup } from './framework-out.ts';
import { ownValue, ownValues } from './namespace.ts';
import { modalOfWord } from './shown.ts';

/** Whether this catalogue was written by `foreignOf`. */
export const isFramework = ({ groups }: ForeignCatalogue): boolean =>
  groups.some(({ code }) => code === aboutGroup);

/**
 * The framework that was written as this catalogue, whole again. The content passes the same reader as a catalogue
 * file; `path` of a fault leads into that shape (`requirements[3].title.en`).
 */
export function frameworkOf(
  catalogue: ForeignCatalogue,
  file: string,
): { framework: Framework } | { faults: Fault[] } {
  const head = catalogue.groups.find(({ code }) => code === aboutGroup);
  const parts = head?.parts ?? [];
  const metadata = Array.isArray(catalogue.metadata.props) ? catalogue.metadata.props : [];
  const scale = parts.find(({ name }) => name === 'scale');
  const raw = {
    id: ownValue(metadata as ForeignPart['props'], 'framework'),
    title: localOf(parts, 'title'),
    version: ownValue(head?.props ?? [], 'version'),
    edition: ownValue(head?.props ?? [], 'edition'),
    scale: scale && {
      kind: ownValue(scale.props, 'kind'),
      name: localOf(scale.parts, 'name'),
      source: localOf(scale.parts, 'source'),
    },
    source: localOf(parts, 'source'),
    licence: localOf(parts, 'licence'),
    levels: named(parts, 'level').map((level) => ({
      level: numberOf(level, 'level'),
      name: localOf(level.parts, 'name'),
      meaning: localOf(level.parts, 'meaning'),
      proof_points: localsOf(level.parts, 'proof-point'),
    })),
    groups: inOrder(catalogue.groups.filter(({ code }) => code !== aboutGroup)).map(rawGroup),
    requirements: inOrder(catalogue.controls).map(rawRequirement),
  };
  return parseFramework(raw, file);
}

const inOrder = <T extends ForeignGroup | ForeignControl>(nodes: readonly T[]): T[] =>
  nodes.toSorted((a, b) => (numberOf(a, 'position') ?? 0) - (numberOf(b, 'position') ?? 0));

const named = (parts: readonly ForeignPart[], name: string): ForeignPart[] =>
  parts.filter((part) => part.name === name);

const localValue = ({ prose, parts }: ForeignPart) => ({
  de: prose,
  en: parts.find(({ name }) => name === 'english')?.prose,
});
const localsOf = (parts: readonly ForeignPart[], name: string) => named(parts, name).map(localValue);
const localOf = (parts: readonly ForeignPart[], name: string) => localsOf(parts, name)[0];

function numberOf({ props }: Pick<ForeignPart, 'props'>, name: string): number | undefined {
  const value = ownValue(props, name);
  return value === undefined ? undefined : Number(value);
}

function flagOf({ props }: Pick<ForeignPart, 'props'>, name: string): boolean | undefined {
  const value = ownValue(props, name);
  return value === undefined ? undefined : value === 'true';
}

const rawGroup = (group: ForeignGroup) => ({
  code: group.code,
  parent: group.parent ?? undefined,
  title: localOf(group.parts, 'title'),
  confirmed: flagOf(group, 'confirmed'),
});

function rawRequirement(control: ForeignControl) {
  const { code, group, parts, props } = control;
  const statement = parts.find(({ name }) => name === 'statement');
  const modal = modalOfWord(ownValue(statement?.props ?? [], 'modal') ?? '');
  return {
    code,
    parent: group ?? undefined,
    title: localOf(parts, 'title'),
    question: statement && localValue(statement),
    why: localOf(parts, 'guidance'),
    modal: modal ?? undefined,
    confirmed: {
      number: flagOf(control, 'confirmed-number'),
      modal: flagOf(control, 'confirmed-modal'),
      frequency: flagOf(control, 'confirmed-frequency'),
    },
    critical_only: flagOf(control, 'critical-only'),
    artefact: ownValue(props, 'artefact'),
    role: ownValue(props, 'role'),
    typical_target: numberOf(control, 'typical-target'),
    proof_points: named(parts, 'proof').map((proof) => ({
      level: numberOf(proof, 'level'),
      points: localsOf(proof.parts, 'proof-point'),
    })),
    evidence: localsOf(parts, 'evidence'),
    tier: ownValue(props, 'tier'),
    preset_reason: localOf(parts, 'preset-reason'),
    frequency: ownValue(props, 'frequency'),
    basic: flagOf(control, 'basic'),
    demands_risk_analysis: flagOf(control, 'demands-risk-analysis'),
    covered_by_other: flagOf(control, 'covered-by-other'),
    max_outage: flagOf(control, 'max-outage'),
    questions: named(parts, 'question').map(rawQuestion),
    findings: named(parts, 'finding').map((finding) => ({
      id: ownValue(finding.props, 'id'),
      below: numberOf(finding, 'below'),
      statement: localOf(finding.parts, 'statement'),
      cause: localOf(finding.parts, 'cause'),
      consequence: localOf(finding.parts, 'consequence'),
    })),
  };
}

const rawQuestion = (question: ForeignPart) => ({
  id: ownValue(question.props, 'id'),
  text: localValue(question),
  ask: ownValues(question.props, 'ask'),
  depth: numberOf(question, 'depth'),
  minutes: numberOf(question, 'minutes'),
  per_site: flagOf(question, 'per-site'),
  serves: named(question.parts, 'serves').map(({ props }) => ({
    framework: ownValue(props, 'framework'),
    code: ownValue(props, 'code'),
  })),
});
