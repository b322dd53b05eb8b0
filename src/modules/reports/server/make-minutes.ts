import type { RouteInput } from '#kernel/route';
import { catalogues } from '#modules/catalogue';
import { readTown } from '#modules/organisation';
import { readMinutes } from '#modules/steering';
import type { TownTx } from '#platform/tx';
import type { reportsContract as contract } from '../contract.ts';
import { minutesDocument } from '../domain/minutes.ts';
import type { Rendering } from './documents/render-document.ts';
import { loadBrand } from './documents/store.ts';

/** What the file of a meeting's minutes is made of, in the look of the town; a draft until they are approved. */
export async function readForMinutes(
  tx: TownTx,
  { id }: RouteInput<typeof contract.minutes>,
): Promise<Rendering & { name: string }> {
  const { locale, townId } = tx.actor;
  const minutes = await readMinutes(tx, id);
  const roles = new Map(catalogues().roles.roles.map(({ key, title }) => [key, title[locale]]));
  return {
    document: minutesDocument(minutes, locale, (key) => roles.get(key) ?? key),
    brand: await loadBrand(tx, (await readTown(tx)).name),
    draft: minutes.approvedAt === null,
    createdAt: minutes.approvedAt ? new Date(minutes.approvedAt) : tx.now,
    townId,
    name: `protokoll-lenkungskreis-${minutes.heldOn}`,
  };
}
