import type { RouteInput, RouteOutput } from '#kernel/route';
import { keptUntilChanged } from '#platform/kept';
import { readRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { inventoryContract as contract } from '../contract.ts';
import { failureOf, groundOf, impactOf, WORKS } from '../domain/impact.ts';
import {
  type ItemInPlace,
  type OfficeUse,
  readItemsInPlace,
  readKinds,
  readNet,
  readUses,
} from './impact.read.ts';
import { item, itemRelation } from './kinds.ts';

type Impact = RouteOutput<typeof contract.impact>;
type Cut = <T>(list: readonly T[]) => T[];

const SERVICES: readonly (string | undefined)[] = ['application', 'procedure', 'service'];

/** Who needs whom, and of what kind each is: the same for every question about outages in a town. */
const townNet = keptUntilChanged([item.kind, itemRelation.kind], async (tx) => {
  const net = await readNet(tx);
  return { net, kinds: await readKinds(tx, net) };
});

/** "Stecker ziehen": what an outage of this item takes down, what is left without a spare, who notices it. */
export async function showImpact(
  tx: TownTx,
  { id, from = 0, limit = 100 }: RouteInput<typeof contract.impact>,
): Promise<Impact> {
  await readRecord(tx, item, id);
  const { net, kinds } = await townNet(tx);
  const all = impactOf(net, [id]);
  // What another office keeps to itself is not named; its failure still counts for what stands on it.
  const kindOf = (one: string): string | undefined => kinds[net.numberOf(one)];
  const sees = (one: string): boolean => one === id || kindOf(one) !== undefined;
  const seen = <T extends { item: string }>(list: readonly T[]): T[] => list.filter((one) => sees(one.item));
  const visible = (ids: readonly string[]): string[] => ids.filter(sees);
  const failures = all.failures.filter((one) => kinds[one] !== undefined);
  const citizens = failures.filter((one) => kinds[one] === 'citizen_service');
  const [weakened, ground] = [seen(all.weakened), seen(groundOf(net, id).reverse())];
  const fails = (one: string): boolean => one === id || (all.down[net.numberOf(one)] ?? WORKS) !== WORKS;
  const offices = officesOf(
    (await readUses(tx)).filter((use) => fails(use.item)),
    visible,
  );
  const cut: Cut = (list) => list.slice(from, from + limit);
  const part = {
    failures: cut(failures)
      .map((one) => failureOf(net, all, one))
      .map((one) => ({ ...one, because: visible(one.because) })),
    citizens: cut(citizens).map((one) => ({ item: net.ids[one] ?? '' })),
    weakened: cut(weakened).map((one) => ({ ...one, without: visible(one.without) })),
    ground: cut(ground),
    offices: offices.map((office) => ({ ...office, through: cut(office.through) })),
  };
  const items = await readItemsInPlace(tx, [id, ...mentioned(part)]);
  return {
    item: items.get(id) as Impact['item'],
    counts: {
      failures: failures.length,
      services: failures.filter((one) => SERVICES.includes(kinds[one])).length,
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
