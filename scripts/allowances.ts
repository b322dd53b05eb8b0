/** Time that tests may take, per module, so that the whole run stays one that people start. */
import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export interface TimedFile {
  /** Absolute path. */
  name: string;
  /** Milliseconds since 1970. */
  startTime: number;
  endTime: number;
}

interface Use {
  module: string;
  seconds: number;
  /** Undefined = nobody has allowed it any. */
  allowed: number | undefined;
}

export function readAllowances(root: string): Record<string, number> {
  return JSON.parse(readFileSync(join(root, 'test/allowances.json'), 'utf8')) as Record<string, number>;
}

/** `src/modules/findings/...` -> `findings`, `src/platform/...` -> `platform`, `e2e/...` -> `e2e`. */
export function moduleOf(root: string, file: string): string {
  const steps = relative(root, file).split(sep);
  const at = steps[0] === 'src' ? (steps[1] === 'modules' ? 2 : 1) : 0;
  return steps[at] ?? '';
}

/**
 * Seconds each module took, hooks included, beside what it may take; the slowest first. `pace` = how many times as long
 * as the machine of the allowances this one takes.
 */
export function usedTime(
  root: string,
  files: readonly TimedFile[],
  allowances: Readonly<Record<string, number>>,
  pace = 1,
): Use[] {
  const seconds = new Map<string, number>();
  for (const { name, startTime, endTime } of files) {
    const module = moduleOf(root, name);
    seconds.set(module, (seconds.get(module) ?? 0) + (endTime - startTime) / 1000);
  }
  return [...seconds]
    .map(([module, taken]) => {
      const allowed = allowances[module];
      return { module, seconds: taken, allowed: allowed === undefined ? undefined : allowed * pace };
    })
    .sort((a, b) => b.seconds - a.seconds);
}

export const isOver = ({ seconds, allowed }: Use): boolean => allowed === undefined || seconds > allowed;
