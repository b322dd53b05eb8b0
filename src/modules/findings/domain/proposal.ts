import type { FindingArea } from './finding.ts';
import { severityBy } from './severity.ts';

export const PROPOSAL_KINDS = [
  'rating',
  'control',
  'observation',
  'support_ended',
  'support_ends',
  'no_backup',
  'roles',
] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];

/** What a finding can say, before anybody has decided that it is one. */
export interface ProposalText {
  area: FindingArea;
  title: string;
  statement: string;
  cause: string;
  consequence: string;
  basis: string;
  /** 1 to 4; follows from the two below where they are judged. */
  severity: number;
  impact: number | null;
  likelihood: number | null;
}
export interface ProposalLink {
  kind: 'rating' | 'observation' | 'item';
  targetId: string;
}
export interface Proposal extends ProposalText {
  /** What it comes from, the same on every reading: `rating:<id>`, `support_ended:<item>`, `roles:<person>:<role>+<role>`. */
  source: string;
  links: ProposalLink[];
}
export interface ProposalGroup {
  key: string;
  kind: ProposalKind;
  label: string;
  proposals: Proposal[];
}

const TITLE_MAX = 200;
const TEXT_MAX = 4000;

const each = (texts: readonly string[], between: string, max: number): string =>
  [...new Set(texts.map((text) => text.trim()).filter(Boolean))].join(between).slice(0, max);

/** Several proposals or findings as one: what they say once each, the heaviest judgement, the title of the first or of the group. */
export function merged(proposals: readonly ProposalText[], groupLabel: string): ProposalText {
  const [first] = proposals;
  if (!first) throw new RangeError('nothing to merge');
  const heaviest = (of: 'impact' | 'likelihood'): number | null => {
    const judged = proposals.flatMap((one) => one[of] ?? []);
    return judged.length === 0 ? null : Math.max(...judged);
  };
  const [impact, likelihood] = [heaviest('impact'), heaviest('likelihood')];
  const severity = Math.max(...proposals.map((one) => one.severity));
  return {
    area: first.area,
    title: (proposals.length === 1 ? first.title : groupLabel).slice(0, TITLE_MAX),
    statement: each(
      proposals.map((one) => one.statement),
      '\n',
      TEXT_MAX,
    ),
    cause: each(
      proposals.map((one) => one.cause),
      '\n',
      TEXT_MAX,
    ),
    consequence: each(
      proposals.map((one) => one.consequence),
      '\n',
      TEXT_MAX,
    ),
    basis: each(
      proposals.map((one) => one.basis),
      '\n',
      TEXT_MAX,
    ),
    impact,
    likelihood,
    severity: severityBy(impact, likelihood) ?? severity,
  };
}
