import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { postingExists } from '#modules/budget';
import { inventoryItemExists } from '#modules/inventory';
import { writeJournal } from '#platform/journal';
import { requireOffice } from '#platform/offices';
import { insertRecord, lockRecord, readRecord, removeRecord, type StoredRow } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { evidenceContract as contract } from '../contract-evidence.ts';
import { webAddress } from '../domain/evidence.ts';
import { rating, ratingLink } from './kinds.ts';
import { loadRatingLinks, type RatingLink } from './rating-links.read.ts';

type Links = RouteOutput<typeof contract.ratingLinks>;
type Input = RouteInput<typeof contract.addRatingLink>;

/** What a rating rests on beside its files. */
export async function listRatingLinks(
  tx: TownTx,
  { id }: RouteInput<typeof contract.ratingLinks>,
): Promise<Links> {
  await readRecord(tx, rating, id);
  return { links: await loadRatingLinks(tx, id) };
}

/** Names what a rating rests on. Refuses unknown items and postings, addresses that are no page of the web, and what is named already. */
export async function linkRating(tx: TownTx, input: Input): Promise<Links> {
  const row = await lockRecord(tx, rating, input.id);
  requireOffice(tx, row.office_id);
  const values = await checkedTarget(tx, input);
  const same = ({ targetId, url }: RatingLink) => targetId === values.target_id && url === values.url;
  const field = input.kind === 'web' ? 'url' : 'targetId';
  if ((await loadRatingLinks(tx, row.id)).some(same))
    refuse('invalid', 'invalid_input', [{ path: field, code: 'duplicate' }]);
  await insertRecord(
    tx,
    ratingLink,
    { rating_id: row.id, kind: input.kind, ...values, office_id: row.office_id },
    'added',
  );
  const links = await loadRatingLinks(tx, row.id);
  const made = links.find(same);
  await tell(tx, row, 'linked', [null, made ? nameOf(made) : '']);
  return { links };
}

async function checkedTarget(tx: TownTx, { kind, targetId, url, label }: Input) {
  if (kind !== 'web') {
    const id = targetId || null;
    if (id === null) return refuse('invalid', 'invalid_input', [{ path: 'targetId', code: 'required' }]);
    const exists = kind === 'item' ? inventoryItemExists : postingExists;
    if (!(await exists(tx, id)))
      refuse('invalid', 'invalid_input', [{ path: 'targetId', code: 'unknown_reference' }]);
    return { target_id: id, url: '', label: '' };
  }
  const address = webAddress(url ?? '');
  if ('fault' in address)
    return refuse('invalid', 'invalid_input', [{ path: 'url', code: url ? address.fault : 'required' }]);
  return { target_id: null, url: address.href, label: label ?? '' };
}

/** Takes away what a rating rests on. Refuses a link of another rating as not found. */
export async function unlinkRating(
  tx: TownTx,
  { id, linkId }: RouteInput<typeof contract.removeRatingLink>,
): Promise<Links> {
  const row = await lockRecord(tx, rating, id);
  requireOffice(tx, row.office_id);
  const found = (await loadRatingLinks(tx, id)).find((link) => link.id === linkId);
  if (!found) return refuse('not_found', 'not_found');
  await removeRecord(tx, ratingLink, found.id, { version: null });
  await tell(tx, row, 'unlinked', [nameOf(found), null]);
  return { links: await loadRatingLinks(tx, id) };
}

const nameOf = ({ label, url }: RatingLink): string => label || url;

/** The rating's own story names the evidence as it was called then. */
const tell = (
  tx: TownTx,
  row: StoredRow,
  event: 'linked' | 'unlinked',
  change: readonly [string | null, string | null],
): Promise<void> =>
  writeJournal(tx, {
    event: `rating.${event}`,
    kind: 'rating',
    recordId: row.id,
    officeId: row.office_id,
    changes: { rests_on: change },
  });
