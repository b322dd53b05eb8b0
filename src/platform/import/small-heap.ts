import { setFlagsFromString } from 'node:v8';

const GROWTH = '--heap-growing-percent=';

/** What the process was started with (`bin/sollstand.mjs`); nothing said = the engine decides. */
const usual = process.execArgv.findLast((option) => option.startsWith(GROWTH)) ?? `${GROWTH}0`;
const SMALL = [`${GROWTH}15`, '--semi-space-growth-factor=1'];
const USUAL = [usual, '--semi-space-growth-factor=2'];
let running = 0;

/**
 * Has the engine tidy up more often while the work runs. On a machine with much memory it would else let the waste of
 * 100,000 rows grow to several hundred megabytes; measured, this halves them and takes a tenth longer.
 */
export async function withSmallHeap<T>(work: () => Promise<T>): Promise<T> {
  if (running++ === 0) for (const flag of SMALL) setFlagsFromString(flag);
  try {
    return await work();
  } finally {
    if (--running === 0) for (const flag of USUAL) setFlagsFromString(flag);
  }
}
