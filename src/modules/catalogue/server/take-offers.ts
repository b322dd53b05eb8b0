import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { takeOffered } from '#platform/offers';
import { insertRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { ownLibraryContract as contract } from '../contract-own-library.ts';
import { changedParts, type Part } from '../domain/own-library.ts';
import { MOST_OWN } from './keep-own-measure.ts';
import { libraryMeasure } from './kinds.ts';
import {
  lockLibrary,
  type OfferRow,
  type OwnRow,
  presentMeasures,
  readOffers,
  statesOf,
} from './own-library-store.ts';
import { contentOf, originOf } from './town-library.ts';

type Taken = RouteOutput<typeof contract.take>;

/** What towns of the same consultant have released, beside what this town has of it. */
export async function showOffers(tx: TownTx): Promise<RouteOutput<typeof contract.offers>> {
  const here = new Map((await presentMeasures(tx)).map((row) => [row.key, row]));
  const byTown = Map.groupBy(await readOffers(tx), ({ town_id }) => town_id);
  return {
    offers: [...byTown].map(([townId, rows]) => ({
      townId,
      name: rows[0]?.name ?? '',
      measures: rows.map((row) => ({
        key: row.key,
        title: row.title,
        changedOn: row.changed_on,
        ...compared(here.get(row.key), row),
      })),
    })),
  };
}

function compared(
  mine: OwnRow | undefined,
  offered: OfferRow,
): { state: 'new' | 'changed' | 'same'; parts: Part[] } {
  if (!mine) return { state: 'new', parts: [] };
  const parts = changedParts(contentOf(mine), contentOf(offered));
  return { state: parts.length > 0 ? 'changed' : 'same', parts };
}

/**
 * Copies measures of a consultancy into the town; a newer state replaces the one before. From then on they are the town's: they stay
 * when the consultant leaves. Refuses `library_offer_gone` when one of them is not offered (any more).
 */
export async function takeOffers(tx: TownTx, input: RouteInput<typeof contract.take>): Promise<Taken> {
  await lockLibrary(tx);
  const offered = new Map(
    (await readOffers(tx)).filter((row) => row.town_id === input.townId).map((row) => [row.key, row]),
  );
  const here = new Map((await presentMeasures(tx)).map((row) => [row.key, row]));
  const add = async (offer: OfferRow) => {
    const { key, title, content, town_id, name, changed_on } = offer;
    const origin = { origin_town: town_id, origin_name: name, origin_on: changed_on };
    await insertRecord(tx, libraryMeasure, { key, title, content, ...origin });
  };
  return takeOffered(input.keys, offered, {
    gone: 'library_offer_gone',
    room: MOST_OWN - here.size,
    full: () => refuse('state', 'own_library_full', [], { most: MOST_OWN }),
    here: ({ key }) => here.get(key),
    same: (mine, offer) => compared(mine, offer).state === 'same',
    replace: async (mine, offer) => {
      const how = { event: 'replaced', version: null };
      await updateRecord(tx, libraryMeasure, mine.id, { replaced_at: tx.now }, how);
      await add(offer);
    },
    add,
  });
}

/** What differs between the state the town had at a moment and the one it has now. */
export async function changesSince(
  tx: TownTx,
  { measure, since }: RouteInput<typeof contract.since>,
): Promise<RouteOutput<typeof contract.since>> {
  const states = await statesOf(tx, measure);
  const now = states.at(-1);
  if (!now) return { origin: null, parts: [] };
  const moment = Date.parse(since);
  const then = states.filter((row) => Date.parse(row.created_at) <= moment).at(-1) ?? now;
  return { origin: originOf(now), parts: changedParts(contentOf(then), contentOf(now)) };
}
