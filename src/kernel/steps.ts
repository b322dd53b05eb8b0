import type { Fn } from './functions.ts';

/** One allowed change of status, and the functions that may make it. */
export interface Step<S extends string> {
  readonly from: S;
  readonly to: S;
  readonly may: readonly Fn[];
}

/** Why a step is not open: there is no such step, or it is somebody else's to take. */
export type StepAnswer = true | 'no_such_step' | 'not_yours';

export interface Steps<S extends string> {
  readonly table: readonly Step<S>[];
  /** May somebody with these functions go from one status to another? Server and button ask the same question. */
  canStep(from: S, to: S, functions: readonly Fn[]): StepAnswer;
  /** The steps out of a status, in the order of the table; with functions, only those open to them. */
  nextSteps(from: S, functions?: readonly Fn[]): readonly Step<S>[];
}

/** Makes a status table. Refuses a step listed twice, one that leads nowhere, and one that nobody may take. */
export function steps<const S extends string>(table: readonly Step<S>[]): Steps<S> {
  const seen = new Set<string>();
  for (const { from, to, may } of table) {
    const name = `${from} -> ${to}`;
    if (from === to || may.length === 0 || seen.has(name))
      throw new Error(`status table: ${name} is listed twice, leads nowhere or is nobody's`);
    seen.add(name);
  }
  const open = (step: Step<S>, functions: readonly Fn[]): boolean =>
    step.may.some((fn) => functions.includes(fn));
  return {
    table,
    canStep(from, to, functions) {
      const step = table.find((s) => s.from === from && s.to === to);
      if (!step) return 'no_such_step';
      return open(step, functions) || 'not_yours';
    },
    nextSteps: (from, functions) =>
      table.filter((s) => s.from === from && (!functions || open(s, functions))),
  };
}
