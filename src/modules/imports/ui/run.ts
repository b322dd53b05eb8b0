import { useEffect, useState } from 'react';
import { type ListKind, listPath } from '#kernel/paths';
import { api, type Problem, problemOf, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { number } from '#ui-kit/format';
import type { importsContract } from '../contract.ts';

export const imports = api<typeof importsContract>('imports');
export type Run = Awaited<ReturnType<typeof imports.get>>;

const MOVING: Partial<Record<Run['phase'], () => string>> = {
  waiting: m.imports_phase_waiting,
  reading: m.imports_phase_reading,
  checking: m.imports_phase_checking,
  importing: m.imports_phase_importing,
};
/** What goes on now; undefined when nothing does. */
export const movingWord = (run: Run): (() => string) | undefined => MOVING[run.phase];

const PAUSE_MS = 400;

/** A run, asked for anew while it moves. */
export function useRun(id: string) {
  const town = useTown();
  const { data, error, refetch, dataUpdatedAt, errorUpdatedAt } = useRecord(['import', town, id], () =>
    imports.get({ town, id }),
  );
  const moves = data ? movingWord(data) !== undefined : false;
  // biome-ignore lint/correctness/useExhaustiveDependencies: every answer, also a failed one, starts the next pause
  useEffect(() => {
    if (!moves) return;
    const timer = setTimeout(() => void refetch(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [moves, refetch, dataUpdatedAt, errorUpdatedAt]);
  return { run: data, error, refetch };
}

/** The list that records of a kind go to. */
export function listOf(
  town: string,
  kinds: Run['kinds'],
  kind: string | null,
): { href: string; title: string } | null {
  const found = kinds.find(({ name }) => name === kind);
  return found ? { href: listPath(town, found.list as ListKind), title: found.title } : null;
}

/** Counts in words, without those that are nought. */
export function countWords({ counts }: Run): string {
  const words: [number, (shown: { count: string }) => string][] = [
    [counts.created, m.imports_count_created],
    [counts.updated, m.imports_count_updated],
    [counts.skipped, m.imports_count_skipped],
    [counts.refused, m.imports_count_left_out],
  ];
  const told = words
    .filter(([count], at) => count > 0 || at === 0)
    .map(([count, word]) => word({ count: number(count) }));
  return told.join(', ');
}

/** Sends a file as it is; the interface link speaks JSON only. */
export async function sendFile(town: string, file: File, kind: string): Promise<string> {
  const query = new URLSearchParams({ name: file.name, ...(kind ? { kind } : {}) });
  const answer = await fetch(`/api/v1/towns/${encodeURIComponent(town)}/imports?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  });
  const said = (await answer.json()) as { id?: string } & Partial<Problem>;
  if (!answer.ok || !said.id) throw new Error(said.text ?? m.imports_unreachable());
  return said.id;
}

/** An action of the run with what it says when it is refused. */
export function useAction(refetch: () => Promise<unknown>): {
  busy: boolean;
  problem: string | undefined;
  act: (work: () => Promise<unknown>) => Promise<void>;
} {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  return {
    busy,
    problem,
    async act(work) {
      setBusy(true);
      setProblem(undefined);
      try {
        await work();
        await refetch();
      } catch (error) {
        setProblem(problemOf(error)?.text ?? m.imports_unreachable());
      } finally {
        setBusy(false);
      }
    },
  };
}
