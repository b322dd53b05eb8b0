import { departureOf } from '../../domain/planning/departure.ts';
import { otherWays, standingOf, whyNotEarlier } from '../../domain/planning/earlier.ts';
import { isOut, type TownPackage } from '../../domain/planning/package.ts';
import type { Schedule } from '../../domain/planning/problem.ts';
import type { Solved } from '../../domain/planning/result.ts';
import { type Simulated, simulate } from '../../domain/planning/simulate.ts';
import { planPackage, quickPackage } from './plan-package.ts';
import type { Question, Step } from './run-in-thread.ts';

/** Plans a package in the thread at hand and says of every measure why it stands where it does; or draws a plan. */
export async function answer(
  question: Question,
  tell: (step: Step, gap: number | null) => void,
): Promise<Solved | Simulated> {
  if ('simulate' in question) return simulate(question.simulate);
  const { pack, seconds } = question;
  const found = seconds === null ? await quickPackage(pack) : await planPackage(pack, { seconds, tell });
  return { ...found, ...reasonsOf(pack, found.schedule) };
}

/** What is left out stands behind everything, so that it is in nobody's way. */
const FAR = 100;

/** Of every measure with a place: why not earlier, what other ways come to, why it is ready in another horizon than said. */
export function reasonsOf(
  pack: TownPackage,
  schedule: Schedule | null,
): Pick<Solved, 'earlier' | 'others' | 'departures'> {
  if (!schedule) return { earlier: [], others: [], departures: [] };
  const { starts, modes } = schedule;
  const whole = {
    starts: starts.map((start) => (start < 0 ? pack.periods + FAR : start)),
    modes: modes.map((way, at) => (isOut(pack, at, way) ? 0 : way)),
  };
  const standing = standingOf(pack, whole);
  const placed = <T>(of: (at: number) => T, none: T): T[] =>
    starts.map((start, at) => (start < 0 ? none : of(at)));
  return {
    earlier: placed((at) => whyNotEarlier(pack, whole, at, standing), null),
    others: placed((at) => otherWays(pack, whole, at, standing), []),
    departures: placed((at) => departureOf(pack, whole, at, standing), null),
  };
}
