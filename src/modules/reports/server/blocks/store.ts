import { sql } from 'kysely';
import { type TownTx, tables } from '#platform/tx';
import type { ReportsTables } from '../tables.ts';

export type BlockRow = ReportsTables['document_block'];

export interface OfferedBlock {
  town_id: string;
  name: string;
  key: string;
  title: string;
  text: string;
  kinds: string;
  class: BlockRow['class'];
  version: number;
  changed_on: string;
}
export interface OfferedTemplate {
  town_id: string;
  name: string;
  file: string;
  sha256: string;
  content: Buffer;
  changed_on: string;
}

/** More than these nobody finds anything in. */
export const MOST_BLOCKS = 300;

/** One at a time in a town: two that take the same block would both find it missing. */
export async function lockBlocks(tx: TownTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('document_block'), hashtext(${tx.actor.townId}))`.execute(
    tx.db,
  );
}

/** All text blocks of the town, by title. */
export const loadBlocks = (tx: TownTx): Promise<BlockRow[]> =>
  tables<ReportsTables>(tx)
    .selectFrom('document_block')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .orderBy('title')
    .orderBy('id')
    .execute() as Promise<BlockRow[]>;

/** The town's own text document as it lies there; undefined where there is none. */
export const loadTemplate = (tx: TownTx) =>
  tables<ReportsTables>(tx)
    .selectFrom('document_file')
    .select([
      'id',
      'name',
      'released',
      'origin_town',
      'origin_name',
      'origin_on',
      'origin_sha256',
      'adapted',
      'updated_at',
    ])
    .where('town_id', '=', tx.actor.townId)
    .where('purpose', '=', 'template')
    .executeTakeFirst();

/** What the towns where the actor is a consultant have released; nothing for whoever is none here. */
export const readOfferedBlocks = async (tx: TownTx): Promise<OfferedBlock[]> =>
  (
    await sql<OfferedBlock>`select town_id, name, key, title, text, kinds, class, version, changed_on
      from app.door_block_offers()`.execute(tx.db)
  ).rows;

export const readOfferedTemplates = async (tx: TownTx): Promise<Omit<OfferedTemplate, 'content'>[]> =>
  (
    await sql<
      Omit<OfferedTemplate, 'content'>
    >`select town_id, name, file, sha256, changed_on from app.door_template_offers()`.execute(tx.db)
  ).rows;

export const readOfferedTemplate = async (tx: TownTx, townId: string): Promise<OfferedTemplate | undefined> =>
  (
    await sql<OfferedTemplate>`select town_id, name, file, sha256, content, changed_on from app.door_template_offers()
      where town_id = ${townId}`.execute(tx.db)
  ).rows[0];

/** Where originals have changed since they were taken: the day by town, key and the state that was taken; the key of a text document is empty. */
export async function loadChanged(
  tx: TownTx,
): Promise<(town: string | null, key: string | null, state?: number | null) => string | null> {
  const { rows } = await sql<{
    origin_town: string;
    key: string | null;
    version: number;
    changed_on: string;
  }>`select origin_town, key, version, changed_on from app.door_originals_changed()`.execute(tx.db);
  return (town, key, state = 0) =>
    rows.find((row) => row.origin_town === town && row.key === key && row.version === state)?.changed_on ??
    null;
}
