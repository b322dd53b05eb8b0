import type { RouteInput, RouteOutput } from '#kernel/route';
import { readRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { inventoryContract as contract } from '../contract.ts';
import { groundOf, impactOf } from '../domain/impact.ts';
import { type ItemInPlace, type OfficeUse, readItemsInPlace, readNeeds, readUses } from './impact.read.ts';
import { item } from './kinds.ts';

type Impact = RouteOutput<typeof contract.impact>;
type Cut = <T>(list: readonly T[]) => T[];

const SERVICES: readonly (string | undefined)[] = ['application', 'procedure', 'service'];

/** "Stecker ziehen": what an outage of this item takes down, what is left without a spare, who notices it. */
export async function showImpact(
  tx: TownTx,
  { id, from = 0, limit = 100 }: RouteInput<typeof contract.impact>,
): Promise<Impact> {
  await readRecord(tx, item, id);
  const needs = await readNeeds(tx);
  const all = impactOf(needs, [id]);
  const below = groundOf(needs, id).reverse();
  const down = [id, ...all.failures.map((failure) => failure.item)];
  const under = await readItemsInPlace(tx, [id, ...below.map((one) => one.item)]);
  const kinds = new Map<string, string>();
  for (const { item: one, kind } of needs) if (kind !== null) kinds.set(one, kind);
  for (const one of under.values()) kinds.set(one.id, one.kind);
  // What another office keeps to itself is not named; its failure still counts for what stands on it.
  const seen = <T extends { item: string }>(list: readonly T[]): T[] =>
    list.filter((one) => kinds.has(one.item));
  const visible = (ids: readonly string[]): string[] => ids.filter((one) => kinds.has(one));
  const failures = seen(all.failures).map((one) => ({ ...one, kind: kinds.get(one.item) }));
  const citizens = failures.filter(({ kind }) => kind === 'citizen_service');
  const [weakened, ground] = [seen(all.weakened), seen(below)];
  const offices = officesOf(await readUses(tx, down), visible);
  const cut: Cut = (list) => list.slice(from, from + limit);
  const part = {
    failures: cut(failures).map((one) => ({ ...one, because: visible(one.because) })),
    citizens: cut(citizens),
    weakened: cut(weakened).map((one) => ({ ...one, without: visible(one.without) })),
    ground: cut(ground),
    offices: offices.map((office) => ({ ...office, through: cut(office.through) })),
  };
  const items = await readItemsInPlace(tx, [id, ...mentioned(part)]);
  return {
    item: items.get(id) as Impact['item'],
    counts: {
      failures: failures.length,
      services: failures.filter(({ kind }) => SERVICES.includes(kind)).length,
      citizens: citizens.length,
      weakened: weakened.length,
      ground: ground.length,
      through: Math.max(0, ...offices.map(({ through }) => through.length)),
    },
    ...named(part, items),
  };
}

interface Part {
  failures: { item: string; depth: number; because: string[] }[];
  citizens: { item: string }[];
  weakened: { item: string; alternative: string; left: number; of: number; without: string[] }[];
  ground: { item: string; depth: number }[];
  offices: Use[];
}

const mentioned = ({ failures, citizens, weakened, ground, offices }: Part): string[] => [
  ...new Set([
    ...[...failures, ...citizens, ...weakened, ...ground].map((one) => one.item),
    ...failures.flatMap(({ because }) => because),
    ...offices.flatMap(({ through }) => through),
  ]),
];

/** The part with what is known of each item instead of its id. */
function named(part: Part, items: ReadonlyMap<string, ItemInPlace>): Omit<Impact, 'item' | 'counts'> {
  const shown = <T extends { item: string }>(list: readonly T[]) =>
    list.flatMap(({ item: id, ...one }) => {
      const found = items.get(id);
      return found ? [{ ...one, ...found } as Omit<T, 'item'> & Impact['item']] : [];
    });
  const known = new Set(part.failures.map((one) => one.item));
  const others = part.failures.flatMap(({ because }) => because).filter((id) => !known.has(id));
  return {
    failures: shown(part.failures),
    citizens: shown(part.citizens),
    weakened: shown(part.weakened),
    ground: shown(part.ground),
    offices: part.offices.map((office) => ({
      ...office,
      through: shown(office.through.map((id) => ({ item: id }))),
    })),
    names: Object.fromEntries([...new Set(others)].map((id) => [id, items.get(id)?.name ?? ''])),
  };
}

interface Use {
  id: string;
  name: string;
  people: number;
  through: string[];
}

/** An office that works with several failing items counts its people once: as many as with the most used of them. */
function officesOf(uses: readonly OfficeUse[], visible: (ids: readonly string[]) => string[]): Use[] {
  return [...Map.groupBy(uses, (use) => use.id)].map(([id, own]) => ({
    id,
    name: own[0]?.name ?? '',
    people: Math.max(...own.map(({ people }) => people)),
    through: visible(own.map((use) => use.item)),
  }));
}
