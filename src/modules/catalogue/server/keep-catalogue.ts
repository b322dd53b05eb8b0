import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import { insertRecord, lockRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { shownCodes } from '../domain/catalogue-draft.ts';
import type { ForeignCatalogue, ForeignControl } from '../domain/foreign-catalogue.ts';
import { foreignCatalogue, foreignVersion } from './kinds.ts';

export interface Kept {
  id: string;
  seq: number;
  controls: number;
  /** False when this very document was there already. */
  fresh: boolean;
}

const CHUNK = 1000;
const TITLE_MAX = 500;

export const digestOf = (...texts: (string | null)[]): string =>
  createHash('sha256')
    .update(texts.map((text) => text ?? '').join('\u0000'))
    .digest('hex')
    .slice(0, 32);

/** Of what an answer is given to. */
const controlDigest = ({ title, statement, modal }: ForeignControl): string =>
  digestOf(title, statement, modal);

/**
 * Keeps a catalogue: as a further version of the one named or, without one, of the one with the same title, else as a new
 * one. The document that is the latest version already is kept no second time. Refuses `not_found` for an unknown id.
 */
export async function keepCatalogue(
  tx: TownTx,
  content: ForeignCatalogue,
  given: { id: string | null; files: readonly string[] },
): Promise<Kept> {
  const title = content.title.slice(0, TITLE_MAX) || '?';
  const head = {
    title,
    source: content.source ?? '',
    licence: content.licence ?? '',
    language: content.language ?? '',
  };
  const id = given.id ?? (await withTitle(tx, title)) ?? (await insertRecord(tx, foreignCatalogue, head)).id;
  await lockRecord(tx, foreignCatalogue, id);
  const last = await latestVersion(tx, id);
  const text = JSON.stringify(content);
  const digest = digestOf(withoutStamp(content));
  const controls = content.controls.length;
  if (last?.digest === digest) return { id, seq: last.seq, controls, fresh: false };
  if (given.id) await updateRecord(tx, foreignCatalogue, id, head);
  const seq = (last?.seq ?? 0) + 1;
  const version = await insertRecord(tx, foreignVersion, {
    catalogue_id: id,
    seq,
    edition: content.version.slice(0, TITLE_MAX),
    files: given.files.join(', ').slice(0, 1000),
    controls,
    digest,
  });
  await keepContent(tx, version.id, content, text);
  return { id, seq, controls, fresh: true };
}

/** A resolved profile carries the moment it was resolved at. */
const withoutStamp = (content: ForeignCatalogue): string =>
  JSON.stringify({ ...content, uuid: '', lastModified: '' });

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

async function keepContent(
  tx: TownTx,
  versionId: string,
  content: ForeignCatalogue,
  text: string,
): Promise<void> {
  const headings = content.groups.map(({ code, label, parent, title }) => ({ code, label, parent, title }));
  await sql`insert into foreign_catalogue_content (town_id, version_id, content, headings)
    values (${tx.actor.townId}, ${versionId}, ${text}::jsonb, ${JSON.stringify(headings)}::jsonb)`.execute(
    tx.db,
  );
  const named = controlRowsOf(content);
  for (let at = 0; at < named.length; at += CHUNK)
    await sql`insert into foreign_control
        (town_id, version_id, position, code, heading, parent, title, statement, guidance, modal, digest)
      select ${tx.actor.townId}, ${versionId}, * from jsonb_to_recordset(${JSON.stringify(named.slice(at, at + CHUNK))}::jsonb)
        as r (position int, code text, heading text, parent text, title text, statement text, guidance text, modal text,
          digest text)`.execute(tx.db);
}

/** The controls as they are shown, answered and compared. */
export function controlRowsOf({ controls }: ForeignCatalogue) {
  // Labels are for people and may repeat; then the codes of the document count.
  const codes = shownCodes(controls);
  return controls.map((control, position) => ({
    position,
    code: codes[position] ?? control.code,
    heading: control.group,
    parent: control.parent,
    title: control.title,
    statement: control.statement,
    guidance: control.guidance,
    modal: control.modal,
    digest: controlDigest(control),
  }));
}

/** The document of a version, for handing it out; refuses `not_found`. */
export async function contentOf(tx: TownTx, id: string, seq: number | null): Promise<ForeignCatalogue> {
  const { rows } = await sql<{ content: ForeignCatalogue }>`select c.content from foreign_catalogue_version v
    join foreign_catalogue_content c on c.town_id = v.town_id and c.version_id = v.id
    where v.town_id = ${tx.actor.townId} and v.catalogue_id = ${id} and (${seq}::int is null or v.seq = ${seq})
    order by v.seq desc limit 1`.execute(tx.db);
  return rows[0]?.content ?? refuse('not_found', 'not_found');
}
