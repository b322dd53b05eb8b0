import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { statusOf } from './problems.ts';

const PAUSE_MS = 3_000;

let away = false;
const listeners = new Set<() => void>();
const set = (next: boolean): void => {
  away = next;
  for (const listener of listeners) listener();
};

/** True while server or database do not answer. */
export const useOutage = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => away,
    () => false,
  );

/** Once at start: notices by failing questions that nobody answers, and asks all of them anew when somebody does. */
export function watchOutage(client: QueryClient): void {
  let asking = false;
  const met = async (error: unknown): Promise<void> => {
    const status = statusOf(error);
    if (asking || (status !== null && status !== 503)) return;
    asking = true;
    for (let first = true; !(await answers()); first = false) {
      if (first) set(true);
      await new Promise((done) => setTimeout(done, PAUSE_MS));
    }
    asking = false;
    if (!away) return;
    set(false);
    await client.invalidateQueries();
  };
  client.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && (event.action.type === 'failed' || event.action.type === 'error'))
      void met(event.action.error);
  });
  client.getMutationCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'error') void met(event.action.error);
  });
}

const answers = (): Promise<boolean> =>
  fetch('/healthz', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
