import { recordPath } from '#kernel/paths';
import { m } from '#texts';
import { quarter } from '#ui-kit/format';
import type { RoadmapBar } from '#ui-kit/roadmap-bar';
import { conditionSentence, type Names, type Result, reasonWord, type What } from './planning.ts';
import { barWords, LOOKS, measureNumber, type Planned, type Roadmap } from './words.ts';

export type Held = What['held'];
export type HeldChange = (now: Held) => Held;

/** A measure of the plan that is tried out: its place there, and why it cannot be moved. */
export interface TrialLine {
  measure: Planned;
  starts: string | null;
  quarters: number;
  heldIn: string | null;
  /** Why it keeps its place whatever is tried. */
  stays: string | null;
  /** Undefined where the plan says nothing of this place. */
  earlier: Result['measures'][number]['earlier'] | undefined;
}

/**
 * The measures of a quick plan in an order that no move changes, so that a bar stays under hand and focus. What is held
 * stands where it is held, also where no plan can be made of it (`fits` false); the others then stand as in the last plan.
 */
export function trialLines(view: Roadmap, plan: Result, held: Held, fits: boolean): TrialLine[] {
  const byId = new Map(view.measures.map((one) => [one.id, one]));
  return plan.measures
    .flatMap(({ id, starts, quarters, fixed, earlier }): TrialLine[] => {
      const measure = byId.get(id);
      if (!measure) return [];
      const heldIn = held.find((one) => one.id === id)?.quarter ?? null;
      return [
        {
          measure,
          starts: heldIn ?? starts,
          quarters: heldIn ? measure.quarters : quarters,
          heldIn,
          stays: fixed && fixed !== 'held' ? reasonWord(fixed) : null,
          earlier: fits && (heldIn ?? starts) === starts ? earlier : undefined,
        },
      ];
    })
    .sort(
      (a, b) =>
        (a.measure.starts ?? '9').localeCompare(b.measure.starts ?? '9') ||
        a.measure.number - b.measure.number,
    );
}

export function trialBars(
  lines: readonly TrialLine[],
  conflict: Result['conflict'],
  names: Names,
  town: string,
): RoadmapBar[] {
  return lines.map(({ measure, starts, quarters, heldIn, stays }) => {
    const against = heldIn ? problemsOf(measure.id, conflict, names) : [];
    return {
      id: measure.id,
      number: measureNumber(measure),
      title: measure.title,
      href: recordPath(town, 'measure', measure.id),
      starts,
      quarters,
      ...barWords(measure, quarters, names.role),
      look: against.length > 0 ? 'problem' : LOOKS[measure.status],
      ...(stays ? { stays } : {}),
      ...(heldIn ? { held: m.roadmap_try_held({ quarter: quarter(heldIn) }) } : {}),
      ...(against.length > 0 ? { problem: against.join('; ') } : {}),
    };
  });
}

/** What stands against the place of a held measure, without the place itself. */
function problemsOf(id: string, conflict: Result['conflict'], names: Names): string[] {
  const own = conflict?.conditions.filter((one) => one.measureId === id) ?? [];
  if (own.length === 0) return [];
  const others = own.filter(({ reason }) => reason !== 'held').map((one) => conditionSentence(one, names));
  return others.length > 0 ? others : [m.roadmap_try_breaks()];
}
