import type { Condition } from './package.ts';

/** Conditions that are named as one: the time of a role is one matter, whatever the quarter. */
export function grouped(conditions: readonly Condition[]): Condition[][] {
  const roles = new Map<string, Condition[]>();
  const groups: Condition[][] = [];
  for (const one of conditions) {
    const known = one.kind === 'capacity' ? roles.get(one.role) : undefined;
    if (known) {
      known.push(one);
      continue;
    }
    const group = [one];
    groups.push(group);
    if (one.kind === 'capacity') roles.set(one.role, group);
  }
  return groups;
}

/** What is asked of a solver; `undefined` when time has run out. */
export interface Oracle {
  /** Is there a plan that keeps these groups, whatever becomes of the others? */
  possible: (hold: readonly number[]) => Promise<boolean | undefined>;
  /** The groups that some plan breaks which keeps these, the fewer the better; null when there is no such plan. */
  broken: (hold: readonly number[]) => readonly number[] | null | undefined;
}

export interface Conflict {
  /** Positions of groups that cannot hold together. */
  groups: number[];
  /** No smaller set of groups is in conflict; or none can be taken out of this one; or time ran out before. */
  proof: 'smallest' | 'minimal' | 'none';
}

/**
 * The smallest set of groups that cannot hold together. First one that nothing can be taken out of (QuickXplain, Junker
 * 2004), then, while time is left, a smaller one or the proof that there is none, by implicit hitting sets (Ignatiev,
 * Previti, Liffiton, Marques-Silva 2015): whatever cannot hold together has a member in every set that a plan had to break.
 * Asked only where the whole is known to be impossible.
 */
export async function conflictOf(count: number, oracle: Oracle): Promise<Conflict> {
  const all = Array.from({ length: count }, (_, at) => at);
  const minimal = await thinned([], all, false, oracle);
  if (!minimal) return { groups: all, proof: 'none' };
  const groups = minimal.sort((a, b) => a - b);
  const broken: (readonly number[])[] = [];
  for (;;) {
    const hold = leastHitting(broken);
    if (hold && hold.length >= groups.length) return { groups, proof: 'smallest' };
    const answer = hold ? oracle.broken(hold) : undefined;
    if (hold && answer === null) return { groups: hold.sort((a, b) => a - b), proof: 'smallest' };
    if (!answer || answer.length === 0) return { groups, proof: 'minimal' };
    broken.push(answer);
  }
}

/** A least part of `open` that cannot hold together with what is `kept`; `grown` says that something was just added. */
async function thinned(
  kept: readonly number[],
  open: readonly number[],
  grown: boolean,
  oracle: Oracle,
): Promise<number[] | undefined> {
  if (grown) {
    const answer = await oracle.possible(kept);
    if (answer === undefined) return undefined;
    if (!answer) return [];
  }
  if (open.length === 1) return [...open];
  const half = Math.floor(open.length / 2);
  const [one, other] = [open.slice(0, half), open.slice(half)];
  const second = await thinned([...kept, ...one], other, true, oracle);
  if (!second) return undefined;
  const first = await thinned([...kept, ...second], one, second.length > 0, oracle);
  return first && [...first, ...second];
}

const MOST_STEPS = 200_000;

/** A smallest set with a member in each of the given ones; undefined when that takes too many steps. */
export function leastHitting(sets: readonly (readonly number[])[]): number[] | undefined {
  let steps = 0;
  const search = (chosen: number[], left: number): number[] | null => {
    if (++steps > MOST_STEPS) return null;
    const open = sets
      .filter((set) => !set.some((one) => chosen.includes(one)))
      .sort((a, b) => a.length - b.length)[0];
    if (!open) return chosen;
    if (left === 0) return null;
    for (const one of open) {
      const found = search([...chosen, one], left - 1);
      if (found) return found;
    }
    return null;
  };
  for (let size = 0; size <= sets.length; size++) {
    const found = search([], size);
    if (found) return found;
    if (steps > MOST_STEPS) return undefined;
  }
  return undefined;
}
