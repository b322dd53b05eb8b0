import type { Duty, Fact, Nis2Check, Result, Source, Step, Track, When } from './nis2-reader.ts';

/** What is known of a unit, by key of the fact: a chosen key, a number or yes/no. Missing = not answered yet. */
export type Nis2Answers = Readonly<Record<string, string | number | boolean>>;

/** A step that was taken, with the answer that decided it (null where nothing had to be asked). */
export type Taken = {
  step: string;
  fact: Fact | null;
  answer: string | number | boolean | null;
  because: { de: string; en: string };
  source: Source;
};

export type TrackResult =
  | { track: Track; state: 'decided'; result: Result; duties: Duty[]; steps: Taken[] }
  /** `missing` is the next fact to ask for; what was decided so far stands in `steps`. */
  | { track: Track; state: 'open'; missing: Fact; steps: Taken[] };

/**
 * Whether duties apply to one legal unit, by federal and by state law, each with the steps that led there. An
 * answer that does not fit its fact (a negative number, an unknown choice) counts as not given, so a check never
 * ends on a misunderstanding. Refuses a unit the check does not know. No legal advice: `check.disclaimer` belongs
 * beside every result.
 */
export function checkUnit(check: Nis2Check, unitKey: string, answers: Nis2Answers): TrackResult[] {
  const unit = check.units.find(({ key }) => key === unitKey);
  if (unit === undefined) throw new RangeError(`unknown unit ${unitKey}`);
  return check.tracks.map((track) => walk(check, track, unit.start[track], answers));
}

function walk(check: Nis2Check, track: Track, start: string, answers: Nis2Answers): TrackResult {
  const steps: Taken[] = [];
  // The reader has proved that steps exist and never lead back, so this ends.
  for (let next: string | null = start; next !== null; ) {
    const step = named(check.steps, next);
    const fact = step.fact === null ? null : (check.facts.find(({ key }) => key === step.fact) ?? null);
    const answer = fact === null ? null : fitting(fact, answers[fact.key]);
    if (fact !== null && answer === null) return { track, state: 'open', missing: fact, steps };
    const branch = taken(step, answer);
    steps.push({
      step: step.id,
      fact,
      answer,
      because: branch.because,
      source: keyed(check.sources, step.source),
    });
    if (branch.result !== null) {
      const result = keyed(check.results, branch.result);
      const duties = result.duties.map((key) => keyed(check.duties, key));
      return { track, state: 'decided', result, duties, steps };
    }
    next = branch.to;
  }
  throw new Error(`step without an end in ${track}`);
}

/** The answer if it fits the fact, otherwise null. */
function fitting(fact: Fact, answer: unknown): string | number | boolean | null {
  if (fact.kind === 'yes_no') return typeof answer === 'boolean' ? answer : null;
  if (fact.kind === 'number')
    return typeof answer === 'number' && Number.isFinite(answer) && answer >= 0 ? answer : null;
  return typeof answer === 'string' && fact.choices.some(({ key }) => key === answer) ? answer : null;
}

/** The first branch that holds; the last one has no condition and always does. */
function taken(step: Step, answer: string | number | boolean | null): Step['branches'][number] {
  const branch = step.branches.find(({ when }) => when === null || holds(when, answer));
  if (branch === undefined) throw new Error(`step ${step.id} leaves an answer open`);
  return branch;
}

function holds(when: When, answer: string | number | boolean | null): boolean {
  if ('yes' in when) return answer === when.yes;
  if ('oneOf' in when) return when.oneOf.some((key) => key === answer);
  if ('atLeast' in when) return typeof answer === 'number' && answer >= when.atLeast;
  return typeof answer === 'number' && answer > when.above;
}

function named(steps: readonly Step[], id: string): Step {
  const step = steps.find((one) => one.id === id);
  if (step === undefined) throw new Error(`no step ${id}`);
  return step;
}

function keyed<T extends { key: string }>(list: readonly T[], key: string): T {
  const found = list.find((one) => one.key === key);
  if (found === undefined) throw new Error(`no entry ${key}`);
  return found;
}
