import { refuse } from '#kernel/refuse';

/** Devices somebody has signed in from before go ahead of strangers. */
export type Lane = 'known' | 'stranger';

/** A hash takes 19 MiB and a processor for some 25 ms; more at once only make all of them slower. */
const AT_ONCE = 2;
/** With more waiting than this, nobody would be answered within two seconds. */
const PATIENT = 60;

const waiting: Record<Lane, (() => void)[]> = { known: [], stranger: [] };
let running = 0;

/** Runs `work` when it is its turn; refuses `sign_in_busy` when the lane is full. */
export async function inTurn<T>(lane: Lane, work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting[lane].length >= PATIENT) refuse('unavailable', 'sign_in_busy', [], { seconds: 2 });
    await new Promise<void>((go) => waiting[lane].push(go));
  } else running += 1;
  try {
    return await work();
  } finally {
    // The place goes to who waits, so it is never free in between.
    const next = waiting.known.shift() ?? waiting.stranger.shift();
    if (next) next();
    else running -= 1;
  }
}
