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
  const net = netOf(needs);
  const down = new Map<string, Failure>(failed.map((item) => [item, { item, depth: 0, because: [] }]));
  const touched = new Set<string>();
  let wave = [...down.keys()];
  for (let depth = 1; wave.length > 0; depth++) {
    const now = new Set<string>();
    for (const item of wave)
      for (let at = net.firstNeeding(item); at >= 0; at = net.nextNeeding(at)) {
        const { item: other } = needs[at] as Need;
        if (!down.has(other)) now.add(other);
      }
    const fell: Failure[] = [];
    for (const item of now) {
      touched.add(item);
      const because = causesOf(net.of(item), down);
      if (because.length > 0) fell.push({ item, depth, because });
    }
    for (const failure of fell) down.set(failure.item, failure);
    wave = fell.map(({ item }) => item);
  }
  return {
    failures: [...down.values()].filter(({ depth }) => depth > 0),
    weakened: [...touched].flatMap((item) => (down.has(item) ? [] : weakenedBy(item, net.of(item), down))),
  };
}

interface Net {
  /** What an item needs. */
  of(item: string): Need[];
  /** Position of the first need for an item, and of the next after one; -1 = none. */
  firstNeeding(item: string): number;
  nextNeeding(at: number): number;
}

/** Both directions as chains of positions: a town has thousands of needs, and lists of them would be made for each question. */
function netOf(needs: readonly Need[]): Net {
  const [own, other] = [new Map<string, number>(), new Map<string, number>()];
  const [nextOwn, nextOther] = [new Int32Array(needs.length), new Int32Array(needs.length)];
  for (let at = needs.length - 1; at >= 0; at--) {
    const need = needs[at] as Need;
    nextOwn[at] = own.get(need.item) ?? -1;
    own.set(need.item, at);
    nextOther[at] = other.get(need.needs) ?? -1;
    other.set(need.needs, at);
  }
  return {
    of: (item) => {
      const found: Need[] = [];
      for (let at = own.get(item) ?? -1; at >= 0; at = nextOwn[at] ?? -1) found.push(needs[at] as Need);
      return found;
    },
    firstNeeding: (item) => other.get(item) ?? -1,
    nextNeeding: (at) => nextOther[at] ?? -1,
  };
}

type Down = ReadonlyMap<string, unknown>;

/** What brings an item down: each thing it needs by itself, or all that stand in for each other. */
function causesOf(own: readonly Need[], down: Down): string[] {
  const causes: string[] = [];
  for (const { alternative, needs } of own)
    if (down.has(needs) && (alternative === '' || standIns(own, alternative).every((one) => down.has(one))))
      causes.push(needs);
  return causes;
}

const standIns = (own: readonly Need[], alternative: string): string[] =>
  own.flatMap((one) => (one.alternative === alternative ? [one.needs] : []));

function weakenedBy(item: string, own: readonly Need[], down: Down): Weakened[] {
  return [...new Set(own.map(({ alternative }) => alternative))].flatMap((alternative): Weakened[] => {
    const members = standIns(own, alternative);
    const without = members.filter((member) => down.has(member));
    return alternative !== '' && without.length > 0
      ? [{ item, alternative, left: members.length - without.length, of: members.length, without }]
      : [];
  });
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
