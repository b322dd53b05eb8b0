import type { Instant } from '#kernel/dates';
import { COMMON, type Word, wordsOf } from './words.ts';

/** A new ticket as it came in: its subject, and as much of the text as should count. */
export interface Incoming {
  readonly id: string;
  readonly at: Instant;
  readonly text: string;
}

/** In how many earlier tickets of the desk a stem stands; what is common there says little. */
export interface Rarity {
  readonly texts: number;
  readonly counts: ReadonlyMap<string, number>;
}

export interface Likeness {
  /** Two tickets further apart than this are not joined. */
  readonly windowMinutes: number;
  /** From 0 (nothing in common) to 1 (the same words). */
  readonly threshold: number;
  /** Smaller groups are not shown. */
  readonly atLeast: number;
  readonly rarity: Rarity;
}

export const NO_HISTORY: Rarity = { texts: 0, counts: new Map() };
export const DEFAULT_LIKENESS: Likeness = {
  windowMinutes: 120,
  threshold: 0.4,
  atLeast: 3,
  rarity: NO_HISTORY,
};

/** Tickets that seem to be about the same, in the order in which they came. */
export interface SimilarGroup {
  readonly ids: readonly string[];
  /** When the first of them came. */
  readonly since: Instant;
  /** The words that most of them share, as they were written, the telling ones first. */
  readonly words: readonly string[];
}

/** Counts a desk's earlier tickets once, so that new ones can be weighed against them. */
export function rarityOf(texts: readonly string[]): Rarity {
  const counts = new Map<string, number>();
  const stems = new Map<string, string>();
  for (const text of texts)
    for (const { stem } of wordsOf(text, stems)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return { texts: texts.length, counts };
}

/** So many texts are assumed behind a small sample: in a wave of ten, the word of the wave is not a common one. */
const ASSUMED_TEXTS = 200;
const PART_WEIGHT = 0.7;
const COMMON_WEIGHT = 0.3;
const SHORTEST_PART = 4;
const SHORTEST_MISSPELT = 6;

/** Every way to leave out one letter, and the word itself. */
const mutilated = (word: string): string[] => [
  word,
  ...Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1)),
];

/** Words that stand in one text only and are one letter off a word of several texts, by that word. */
function misspelt(counts: ReadonlyMap<string, number>): Map<string, string> {
  const eligible = [...counts.keys()].filter((word) => word.length >= SHORTEST_MISSPELT && !/\d/.test(word));
  const forms = new Map<string, string>();
  for (const word of eligible.filter((w) => (counts.get(w) ?? 0) > 1).sort())
    for (const form of mutilated(word)) if (!forms.has(form)) forms.set(form, word);
  const found = new Map<string, string>();
  for (const word of eligible.filter((w) => counts.get(w) === 1)) {
    const right = mutilated(word)
      .map((form) => forms.get(form))
      .find((other) => other !== undefined && other[0] === word[0]);
    if (right) found.set(word, right);
  }
  return found;
}

/** The longest known words with which a compound begins and ends; German joins words without a blank. */
function partsOf(word: string, known: (part: string) => boolean): string[] {
  const parts: string[] = [];
  for (let cut = word.length - SHORTEST_PART; cut >= SHORTEST_PART; cut -= 1)
    if (known(word.slice(0, cut))) {
      parts.push(word.slice(0, cut));
      break;
    }
  for (let cut = SHORTEST_PART; cut <= word.length - SHORTEST_PART; cut += 1)
    if (known(word.slice(cut))) {
      parts.push(word.slice(cut));
      break;
    }
  return parts;
}

/** Weights by stem, of length 1 in all. */
type Vector = ReadonlyMap<string, number>;

function vectors(texts: readonly (readonly Word[])[], rarity: Rarity): Vector[] {
  const counts = new Map(rarity.counts);
  for (const words of texts) for (const { stem } of words) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const right = misspelt(counts);
  const total = rarity.texts + texts.length + ASSUMED_TEXTS;
  const weight = (stem: string): number =>
    Math.log(total / ((counts.get(stem) ?? 0) + 1)) * (COMMON.has(stem) ? COMMON_WEIGHT : 1);
  const parts = new Map<string, string[]>();
  return texts.map((words) => {
    const vector = new Map<string, number>();
    const add = (stem: string, value: number): void => {
      vector.set(stem, Math.max(vector.get(stem) ?? 0, value));
    };
    for (const { stem: written } of words) {
      const stem = right.get(written) ?? written;
      add(stem, weight(stem));
      const known = parts.get(stem) ?? partsOf(stem, (part) => counts.has(part));
      parts.set(stem, known);
      for (const part of known) add(part, weight(part) * PART_WEIGHT);
    }
    let sum = 0;
    for (const value of vector.values()) sum += value * value;
    const length = Math.sqrt(sum) || 1;
    for (const [stem, value] of vector) vector.set(stem, value / length);
    return vector;
  });
}

/** Pairs of texts at least as like as the threshold, found by the words that they share. */
function likePairs(
  list: readonly Incoming[],
  all: readonly Vector[],
  { windowMinutes, threshold }: Likeness,
) {
  const times = list.map(({ at }) => Date.parse(at));
  const standing = new Map<string, { places: number[]; values: number[] }>();
  const shared = new Float64Array(list.length);
  const pairs: [number, number][] = [];
  let first = 0;
  for (const [index, vector] of all.entries()) {
    const oldest = (times[index] ?? 0) - windowMinutes * 60_000;
    while ((times[first] ?? 0) < oldest) first += 1;
    shared.fill(0, first, index);
    for (const [stem, value] of vector) {
      const { places, values } = standing.get(stem) ?? { places: [], values: [] };
      for (let i = places.length - 1; i >= 0; i -= 1) {
        const place = places[i] as number;
        if (place < first) break;
        shared[place] = (shared[place] as number) + (values[i] as number) * value;
      }
      places.push(index);
      values.push(value);
      standing.set(stem, { places, values });
    }
    for (let other = first; other < index; other += 1)
      if ((shared[other] as number) >= threshold) pairs.push([other, index]);
  }
  return pairs;
}

function label(members: readonly number[], texts: readonly (readonly Word[])[], all: readonly Vector[]) {
  const found = new Map<string, { count: number; weight: number; written: string }>();
  for (const member of members)
    for (const { stem, written } of texts[member] ?? []) {
      const entry = found.get(stem) ?? { count: 0, weight: 0, written };
      entry.count += 1;
      entry.weight += all[member]?.get(stem) ?? 0;
      found.set(stem, entry);
    }
  return [...found.entries()]
    .filter(([stem, { count }]) => count * 2 > members.length && !COMMON.has(stem))
    .sort(([a, x], [b, y]) => y.weight - x.weight || (a < b ? -1 : 1))
    .slice(0, 4)
    .map(([, { written }]) => written);
}

/**
 * Gathers new tickets that seem to be about the same (Blitz-Triage): whoever is like one member belongs to the group.
 * The largest group comes first, among equals the older; the order in which the tickets are given does not matter.
 */
export function similarGroups(
  tickets: readonly Incoming[],
  likeness: Likeness = DEFAULT_LIKENESS,
): SimilarGroup[] {
  const list = [...tickets].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));
  const stems = new Map<string, string>();
  const texts = list.map(({ text }) => wordsOf(text, stems));
  const all = vectors(texts, likeness.rarity);
  const leader = list.map((_, index) => index);
  const lead = (index: number): number => {
    let at = index;
    while (leader[at] !== at) at = leader[at] ?? at;
    return at;
  };
  for (const [a, b] of likePairs(list, all, likeness)) {
    const [one, other] = [lead(a), lead(b)];
    leader[Math.max(one, other)] = Math.min(one, other);
  }
  const groups = new Map<number, number[]>();
  for (const index of list.keys()) {
    const members = groups.get(lead(index)) ?? [];
    members.push(index);
    groups.set(lead(index), members);
  }
  return [...groups.values()]
    .filter((members) => members.length >= likeness.atLeast)
    .sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0))
    .map((members) => ({
      ids: members.map((index) => list[index]?.id ?? ''),
      since: list[members[0] ?? 0]?.at as Instant,
      words: label(members, texts, all),
    }));
}
