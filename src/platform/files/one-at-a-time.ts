let turn: Promise<unknown> = Promise.resolve();

/**
 * Unpacking archives and pictures takes processor and memory (a picture up to 200 MB), however many people send at
 * once: each waits for the one before.
 */
export function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const done = turn.then(work);
  turn = done.catch(() => undefined);
  return done;
}
