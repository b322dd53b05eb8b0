import { standingOf, whyNotEarlier } from '../../domain/planning/earlier.ts';
import { isOut, type TownPackage } from '../../domain/planning/package.ts';
import type { Schedule } from '../../domain/planning/problem.ts';
import type { Solved } from '../../domain/planning/result.ts';
import { planPackage, quickPackage } from './plan-package.ts';
import type { Question, Step } from './run-in-thread.ts';

/** Plans a package in the thread at hand and says of every measure why it does not start earlier. */
export async function answer(
  { pack, seconds }: Question,
  tell: (step: Step, gap: number | null) => void,
): Promise<Solved> {
  const found = seconds === null ? await quickPackage(pack) : await planPackage(pack, { seconds, tell });
  return { ...found, earlier: reasonsOf(pack, found.schedule) };
}

/** What is left out stands behind everything, so that it is in nobody's way. */
const FAR = 100;

export function reasonsOf(pack: TownPackage, schedule: Schedule | null): Solved['earlier'] {
  if (!schedule) return pack.measures.map(() => null);
  const { starts, modes } = schedule;
  const whole = {
    starts: starts.map((start) => (start < 0 ? pack.periods + FAR : start)),
    modes: modes.map((way, at) => (isOut(pack, at, way) ? 0 : way)),
  };
  const standing = standingOf(pack, whole);
  return starts.map((start, at) => (start < 0 ? null : whyNotEarlier(pack, whole, at, standing)));
}
