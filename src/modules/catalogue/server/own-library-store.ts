import { sql } from 'kysely';
import { type TownTx, tables } from '#platform/tx';
import type { CatalogueTables } from './tables.ts';

export type OwnRow = CatalogueTables['library_measure'];

export interface OfferRow {
  town_id: string;
  name: string;
  key: string;
  title: string;
  content: string;
  changed_on: string;
}

/** One at a time in a town: two that take the same measure would both find it missing. */
export async function lockLibrary(tx: TownTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('library_measure'), hashtext(${tx.actor.townId}))`.execute(
    tx.db,
  );
}

/** What the town has beside the delivered library, in the state that holds, by title. */
export const presentMeasures = (tx: TownTx): Promise<OwnRow[]> =>
  tables<CatalogueTables>(tx)
    .selectFrom('library_measure')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('replaced_at', 'is', null)
    .orderBy('title')
    .orderBy('id')
    .execute() as Promise<OwnRow[]>;

/** Every state of one measure that the town ever had, the oldest first. */
export const statesOf = (tx: TownTx, key: string): Promise<OwnRow[]> =>
  tables<CatalogueTables>(tx)
    .selectFrom('library_measure')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('key', '=', key)
    .orderBy('created_at')
    .execute() as Promise<OwnRow[]>;

/** What the towns where the actor is a consultant have released; nothing for whoever is none here. */
export const readOffers = async (tx: TownTx): Promise<OfferRow[]> =>
  (
    await sql<OfferRow>`select town_id, name, key, title, content, changed_on from app.door_library_offers()`.execute(
      tx.db,
    )
  ).rows;
