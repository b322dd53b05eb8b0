import { CLASSES, type Confidentiality } from '#kernel/document';
import type { FindingArea } from './finding.ts';

/** What a finding may be shown to without a class of its own: weak points of security are told to nobody outside. */
export const classOfArea = (area: FindingArea): Confidentiality =>
  area === 'security' ? 'non_public' : 'public';

/** The class that holds for a finding: its own, else that of its area. */
export const classOf = (finding: {
  readonly area: FindingArea;
  readonly confidentiality: Confidentiality | null;
}): Confidentiality => finding.confidentiality ?? classOfArea(finding.area);

/** What one finding that says the same as several may be shown to: as little as the most guarded of them. */
export const strictest = (classes: readonly Confidentiality[]): Confidentiality =>
  CLASSES.findLast((one) => classes.includes(one)) ?? 'public';
