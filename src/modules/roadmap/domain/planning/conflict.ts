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

/**
 * Asked with the groups that must hold: `null` when no plan keeps them all, else the groups that some such plan breaks
 * (the fewer the better); `undefined` when time has run out.
 */
export type Ask = (hold: readonly number[]) => readonly number[] | null | undefined;

export interface Conflict {
  /** Positions of groups that cannot hold together. */
  groups: number[];
  /** No smaller set of groups is in conflict; or none can be taken out of this one; or time ran out before. */
  proof: 'smallest' | 'minimal' | 'none';
}

/**
 * The smallest set of groups that cannot hold together, by implicit hitting sets (Ignatiev, Previti, Liffiton,
 * Marques-Silva 2015): whatever cannot hold together has a member in every set that a plan had to break. Where that takes
 * too long, groups are taken out one at a time until none can be. Null when all of them hold together.
 */
export function conflictOf(count: number, ask: Ask): Conflict | null | undefined {
  const all = Array.from({ length: count }, (_, at) => at);
  const whole = ask(all);
  if (whole === undefined) return undefined;
  if (whole !== null) return null;
  const broken: (readonly number[])[] = [];
  for (;;) {
    const hold = leastHitting(broken);
    const answer = hold ? ask(hold) : undefined;
    if (hold && answer === null) return { groups: [...hold].sort((a, b) => a - b), proof: 'smallest' };
    if (!answer || answer.length === 0) return thinned(all, ask);
    broken.push(answer);
  }
}

/** Takes out what is not needed for the conflict, one group after the other. */
function thinned(all: readonly number[], ask: Ask): Conflict {
  let groups = [...all];
  for (const group of all) {
    const rest = groups.filter((one) => one !== group);
    const answer = ask(rest);
    if (answer === undefined) return { groups, proof: 'none' };
    if (answer === null) groups = rest;
  }
  return { groups, proof: 'minimal' };
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
