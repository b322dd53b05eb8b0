import type { TownPackage } from './package.ts';
import type { Schedule } from './problem.ts';
import type { Known } from './simulate.ts';
import type { ThreePoints } from './triangle.ts';

/** What records say of a measure that its plan does not. */
export interface Told {
  done: boolean;
  /** Quarter it was done in. */
  doneIn: string | null;
  percent: number | null;
  /** First day of the month the percent was told for. */
  reportedFor: string | null;
  /** Ranges of the way that stands in the measure; null where nothing was said. */
  effort: { least: number; planned: number; most: number } | null;
  /** Own days the library says of it; null where it is not of the library. */
  library: { least: number; most: number } | null;
  once: { least: number; most: number } | null;
}

/** How far a length may stray from the planned one where nothing is said of it, as factors. */
export interface Spread {
  least: number;
  most: number;
}

/** A range of effort beyond these factors says more about the effort than about the time. */
const FURTHEST = { least: 0.25, most: 4 };

/**
 * What the simulation draws from, by position. Length follows effort: where it may take from 4 to 9 days instead of 6, it
 * may take as much shorter or longer. Without a range of its own effort that of the library counts by how far it strays from
 * its middle. Without either, and for a way that does not stand in the measure, the assumed spread holds; one-off cost
 * without a range is fixed.
 */
export function knownOf(
  pack: TownPackage,
  { starts, modes }: Schedule,
  told: ReadonlyMap<string, Told>,
  { spread, now }: { spread: Spread; now: number },
): Known[] {
  return pack.measures.map(({ id, ways }, at): Known => {
    const way = ways[modes[at] ?? 0];
    const said = told.get(id);
    const own = way?.id === null ? said : undefined;
    const once = way?.onceCents ?? 0;
    const end = (starts[at] ?? 0) + (way?.quarters ?? 0);
    return {
      ...durationOf(own, spread),
      once: {
        least: Math.min(once, own?.once?.least ?? once),
        mode: once,
        most: Math.max(once, own?.once?.most ?? once),
      },
      doneAt: said?.done ? (said.doneIn ? positionOf(pack, said.doneIn) + 1 : Math.min(end, now)) : null,
      reported:
        said && said.percent !== null && said.reportedFor !== null
          ? { share: said.percent / 100, at: Math.min(now, monthEnd(pack, said.reportedFor)) }
          : null,
    };
  });
}

function durationOf(
  told: Told | undefined,
  spread: Spread,
): { duration: ThreePoints; range: Known['range'] } {
  const { effort = null, library = null } = told ?? {};
  if (effort && effort.planned > 0)
    return { duration: around(effort.least / effort.planned, effort.most / effort.planned), range: 'effort' };
  const middle = library ? (library.least + library.most) / 2 : 0;
  if (library && middle > 0)
    return { duration: around(library.least / middle, library.most / middle), range: 'library' };
  return { duration: { least: spread.least, mode: 1, most: spread.most }, range: 'assumed' };
}

const around = (least: number, most: number): ThreePoints => ({
  least: Math.max(FURTHEST.least, Math.min(1, least)),
  mode: 1,
  most: Math.min(FURTHEST.most, Math.max(1, most)),
});

const positionOf = ({ first }: TownPackage, quarter: string): number =>
  Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1 - (first.year * 4 + first.quarter);

/** End of a month named by its first day, in quarters of the package. */
const monthEnd = ({ first }: TownPackage, day: string): number =>
  Number(day.slice(0, 4)) * 4 + Number(day.slice(5, 7)) / 3 - (first.year * 4 + first.quarter);
