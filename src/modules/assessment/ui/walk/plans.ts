import { askPicture } from './ask.ts';
import { store, type Walk, writing } from './store.ts';

const keyOf = (owner: string, id: string): string => `${owner} ${id}`;

/** Keeps the floor plans of all sites on the device; those that are there are not asked again. */
export async function readPlans(owner: string, town: string, walk: Walk): Promise<void> {
  const { plans } = store();
  const wanted = walk.sites.flatMap((site) => site.plans.map(({ id }) => ({ id, siteId: site.id })));
  const held = new Set(await plans.where('owner').equals(owner).primaryKeys());
  const keep = new Set(wanted.map(({ id }) => keyOf(owner, id)));
  await plans.bulkDelete([...held].filter((key) => !keep.has(key)));
  for (const { id, siteId } of wanted) {
    const key = keyOf(owner, id);
    if (held.has(key)) continue;
    const blob = await askPicture(`/towns/${town}/sites/${siteId}/files/${id}/content?inline=1`);
    if (blob) await writing(() => plans.put({ key, owner, blob }));
  }
}

/** A floor plan as kept on the device. */
export const planPicture = async (owner: string, id: string): Promise<Blob | undefined> =>
  (await store().plans.get(keyOf(owner, id)))?.blob;
