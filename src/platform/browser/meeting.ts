import { useCallback, useEffect, useRef, useState } from 'react';
import type { Clash } from '#ui-kit/clash';
import type { Draft } from '#ui-kit/draft';
import type { Fault } from '#ui-kit/form';

/** A stored record as a form holds it, with the version it was read at. */
export interface Ground<Value> {
  version: number;
  value: Value;
}

const idOf = (value: unknown): unknown => (value as { id?: unknown } | null)?.id;

/** Equal for the reader: a chosen record is the same whatever its label has become. */
export const same = (a: unknown, b: unknown): boolean =>
  idOf(a) === undefined || idOf(b) === undefined
    ? JSON.stringify(a) === JSON.stringify(b)
    : idOf(a) === idOf(b);

/**
 * Two writers meet: `base` is what both began with. What only the other changed is taken over; what both changed
 * differently stays as it was typed. Every difference is told, none is decided silently.
 */
export function meet<Value extends object>(
  base: Value,
  mine: Value,
  theirs: Value,
): { take: Partial<Value>; clashes: Omit<Clash, 'holds'>[] } {
  const keys = (Object.keys(theirs) as (keyof Value & string)[]).filter(
    (key) => !same(theirs[key], base[key]) && !same(theirs[key], mine[key]),
  );
  const taken = keys.filter((key) => same(mine[key], base[key]));
  return {
    take: Object.fromEntries(taken.map((key) => [key, theirs[key]])) as Partial<Value>,
    clashes: keys.map((key) => ({ key, mine: mine[key], theirs: theirs[key] })),
  };
}

interface Meeting<Value> {
  /** null = nobody else has saved; else the fields in question, possibly none. */
  clashes: readonly Clash[] | null;
  /** Where these fields are and how the two values read, for the summary. */
  places: Fault[];
  choose: (key: string, which: Clash['holds']) => void;
  tell: (key: string, place: Fault) => void;
  /** Typing: what is typed last is "mine". */
  change: (part: Partial<Value>) => void;
  meet: (now: Ground<Value>) => void;
  end: () => void;
}

/** Keeps what two writers differ in, over a draft; `ground` is what the form rests on, `rest` puts it on another. */
export function useMeeting<Value extends object>(
  draft: Draft<Value>,
  ground: Ground<Value> | undefined,
  rest: (now: Ground<Value>) => void,
): Meeting<Value> {
  const [found, setFound] = useState<Omit<Clash, 'holds'>[] | null>(null);
  const [places, setPlaces] = useState<Record<string, Fault>>({});
  const { value, base, restored, rebase } = draft;
  // Typing goes on while the other's version is read.
  const latest = useRef(value);
  latest.current = value;
  const join = (from: Value, now: Ground<Value>) => {
    const { take, clashes } = meet(from, latest.current, now.value);
    setFound((before) => [
      ...(before ?? []).filter(({ key }) => !clashes.some((c) => c.key === key)),
      ...clashes,
    ]);
    rest(now);
    rebase(now.value, take);
  };
  // A draft of an earlier day rests on what was stored then.
  const outdated = ground && restored && base && !same(base, ground.value) ? base : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each outdated draft
  useEffect(() => {
    if (outdated && ground) join(outdated, ground);
  }, [outdated]);
  const tell = useCallback(
    (key: string, place: Fault) => setPlaces((before) => ({ ...before, [key]: place })),
    [],
  );
  const clashes = draft.state === 'empty' ? null : found;
  return {
    clashes:
      clashes?.map((clash) => ({
        ...clash,
        holds: same(value[clash.key as keyof Value], clash.theirs) ? 'theirs' : 'mine',
      })) ?? null,
    places: (clashes ?? []).flatMap(({ key }) => places[key] ?? []),
    choose: (key, which) => {
      const clash = found?.find((one) => one.key === key);
      if (clash) draft.change({ [key]: clash[which] } as Partial<Value>);
    },
    tell,
    change: (part) => {
      draft.change(part);
      setFound(
        (before) =>
          before?.map((clash) =>
            clash.key in part ? { ...clash, mine: part[clash.key as keyof Value] } : clash,
          ) ?? null,
      );
    },
    meet: (now) => ground && join(base ?? ground.value, now),
    end: () => setFound(null),
  };
}
