import { createHash } from 'node:crypto';
import { insertRecord, lockRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { shownCodes } from '../domain/catalogue-draft.ts';
import type { ForeignCatalogue, ForeignControl } from '../domain/foreign-catalogue.ts';
import { foreignCatalogue, foreignVersion } from './kinds.ts';
import { insertContent, latestVersion, withTitle } from './store.ts';

export interface Kept {
  id: string;
  seq: number;
  controls: number;
  /** False when this very document was there already. */
  fresh: boolean;
}

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
  await insertContent(tx, version.id, {
    content: text,
    headings: headingsOf(content),
    controls: controlRowsOf(content),
  });
  return { id, seq, controls, fresh: true };
}

/** A resolved profile carries the moment it was resolved at. */
const withoutStamp = (content: ForeignCatalogue): string =>
  JSON.stringify({ ...content, uuid: '', lastModified: '' });

/** What a page shows of the headings before anybody opens one. */
const headingsOf = ({ groups }: ForeignCatalogue) =>
  groups.map(({ code, label, parent, title }) => ({ code, label, parent, title }));

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
