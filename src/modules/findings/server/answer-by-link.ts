import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import { lockRecord, readRecord, updateRecord } from '#platform/records';
import { hashToken } from '#platform/sign-in/tokens';
import { type Actor, type Ground, inTown, type LinkHolder, linkActor, type TownTx } from '#platform/tx';
import type { Answer } from '../domain/finding.ts';
import { keepAnswer } from './keep-answer.ts';
import { finding, reviewGuest, reviewRound } from './kinds.ts';
import { type AskedFinding, findingsFor } from './review-progress.read.ts';
import type { FindingsTables, FindingTable } from './tables.ts';

type Guest = FindingsTables['review_guest'];
type Round = FindingsTables['review_round'];

/** What stands behind the link of a review round. */
export interface ReviewSheet {
  town: string;
  name: string;
  /** Calendar day, `2026-03-31`. */
  dueOn: string;
  note: string;
  signedAt: string | null;
  remark: string;
  findings: AskedFinding[];
}

interface Found extends LinkHolder {
  town: string;
  guest_id: string;
  round_id: string;
}

async function whoHolds(ground: Ground, token: string): Promise<Found | null> {
  const { rows } =
    await sql<Found>`select * from app.door_review_guest(${hashToken(token)}, ${ground.clock.now()})`.execute(
      ground.db,
    );
  return rows[0] ?? null;
}

/** In the name of the guest who holds the link; refuses `not_found` when it has ended. */
async function asGuest<T>(
  ground: Ground,
  token: string,
  locale: Actor['locale'],
  work: (tx: TownTx, guest: Guest, found: Found) => Promise<T>,
): Promise<T> {
  const found = (await whoHolds(ground, token)) ?? refuse('not_found', 'not_found');
  const read = (tx: TownTx) =>
    readRecord(tx, reviewGuest, found.guest_id) as Promise<unknown> as Promise<Guest>;
  const { name } = await inTown(ground, linkActor(found, '', locale), read);
  return inTown(ground, linkActor(found, name, locale), async (tx) => work(tx, await read(tx), found));
}

/** The findings that somebody is asked about; null when the link is unknown, or the round has ended. */
export async function readReviewSheet(
  ground: Ground,
  token: string,
  locale: Actor['locale'],
): Promise<ReviewSheet | null> {
  if (!(await whoHolds(ground, token))) return null;
  return asGuest(ground, token, locale, async (tx, guest, found) => {
    const round = (await readRecord(tx, reviewRound, found.round_id)) as unknown as Round;
    return {
      town: found.town,
      name: guest.name,
      dueOn: round.due_on,
      note: round.note,
      signedAt: guest.signed_at,
      remark: guest.remark,
      findings: await findingsFor(tx, round.engagement_id, guest.id),
    };
  });
}

/** What a guest answers to one finding. */
export interface GivenReview {
  findingId: string;
  answer: Answer;
  comment: string;
}

const COMMENT_MAX = 4000;
const REMARK_MAX = 2000;

function checkLength(path: string, text: string, max: number): void {
  if (text.length > max) refuse('invalid', 'invalid_input', [{ path, code: 'too_long', params: { max } }]);
}

/**
 * Keeps a guest's answer. Refuses `not_found`, `finding_step` (not before them any more), `finding_reason_missing`, and
 * `invalid_input` for a comment of more than 4,000 characters.
 */
export function answerFinding(
  ground: Ground,
  token: string,
  given: GivenReview,
  locale: Actor['locale'],
): Promise<void> {
  return asGuest(ground, token, locale, async (tx, guest, found) => {
    checkLength('comment', given.comment, COMMENT_MAX);
    const round = (await readRecord(tx, reviewRound, found.round_id)) as unknown as Round;
    const row = (await lockRecord(tx, finding, given.findingId)) as unknown as FindingTable;
    const asked = guest.areas.length === 0 || guest.areas.includes(row.area);
    if (row.engagement_id !== round.engagement_id || !asked) refuse('not_found', 'not_found');
    if (row.status === 'draft') refuse('state', 'finding_step', [], { reason: 'may_not_yet_in_review' });
    if (row.status === 'merged') refuse('state', 'finding_step', [], { reason: 'may_merged' });
    const by = { name: guest.name, title: guest.title, userId: null, guestId: guest.id };
    await keepAnswer(tx, row, by, given);
  });
}

/** Puts the guest's name under the round. Refuses `review_unanswered` while findings lack an answer to their wording. */
export function signReview(
  ground: Ground,
  token: string,
  remark: string,
  locale: Actor['locale'],
): Promise<void> {
  return asGuest(ground, token, locale, async (tx, guest, found) => {
    checkLength('remark', remark, REMARK_MAX);
    const round = (await readRecord(tx, reviewRound, found.round_id)) as unknown as Round;
    const asked = await findingsFor(tx, round.engagement_id, guest.id);
    const open = asked.filter(({ state }) => state !== 'answered').length;
    if (open > 0) refuse('state', 'review_unanswered', [], { count: open });
    await updateRecord(
      tx,
      reviewGuest,
      guest.id,
      { signed_at: tx.now.toISOString(), remark },
      { event: 'signed', version: null },
    );
  });
}
