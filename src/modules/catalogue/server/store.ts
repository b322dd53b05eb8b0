import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { TownTx } from '#platform/tx';
import type { ForeignCatalogue } from '../domain/foreign-catalogue.ts';
import type { CatalogueTables } from './tables.ts';

const CHUNK = 1000;

/** The oldest catalogue of this title. */
export async function withTitle(tx: TownTx, title: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from foreign_catalogue
    where town_id = ${tx.actor.townId} and title = ${title} order by created_at limit 1`.execute(tx.db);
  return rows[0]?.id ?? null;
}

export async function latestVersion(
  tx: TownTx,
  id: string,
): Promise<{ seq: number; digest: string } | undefined> {
  const { rows } = await sql<{
    seq: number;
    digest: string;
  }>`select seq, digest from foreign_catalogue_version
    where town_id = ${tx.actor.townId} and catalogue_id = ${id} order by seq desc limit 1`.execute(tx.db);
  return rows[0];
}

/** Editions there are already. */
export async function editionsOf(tx: TownTx, catalogueId: string): Promise<string[]> {
  const { rows } = await sql<{ edition: string }>`select edition from foreign_catalogue_version
    where town_id = ${tx.actor.townId} and catalogue_id = ${catalogueId}`.execute(tx.db);
  return rows.map(({ edition }) => edition);
}

/** Numbers that have been answered. */
export async function answeredCodes(tx: TownTx, catalogueId: string): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`select code from control_answer
    where town_id = ${tx.actor.townId} and catalogue_id = ${catalogueId}`.execute(tx.db);
  return new Set(rows.map(({ code }) => code));
}

/** The document of a version, for handing it out; refuses `not_found`. */
export async function contentOf(tx: TownTx, id: string, seq: number | null): Promise<ForeignCatalogue> {
  const { rows } = await sql<{ content: ForeignCatalogue }>`select c.content from foreign_catalogue_version v
    join foreign_catalogue_content c on c.town_id = v.town_id and c.version_id = v.id
    where v.town_id = ${tx.actor.townId} and v.catalogue_id = ${id} and (${seq}::int is null or v.seq = ${seq})
    order by v.seq desc limit 1`.execute(tx.db);
  return rows[0]?.content ?? refuse('not_found', 'not_found');
}

type ControlRow = Omit<CatalogueTables['foreign_control'], 'town_id' | 'version_id'>;

/** What a version holds: the document as text, its headings, and its controls one by one. */
export async function insertContent(
  tx: TownTx,
  versionId: string,
  {
    content,
    headings,
    controls,
  }: { content: string; headings: readonly object[]; controls: readonly ControlRow[] },
): Promise<void> {
  await sql`insert into foreign_catalogue_content (town_id, version_id, content, headings)
    values (${tx.actor.townId}, ${versionId}, ${content}::jsonb, ${JSON.stringify(headings)}::jsonb)`.execute(
    tx.db,
  );
  for (let at = 0; at < controls.length; at += CHUNK)
    await sql`insert into foreign_control
        (town_id, version_id, position, code, heading, parent, title, statement, guidance, modal, digest)
      select ${tx.actor.townId}, ${versionId}, * from jsonb_to_recordset(${JSON.stringify(controls.slice(at, at + CHUNK))}::jsonb)
        as r (position int, code text, heading text, parent text, title text, statement text, guidance text, modal text,
          digest text)`.execute(tx.db);
}
