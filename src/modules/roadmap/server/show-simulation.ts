import { localDateOf } from '#kernel/dates';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { libraryWords } from '#modules/measures';
import type { TownTx } from '#platform/tx';
import type { roadmapContract as contract } from '../contract.ts';
import { knownOf, type Told } from '../domain/planning/known.ts';
import type { TownPackage } from '../domain/planning/package.ts';
import type { Schedule } from '../domain/planning/problem.ts';
import { AS_IT_IS, placedSchedule, quarterText, townProblem } from '../domain/planning/town.ts';
import { quartersAt } from './now-position.ts';
import { simulateInThread } from './planning/run-in-thread.ts';
import { askedOf, findPlan, type PlanResult, whatOf } from './planning-store.ts';
import { readMeasuresNow, readRanges } from './progress.read.ts';
import { readTownPlan } from './town-plan.read.ts';

type View = RouteOutput<typeof contract.simulation>;
type Spread = RouteInput<typeof contract.simulation>;

/** A share of one half is then known to less than a percent (standard error 0.8). */
const DRAWS = 4000;

/** How likely the plan in force is kept. */
export async function simulateInForce(tx: TownTx, spread: Spread): Promise<View> {
  const town = await readTownPlan(tx, AS_IT_IS);
  const placed = { ...town, measures: town.measures.filter(({ starts }) => starts !== null) };
  const { pack } = townProblem(placed);
  return drawn(tx, pack, placedSchedule(pack, placed.measures), spread);
}

/**
 * How likely a reckoned plan would be kept, under its assumptions. Refuses `plan_not_done`, `plan_empty` and
 * `plan_outdated` when anything it was reckoned from has changed since.
 */
export async function simulatePlan(
  tx: TownTx,
  { id, ...spread }: RouteInput<typeof contract.planSimulation>,
): Promise<View> {
  const row = await findPlan(tx, id);
  if (row.result === null) refuse('state', 'plan_not_done');
  const result = JSON.parse(row.result) as PlanResult;
  if (result.weighted === null) refuse('state', 'plan_empty');
  const { problem, basis } = await askedOf(tx, whatOf(row));
  if (basis !== row.basis) refuse('state', 'plan_outdated');
  return drawn(tx, problem.pack, scheduleOf(problem.pack, result), spread);
}

/** The places of a kept result; what has none starts at -1. */
function scheduleOf(pack: TownPackage, { measures }: PlanResult): Schedule {
  const byId = new Map(measures.map((one) => [one.id, one]));
  const starts = placedSchedule(pack, measures).starts;
  return {
    starts: pack.measures.map(({ id }, at) => (byId.get(id)?.starts ? (starts[at] ?? -1) : -1)),
    modes: pack.measures.map(({ id, ways }) => {
      const chosen = byId.get(id)?.way?.id ?? null;
      return Math.max(
        0,
        ways.findIndex((way) => way.id === chosen),
      );
    }),
  };
}

async function drawn(
  tx: TownTx,
  pack: TownPackage,
  schedule: Schedule,
  { leastPercent, mostPercent }: Spread,
): Promise<View> {
  const now = quartersAt(localDateOf(tx.now)) - (pack.first.year * 4 + pack.first.quarter);
  const known = knownOf(pack, schedule, await toldOf(tx), {
    spread: { least: leastPercent / 100, most: mostPercent / 100 },
    now,
  });
  const found = await simulateInThread({ pack, schedule, now, known, draws: DRAWS });
  const at = (period: number) => quarterText(pack, period);
  const ended = <T extends { planned: number; p50: number; p80: number; inTime: number }>(one: T) => ({
    planned: at(one.planned),
    p50: at(one.p50),
    p80: at(one.p80),
    inTime: one.inTime,
  });
  return {
    seed: found.seed,
    draws: found.draws,
    leastPercent,
    mostPercent,
    measures: found.measures.map((one) => ({
      id: pack.measures[one.at]?.id ?? '',
      ...ended(one),
      deadline: one.deadline && { by: at(one.deadline.by), share: one.deadline.share },
      basis: one.basis,
    })),
    horizons: found.horizons.map((one) => ({ ...one, until: at(one.until) })),
    end: found.end && ended(found.end),
    once: {
      ...found.once,
      ranged: known.filter(({ once }, k) => (schedule.starts[k] ?? -1) >= 0 && once.most > once.least).length,
    },
    years: found.years,
  };
}

async function toldOf(tx: TownTx): Promise<Map<string, Told>> {
  const wordOf = await libraryWords(tx);
  const ranges = new Map((await readRanges(tx)).map((one) => [one.measureId, one]));
  return new Map(
    (await readMeasuresNow(tx)).map((one): [string, Told] => {
      const range = ranges.get(one.id);
      const { effortLeastDays: least = null, effortMostDays: most = null } = range ?? {};
      const { onceLeastCents = null, onceMostCents = null } = range ?? {};
      return [
        one.id,
        {
          done: one.status === 'done',
          doneIn: one.doneIn,
          percent: one.percent,
          reportedFor: one.reportedFor,
          effort:
            range && least !== null && most !== null && range.effortCertainty !== 'unknown'
              ? { least, planned: range.effortDays, most }
              : null,
          library: wordOf(range?.library ?? '')?.ownDays ?? null,
          once:
            range && onceLeastCents !== null && onceMostCents !== null && range.onceCertainty !== 'unknown'
              ? { least: onceLeastCents, most: onceMostCents }
              : null,
        },
      ];
    }),
  );
}
