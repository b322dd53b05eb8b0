/** An item needs another one; those of one alternative stand in for each other. */
export interface Need {
  item: string;
  needs: string;
  /** Name of the group, e.g. "Strom"; empty = nothing stands in. */
  alternative: string;
}

/**
 * Who needs whom in a town, compact: items and needs are numbers in the order in which they came, and both directions
 * are chains of positions. A town has thousands of needs; objects and lists of them would be made for each question.
 */
export interface Net {
  /** Id of each item. */
  readonly ids: readonly string[];
  /** Number of an item; -1 = it needs nothing and nothing needs it. */
  numberOf(id: string): number;
  /** For each need: who needs, what, and the number of the name of its group (0 = none). */
  readonly item: Int32Array;
  readonly needs: Int32Array;
  readonly alternative: Int32Array;
  readonly alternatives: readonly string[];
  /** For each item the first need of its own and the first for it, for each need the next of the same; -1 = none. */
  readonly firstOwn: Int32Array;
  readonly nextOwn: Int32Array;
  readonly firstOther: Int32Array;
  readonly nextOther: Int32Array;
}

const numbering = (first: readonly string[] = []) => {
  const names = [...first];
  const numbers = new Map(names.map((name, at) => [name, at]));
  return {
    names,
    find: (name: string) => numbers.get(name) ?? -1,
    claim: (name: string): number => {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, names.length);
      return names.push(name) - 1;
    },
  };
};

/** The net of `count` needs; `at` is asked once for each, in their order. */
export function netOf(count: number, at: (position: number) => Need): Net {
  const items = numbering();
  const groups = numbering(['']);
  const [item, needs, alternative] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  for (let position = 0; position < count; position++) {
    const need = at(position);
    item[position] = items.claim(need.item);
    needs[position] = items.claim(need.needs);
    alternative[position] = groups.claim(need.alternative);
  }
  const own = chainOf(item, items.names.length);
  const other = chainOf(needs, items.names.length);
  return {
    ids: items.names,
    numberOf: items.find,
    item,
    needs,
    alternative,
    alternatives: groups.names,
    firstOwn: own.first,
    nextOwn: own.next,
    firstOther: other.first,
    nextOther: other.next,
  };
}

function chainOf(of: Int32Array, items: number): { first: Int32Array; next: Int32Array } {
  const first = new Int32Array(items).fill(-1);
  const next = new Int32Array(of.length).fill(-1);
  for (let at = of.length - 1; at >= 0; at--) {
    const one = of[at] as number;
    next[at] = first[one] as number;
    first[one] = at;
  }
  return { first, next };
}

/** The needs of a chain, as positions. */
export function* chained(first: Int32Array, next: Int32Array, item: number): Generator<number> {
  for (let at = first[item] ?? -1; at >= 0; at = next[at] ?? -1) yield at;
}
