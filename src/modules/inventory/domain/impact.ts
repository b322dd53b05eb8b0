/** An item needs another one; those of one alternative stand in for each other. */
export interface Need {
  item: string;
  needs: string;
  /** Name of the group, e.g. "Strom"; empty = nothing stands in. */
  alternative: string;
}

export interface Failure {
  item: string;
  /** Steps from what failed first: 1 = fails at once. */
  depth: number;
  /** What brought it down: the items it needs that failed. */
  because: string[];
}

/** Still works, with less behind it. */
export interface Weakened {
  item: string;
  alternative: string;
  left: number;
  of: number;
  without: string[];
}

export interface Impact {
  failures: Failure[];
  weakened: Weakened[];
}

/**
 * What comes down when `failed` do, in the order in which it does. An item fails with anything it needs that nothing
 * stands in for, and with the last of an alternative. Rings of items that need each other end by themselves.
 */
export function impactOf(needs: readonly Need[], failed: readonly string[]): Impact {
  const dependents = Map.groupBy(needs, (need) => need.needs);
  const own = Map.groupBy(needs, (need) => need.item);
  const groups = new Map<string, Group[]>();
  const groupsOf = (item: string): Group[] => {
    const known = groups.get(item) ?? grouped(own.get(item) ?? []);
    groups.set(item, known);
    return known;
  };
  const down = new Map<string, Failure>(failed.map((item) => [item, { item, depth: 0, because: [] }]));
  let wave = [...down.keys()];
  for (let depth = 1; wave.length > 0; depth++) {
    const touched = new Set(wave.flatMap((item) => (dependents.get(item) ?? []).map((need) => need.item)));
    const fell: Failure[] = [];
    for (const item of touched) {
      if (down.has(item)) continue;
      const because = groupsOf(item)
        .filter(({ members }) => members.every((member) => down.has(member)))
        .flatMap(({ members }) => members);
      if (because.length > 0) fell.push({ item, depth, because });
    }
    for (const failure of fell) down.set(failure.item, failure);
    wave = fell.map(({ item }) => item);
  }
  return {
    failures: [...down.values()].filter(({ depth }) => depth > 0),
    weakened: weakened(groups, down),
  };
}

interface Group {
  alternative: string;
  members: string[];
}

/** What an item needs: each thing by itself, or several that stand in for each other. */
function grouped(own: readonly Need[]): Group[] {
  const groups: Group[] = [];
  for (const { alternative, needs } of own) {
    const known = alternative === '' ? undefined : groups.find((one) => one.alternative === alternative);
    if (known) known.members.push(needs);
    else groups.push({ alternative, members: [needs] });
  }
  return groups;
}

function weakened(groups: ReadonlyMap<string, Group[]>, down: ReadonlyMap<string, unknown>): Weakened[] {
  return [...groups].flatMap(([item, own]) =>
    down.has(item)
      ? []
      : own.flatMap(({ alternative, members }): Weakened[] => {
          const without = members.filter((member) => down.has(member));
          return without.length > 0
            ? [{ item, alternative, left: members.length - without.length, of: members.length, without }]
            : [];
        }),
  );
}

/** What an item stands on, nearest first; alternatives are all named. */
export function groundOf(needs: readonly Need[], item: string): { item: string; depth: number }[] {
  const own = Map.groupBy(needs, (need) => need.item);
  const found = new Map<string, number>([[item, 0]]);
  let wave = [item];
  for (let depth = 1; wave.length > 0; depth++) {
    const next = new Set(wave.flatMap((one) => (own.get(one) ?? []).map((need) => need.needs)));
    wave = [...next].filter((one) => !found.has(one));
    for (const one of wave) found.set(one, depth);
  }
  return [...found].flatMap(([one, depth]) => (depth > 0 ? [{ item: one, depth }] : []));
}
