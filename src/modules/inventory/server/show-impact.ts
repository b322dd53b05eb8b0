import type { RouteInput, RouteOutput } from '#kernel/route';
import { readRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { inventoryContract as contract } from '../contract.ts';
import { groundOf, impactOf } from '../domain/impact.ts';
import { type OfficeUse, readItemsInPlace, readNeeds, readUses } from './impact.read.ts';
import { item } from './kinds.ts';

type Impact = RouteOutput<typeof contract.impact>;

/** "Stecker ziehen": what an outage of this item takes down, what is left without a spare, who notices it. */
export async function showImpact(tx: TownTx, { id }: RouteInput<typeof contract.impact>): Promise<Impact> {
  await readRecord(tx, item, id);
  const needs = await readNeeds(tx);
  const { failures, weakened } = impactOf(needs, [id]);
  const ground = groundOf(needs, id);
  const down = [id, ...failures.map((failure) => failure.item)];
  const mentioned = [...down, ...[...weakened, ...ground].map((one) => one.item)];
  const items = await readItemsInPlace(tx, mentioned);
  const visible = (ids: readonly string[]): string[] => ids.filter((one) => items.has(one));
  // What another office keeps to itself is not named; its failure still counts for what stands on it.
  const shown = <T extends { item: string }>(list: readonly T[]) =>
    list.flatMap((one) => {
      const found = items.get(one.item);
      return found ? [{ ...one, ...found } as T & Impact['item']] : [];
    });
  return {
    item: items.get(id) as Impact['item'],
    failures: shown(failures).map((one) => ({ ...one, because: visible(one.because) })),
    weakened: shown(weakened).map((one) => ({ ...one, without: visible(one.without) })),
    ground: shown(ground),
    offices: officesOf(await readUses(tx, down), visible),
  };
}

/** An office that works with several failing items counts its people once: as many as with the most used of them. */
function officesOf(
  uses: readonly OfficeUse[],
  visible: (ids: readonly string[]) => string[],
): Impact['offices'] {
  return [...Map.groupBy(uses, (use) => use.id)].map(([id, own]) => ({
    id,
    name: own[0]?.name ?? '',
    people: Math.max(...own.map(({ people }) => people)),
    through: visible(own.map((use) => use.item)),
  }));
}
