import { loadOf, type PackageMeasure, type TownPackage, unitsOf, type Way, workKey } from './package.ts';
import type { Schedule } from './problem.ts';
import type { SimulatedMeasure, SimulationInput } from './simulate.ts';
import { shareBelow } from './triangle.ts';

const SLACK = 1e-9;
/** What is still to be told apart in tenths of a day. */
const CRUMB = 1e-6;

export interface Replayer {
  /** Places everything with these lengths (in quarters); start and end stand in the arrays until the next run. */
  run(length: Float64Array): { start: Float64Array; end: Float64Array };
  /** The share to draw at: what runs without a report takes longer than it has run so far. */
  atLeast(at: number, u: number): number;
  basisOf(at: number): SimulatedMeasure['basis'];
}

/**
 * Replays a plan in its order with other lengths. Nothing begins before its quarter in the plan, before what it needs has
 * ended with its lag, in a quarter without starts, or before its roles have time for it as planned; where there is none in
 * the window it begins all the same. What has begun runs through, also when it takes longer, and then keeps its roles from
 * what comes after. What was reported as done is done: only the rest is still to come, from today where it should be over.
 */
export function replayer({ pack, schedule, now, known }: SimulationInput): Replayer {
  const size = pack.measures.length;
  const wayAt = (at: number): Way =>
    (pack.measures[at] as PackageMeasure).ways[schedule.modes[at] ?? 0] as Way;
  const room = roomOf(pack, schedule);
  const used = new Map([...room].map(([role, own]) => [role, new Float64Array(own.length)]));
  const rates = pack.measures.map((_, at) => ratesOf(wayAt(at), room));
  const planned = pack.measures.map((_, at) => schedule.starts[at] ?? -1);
  const needs = pack.measures.map((_, at) =>
    pack.conditions.filter((one) => one.kind === 'needs' && one.measure === at),
  );
  const closed = pack.conditions.filter((one) => one.kind === 'closed');
  const order = inOrder(
    planned,
    needs.map((own) => own.map((one) => (one.kind === 'needs' ? one.other : 0))),
  );
  const begun = pack.measures.map(({ fixed }, at) => {
    const own = planned[at] as number;
    const told = known[at]?.reported;
    // Progress that was reported began, whatever quarter the plan has it in.
    return own >= 0 && ((own < now && (fixed || !!told)) || (told?.share ?? 0) > 0);
  });
  const start = new Float64Array(size);
  const end = new Float64Array(size);

  /** The first moment from `from` on in which the roles have time for its planned length. */
  function whenFree(at: number, from: number): number {
    const { quarters } = wayAt(at);
    let begin = from;
    search: for (;;) {
      for (const { role, units } of rates[at] ?? []) {
        const own = room.get(role) as Float64Array;
        const taken = used.get(role) as Float64Array;
        for (let q = Math.floor(begin + SLACK); q < begin + quarters - SLACK; q++) {
          if (q >= own.length) break;
          const overlap = Math.min(begin + quarters, q + 1) - Math.max(begin, q);
          const left = Math.max(0, (own[q] as number) - (taken[q] as number));
          if (units * overlap <= left + CRUMB) continue;
          const next = q + 1 - left / units;
          begin = next > begin + CRUMB ? next : q + 1;
          if (begin >= pack.periods) return from;
          continue search;
        }
      }
      return begin;
    }
  }

  function take(at: number): void {
    for (const { role, units } of rates[at] ?? []) {
      const taken = used.get(role) as Float64Array;
      const [from, to] = [start[at] as number, end[at] as number];
      for (let q = Math.max(0, Math.floor(from + SLACK)); q < Math.min(to - SLACK, taken.length); q++)
        taken[q] = (taken[q] as number) + units * (Math.min(to, q + 1) - Math.max(from, q));
    }
  }

  /** When something that has not begun does. */
  function beginOf(at: number): number {
    const own = planned[at] as number;
    let begin = pack.measures[at]?.fixed ? own : Math.max(own, now);
    for (const one of needs[at] ?? [])
      if (one.kind === 'needs' && (planned[one.other] as number) >= 0)
        begin = Math.max(begin, (end[one.other] as number) + one.lag);
    for (let moved = true; moved; ) {
      moved = false;
      begin = whenFree(at, begin);
      for (const one of closed)
        if (
          !pack.measures[at]?.fixed &&
          begin >= one.from &&
          begin < one.to &&
          Math.floor(begin + SLACK) !== own
        ) {
          begin = one.to;
          moved = true;
        }
    }
    return begin;
  }

  function run(length: Float64Array) {
    for (const taken of used.values()) taken.fill(0);
    for (const at of order) {
      if ((planned[at] as number) < 0) continue;
      const { doneAt = null, reported = null } = known[at] ?? {};
      const own = planned[at] as number;
      if (doneAt !== null) {
        start[at] = Math.min(own, doneAt);
        end[at] = doneAt;
      } else if (begun[at]) {
        start[at] = Math.min(own, now);
        const rest = (reported ? 1 - reported.share : 1) * (length[at] as number);
        const ready = (reported ? reported.at : own) + rest;
        // It should be ready and is not: nothing is known of when it went on, so its rest begins today.
        end[at] = ready > now ? ready : now + rest;
      } else {
        start[at] = beginOf(at);
        end[at] = (start[at] as number) + (length[at] as number);
      }
      take(at);
    }
    return { start, end };
  }

  const runsOn = pack.measures.map((_, at) =>
    begun[at] && known[at]?.doneAt === null && known[at]?.reported === null
      ? shareBelow(
          (known[at] as SimulationInput['known'][number]).duration,
          (now - (planned[at] as number)) / wayAt(at).quarters,
        )
      : 0,
  );
  return {
    run,
    atLeast: (at, u) => {
      const passed = runsOn[at] as number;
      // Beyond its range nothing is known of it any more.
      return passed >= 1 ? u : passed + (1 - passed) * u;
    },
    basisOf: (at) => {
      const own = known[at];
      if (!own) return 'assumed';
      if (own.doneAt !== null) return 'done';
      if (begun[at]) return own.reported ? 'reported' : 'running';
      return own.range;
    },
  };
}

/** By planned start, what is needed before what needs it. */
function inOrder(planned: readonly number[], needs: readonly (readonly number[])[]): number[] {
  const order: number[] = [];
  const seen = new Set<number>();
  const place = (at: number): void => {
    if (seen.has(at)) return;
    seen.add(at);
    for (const other of needs[at] ?? []) place(other);
    order.push(at);
  };
  const byStart = [...planned.keys()].sort(
    (a, b) => (planned[a] as number) - (planned[b] as number) || a - b,
  );
  for (const at of byStart) place(at);
  return order;
}

/** Time of a role that is there in each quarter, or what the plan takes where that is more: what it allows itself counts as granted. */
function roomOf(pack: TownPackage, schedule: Schedule): Map<string, Float64Array> {
  const placed = [...pack.measures.keys()].filter((at) => (schedule.starts[at] ?? -1) >= 0);
  const load = loadOf(
    { ...pack, measures: placed.map((at) => pack.measures[at] as (typeof pack.measures)[number]) },
    {
      starts: placed.map((at) => schedule.starts[at] ?? 0),
      modes: placed.map((at) => schedule.modes[at] ?? 0),
    },
  );
  const room = new Map<string, Float64Array>();
  for (const one of pack.conditions) {
    if (one.kind !== 'capacity' || one.period >= pack.periods) continue;
    const own = room.get(one.role) ?? new Float64Array(pack.periods).fill(Number.POSITIVE_INFINITY);
    own[one.period] = Math.max(one.units, load.work.get(workKey(one.role, one.period)) ?? 0);
    room.set(one.role, own);
  }
  return room;
}

/** Tenths of a day by role in each quarter, of roles whose time is limited. */
const ratesOf = (way: Way, room: ReadonlyMap<string, Float64Array>): { role: string; units: number }[] =>
  Object.keys(way.work).flatMap((role) => {
    const units = unitsOf(way, role);
    return units > 0 && room.has(role) ? [{ role, units }] : [];
  });
