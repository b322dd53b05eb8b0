import { aroundHeld } from '../../domain/planning/around-held.ts';
import { compile } from '../../domain/planning/compiled.ts';
import { isOut, problemOf, type TownPackage } from '../../domain/planning/package.ts';
import { plan } from '../../domain/planning/plan.ts';
import { judge, type Problem, type Schedule, type Value } from '../../domain/planning/problem.ts';
import { residual } from '../../domain/planning/residual.ts';
import { thrifty } from '../../domain/planning/thrift.ts';
import { violations } from '../../domain/planning/verify.ts';
import { exact, totalOf } from './exact.ts';
import { type FoundConflict, findConflict } from './find-conflict.ts';
import type { Step } from './run-in-thread.ts';

export interface Outcome {
  /** Start and way by position; a start of -1 = left out of the plan. Null where nothing could be planned. */
  schedule: Schedule | null;
  value: Value | null;
  /** Whether no plan is better; `gap` is what one could at most be better by, in percent, null where nothing is known. */
  proven: boolean;
  gap: number | null;
  /** Why not all measures can be planned; null when they are. */
  conflict: FoundConflict | null;
}

export interface PackageWish {
  seconds: number;
  /** How far it is, and what a better plan could gain at most by now, in percent. */
  tell?: (step: Step, gap: number | null) => void;
}

/** Milliseconds for a good plan before the exact solver begins. */
const SEARCH_MS = 150;
/** For an answer at once: the search, and the proof of a small package. */
const QUICK = { searchMs: 60, seconds: 0.16, mostColumns: 1_000, largeMs: 75 };
/** Seconds for what is in conflict when somebody waits for the answer. */
const CONFLICT = { search: 0.5, seconds: 1.5 };
const PATIENT = { ...QUICK, searchMs: 600, seconds: 2, largeMs: 1_200 };
/** Yes-or-no columns beyond which the exact solver finds nothing in reasonable time. */
const MOST_COLUMNS = 12_000;
/** Share of the time for the proof that there is no plan for all, for what is in conflict, and for what can be planned. */
const SHARES = { whole: 0.5, conflict: 0.5 };

/**
 * The best plan of a package with its proof. Where not everything can be planned: what is in conflict, and the best plan
 * that leaves measures out.
 */
export async function planPackage(pack: TownPackage, wish: PackageWish): Promise<Outcome> {
  const from = performance.now();
  const left = (share: number) => Math.max(0.5, (wish.seconds - (performance.now() - from) / 1000) * share);
  const full = { searchMs: SEARCH_MS, mostColumns: MOST_COLUMNS, tell: wish.tell };
  const whole = await best(pack, 'none', left(SHARES.whole), full);
  if (whole !== 'impossible') return { ...whole, conflict: null };
  wish.tell?.('conflict', null);
  const conflict = await findConflict(pack, left(SHARES.conflict));
  wish.tell?.('reduced', null);
  const reduced = await best(pack, 'out', left(1), full);
  return reduced === 'impossible'
    ? { schedule: null, value: null, proven: false, gap: null, conflict }
    : { ...reduced, conflict };
}

/**
 * A good plan at once, proven where the package is small; where not everything fits, with measures left out. Where somebody
 * holds measures that do not fit, what is in conflict is named as well.
 */
export async function quickPackage(pack: TownPackage, patience = CONFLICT): Promise<Outcome> {
  const whole = await best(pack, 'none', QUICK.seconds, QUICK);
  if (whole !== 'impossible' && whole.schedule) return { ...whole, conflict: null };
  const conflict = await conflictOfHeld(pack, patience);
  const reduced = await best(pack, 'out', QUICK.seconds, QUICK);
  // On a machine that is busy an answer a second later is better than none.
  const found =
    reduced !== 'impossible' && !reduced.schedule && !conflict
      ? await best(pack, 'out', PATIENT.seconds, PATIENT)
      : reduced;
  return { ...(found === 'impossible' ? nothing : found), conflict };
}

/** What cannot hold together around the measures that somebody holds; null where that part by itself can be planned. */
async function conflictOfHeld(pack: TownPackage, patience: typeof CONFLICT): Promise<FoundConflict | null> {
  const part = aroundHeld(pack);
  if (!part) return null;
  const compiled = compile(problemOf(part.pack));
  // What gives money back may do so from outside of the part.
  if (compiled?.saves) return null;
  const possible = await best(part.pack, 'none', patience.search, { ...QUICK, mostColumns: MOST_COLUMNS });
  if (possible !== 'impossible') return null;
  const { groups, proof } = await findConflict(part.pack, patience.seconds);
  // Without a proof it names everything there is.
  if (proof === 'none') return null;
  const wholly = part.pack.measures.length === pack.measures.length;
  // Elsewhere in the package there may be a smaller one.
  return { groups: groups.map((group) => group.map(part.whole)), proof: wholly ? proof : 'minimal' };
}

type Best = Omit<Outcome, 'conflict'>;
interface How {
  searchMs: number;
  mostColumns: number;
  /** For packages beyond the columns; else all the seconds. */
  largeMs?: number;
  tell?: PackageWish['tell'] | undefined;
}

async function best(
  pack: TownPackage,
  leave: 'none' | 'out',
  seconds: number,
  { searchMs, mostColumns, largeMs = seconds * 1000, tell }: How,
): Promise<Best | 'impossible'> {
  const problem = problemOf(pack, pack.conditions, { leave });
  const compiled = compile(problem);
  if (!compiled) return 'impossible';
  tell?.('search', null);
  const columns = problem.tasks.reduce((sum, { modes }) => sum + modes.length, 0) * problem.horizon;
  const exactly = columns <= mostColumns;
  const begin = quickly(pack, leave, exactly ? searchMs : largeMs);
  if (!exactly) return begin ? told(pack, problem, begin, null) : nothing;
  tell?.('proof', null);
  const found = await exact(problem, compiled, {
    seconds,
    ...(begin ? { begin } : {}),
    ...(tell ? { tell: (cost, bound) => tell('proof', gapOf(cost, bound)) } : {}),
  });
  if (found.impossible) return 'impossible';
  return found.schedule ? told(pack, problem, found.schedule, found) : nothing;
}

const nothing: Best = { schedule: null, value: null, proven: false, gap: null };

/** In percent; null while the solver knows no bound. */
const gapOf = (cost: number, bound: number): number | null => {
  if (!Number.isFinite(cost) || !Number.isFinite(bound)) return null;
  return cost <= 0 ? 0 : Math.max(0, Math.round(((cost - bound) / cost) * 10_000) / 100);
};

function told(
  pack: TownPackage,
  problem: Problem,
  found: Schedule,
  proof: { bound: number; proven: boolean } | null,
): Best {
  const schedule = thrifty(pack, problem, found);
  const value = judge(problem, schedule);
  const out = schedule.modes.map((way, at) => isOut(pack, at, way));
  return {
    schedule: {
      starts: schedule.starts.map((start, at) => (out[at] ? -1 : start)),
      modes: schedule.modes.map((way, at) => (out[at] ? 0 : way)),
    },
    value: {
      weighted: value.weighted,
      makespan: Math.max(
        0,
        ...schedule.starts.map((start, at) =>
          out[at] ? 0 : start + (pack.measures[at]?.ways[schedule.modes[at] ?? 0]?.quarters ?? 0),
        ),
      ),
    },
    proven: proof?.proven ?? false,
    gap: proof ? (proof.proven ? 0 : gapOf(totalOf(problem, value), proof.bound)) : null,
  };
}

/** A good plan within a time; null where none was found. Measures that hold their place stand in nobody's way. */
export function quickly(pack: TownPackage, leave: 'none' | 'out', ms: number): Schedule | null {
  const until = performance.now() + ms;
  const rest = residual(pack);
  const problem = problemOf(rest.pack, rest.pack.conditions, { leave });
  const found = plan(problem, { goOn: () => performance.now() < until });
  if ('fault' in found || found.broken.late + found.broken.unplaced > 0) return null;
  const schedule = rest.whole(found.schedule);
  // What holds its place may break something by itself.
  return violations(problemOf(pack, pack.conditions, { leave }), schedule).length === 0 ? schedule : null;
}
