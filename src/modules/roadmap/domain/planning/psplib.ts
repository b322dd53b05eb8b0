import type { Problem } from './problem.ts';

export type PsplibFault = {
  line: number;
  code: 'no_section' | 'bad_line' | 'unknown_job' | 'too_large';
  text: string;
};

const MOST_JOBS = 5000;
const MOST_PERIODS = 100_000;

/**
 * Reads a project of the library PSPLIB (Kolisch, Sprecher 1997) in its `.sm` form: jobs with one mode, precedence,
 * renewable resources. Jobs keep their numbers as ids.
 */
export function readPsplib(text: string): { problem: Problem } | { fault: PsplibFault } {
  const lines = text.split(/\r?\n/);
  const find = (start: string): number => lines.findIndex((line) => line.startsWith(start));
  const places = {
    needs: find('PRECEDENCE RELATIONS'),
    requests: find('REQUESTS/DURATIONS'),
    capacity: find('RESOURCEAVAILABILITIES'),
  };
  for (const [name, at] of Object.entries(places))
    if (at < 0) return { fault: { line: 0, code: 'no_section', text: name } };
  try {
    return { problem: assembled(lines, places) };
  } catch (error) {
    if (error instanceof LineFault) return { fault: error.fault };
    throw error;
  }
}

class LineFault extends Error {
  readonly fault: PsplibFault;

  constructor(line: number, code: PsplibFault['code'], text: string) {
    super(code);
    this.fault = { line, code, text };
  }
}

/** Whole numbers of each line of a section until its rule of stars; lines that hold none are passed over. */
function numbersFrom(lines: readonly string[], from: number): { line: number; numbers: number[] }[] {
  const end = lines.findIndex((line, at) => at > from && line.startsWith('****'));
  return lines.slice(from + 1, end < 0 ? lines.length : end).flatMap((line, at) => {
    const words = line.trim().split(/\s+/);
    if (!/^\d/.test(line.trim())) return [];
    const numbers = words.map(Number);
    if (numbers.some((number) => !Number.isSafeInteger(number) || number < 0))
      throw new LineFault(from + at + 2, 'bad_line', line.trim());
    return [{ line: from + at + 2, numbers }];
  });
}

function assembled(
  lines: readonly string[],
  places: Record<'needs' | 'requests' | 'capacity', number>,
): Problem {
  const requests = numbersFrom(lines, places.requests);
  const capacities = numbersFrom(lines, places.capacity)[0]?.numbers ?? [];
  if (requests.length > MOST_JOBS)
    throw new LineFault(places.requests + 1, 'too_large', String(requests.length));
  const position = new Map(requests.map(({ numbers }, at) => [numbers[0], at]));
  const horizon = requests.reduce((sum, { numbers }) => sum + (numbers[2] ?? 0), 0);
  if (horizon > MOST_PERIODS) throw new LineFault(places.requests + 1, 'too_large', String(horizon));
  const needs: { task: number; lag: number }[][] = requests.map(() => []);
  for (const { line, numbers } of numbersFrom(lines, places.needs)) {
    const [job, , , ...successors] = numbers;
    const from = position.get(job);
    if (from === undefined) throw new LineFault(line, 'unknown_job', String(job));
    for (const successor of successors) {
      const to = position.get(successor);
      if (to === undefined) throw new LineFault(line, 'unknown_job', String(successor));
      needs[to]?.push({ task: from, lag: 0 });
    }
  }
  return {
    horizon,
    tasks: requests.map(({ line, numbers: [job, , duration, ...uses] }, at) => {
      if (duration === undefined || uses.length !== capacities.length)
        throw new LineFault(line, 'bad_line', String(job));
      return {
        id: String(job),
        modes: [{ duration, uses }],
        needs: needs[at] ?? [],
        release: 0,
        deadline: null,
        weight: 0,
      };
    }),
    resources: capacities.map((capacity, at) => ({
      id: `R${at + 1}`,
      capacity: new Array<number>(horizon).fill(capacity),
    })),
    budgets: [],
  };
}
