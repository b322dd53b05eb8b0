import { recordPath } from '#kernel/paths';
import { api } from '#platform/client';
import { m } from '#texts';
import { money, quarter } from '#ui-kit/format';
import type { RoadmapBar } from '#ui-kit/roadmap-bar';
import type { roadmapContract } from '../contract.ts';
import { endQuarter } from '../domain/roadmap.ts';

export const roadmap = api<typeof roadmapContract>('roadmap');
export type Roadmap = Awaited<ReturnType<typeof roadmap.show>>;
export type Planned = Roadmap['measures'][number];
export type Year = Roadmap['years'][number];
type Conflict = Roadmap['conflicts'][number];

export const measureNumber = ({ number }: { number: number }): string =>
  `M-${String(number).padStart(2, '0')}`;

/** Why it does not work out, with places for the two measures: text and links fill them differently. */
export function conflictSentence(conflict: Conflict, plan: readonly Planned[], names: Names): string {
  const measure = plan.find(({ id }) => id === conflict.measureId);
  const other = plan.find(({ id }) => id === conflict.otherId);
  if (conflict.code === 'needs_unscheduled' || !measure?.starts || !other?.starts)
    return m.roadmap_conflict_unscheduled(names);
  return m.roadmap_conflict_not_done({
    ...names,
    starts: quarter(measure.starts),
    ends: quarter(endQuarter({ starts: other.starts, quarters: other.quarters })),
  });
}
export interface Names {
  measure: string;
  other: string;
}

export const LOOKS: Record<Planned['status'], NonNullable<RoadmapBar['look']>> = {
  proposed: 'open',
  recommended: 'open',
  postponed: 'open',
  rejected: 'open',
  decided: 'plan',
  done: 'done',
};

/** The scheduled measures as bars, in the order they begin. */
export function barsOf(view: Roadmap, town: string, roleOf: (key: string) => string): RoadmapBar[] {
  return view.measures
    .filter((measure) => measure.starts)
    .sort((a, b) => (a.starts ?? '').localeCompare(b.starts ?? '') || a.number - b.number)
    .map((measure) => barOf(measure, view, town, roleOf));
}

/** What a measure costs and who answers for it, as its bar shows it. */
export const barWords = (
  measure: Pick<Planned, 'onceCostCents' | 'yearlyCostCents' | 'responsibleRole'>,
  quarters: number,
  roleOf: (key: string) => string,
): { label: string; note: string } => ({
  label: money(measure.onceCostCents),
  note: [
    roleOf(measure.responsibleRole),
    quarters < 2 && measure.onceCostCents ? m.roadmap_once({ cost: money(measure.onceCostCents) }) : '',
    measure.yearlyCostCents ? m.roadmap_yearly({ cost: money(measure.yearlyCostCents) }) : '',
  ]
    .filter(Boolean)
    .join(' · '),
});

function barOf(measure: Planned, view: Roadmap, town: string, roleOf: (key: string) => string): RoadmapBar {
  const numberOf = (id: string) => {
    const found = view.measures.find((one) => one.id === id);
    return found ? measureNumber(found) : '';
  };
  const problems = view.conflicts
    .filter(({ measureId }) => measureId === measure.id)
    .map((conflict) =>
      conflictSentence(conflict, view.measures, {
        measure: measureNumber(measure),
        other: numberOf(conflict.otherId),
      }),
    );
  return {
    id: measure.id,
    number: measureNumber(measure),
    title: measure.title,
    href: recordPath(town, 'measure', measure.id),
    starts: measure.starts,
    quarters: measure.quarters,
    ...barWords(measure, measure.quarters, roleOf),
    look: problems.length > 0 ? 'problem' : LOOKS[measure.status],
    needs: measure.needs.flatMap((id) => {
      const title = view.measures.find((one) => one.id === id)?.title;
      return title === undefined ? [] : [{ number: numberOf(id), title }];
    }),
    ...(measure.mandatory ? { fixed: m.roadmap_mandatory() } : {}),
    ...(problems.length > 0 ? { problem: problems.join(' ') } : {}),
  };
}

export const KINDS = ['result', 'investment'] as const;
export type Kind = (typeof KINDS)[number];
export const KIND_WORDS: Record<Kind, () => string> = {
  result: m.roadmap_result,
  investment: m.roadmap_investment,
};

export const HORIZON_WORDS = {
  short: m.roadmap_horizon_short,
  medium: m.roadmap_horizon_medium,
  long: m.roadmap_horizon_long,
};

export interface Sum {
  year: number;
  kind: Kind;
  cents: number;
  /** Null when no frame was set. */
  frame: number | null;
  over: boolean;
}

/** What a year costs in one kind of money, against its frame. */
export function sumOf({ year, frame, ...total }: Year, kind: Kind): Sum {
  const field = `${kind}Cents` as const;
  const limit = frame ? frame[field] : null;
  return { year, kind, cents: total[field], frame: limit, over: limit !== null && total[field] > limit };
}

export const sumText = ({ cents, frame }: Sum): string =>
  frame === null
    ? m.roadmap_no_frame({ cost: money(cents) })
    : m.roadmap_of_frame({ cost: money(cents), frame: money(frame) });
