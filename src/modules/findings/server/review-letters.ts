import { formatDate, type LocalDate } from '#kernel/dates';
import { Refusal, refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { enqueue, type Job, once } from '#platform/jobs/jobs';
import { sendLetter } from '#platform/mail/mail';
import { readRecord, updateRecord } from '#platform/records';
import { inTown, jobActor, type TownTx } from '#platform/tx';
import { m } from '#texts';
import type { reviewContract as contract } from '../contract-review.ts';
import type { ReviewLetter } from '../domain/review-round.ts';
import { reviewGuest, reviewRound } from './kinds.ts';
import { guestsOf } from './review-progress.ts';
import { addLink, openRound } from './review-rounds.ts';
import type { FindingsTables } from './tables.ts';

type Round = FindingsTables['review_round'];
type Guest = FindingsTables['review_guest'];
interface Order {
  guestId: string;
  letter: ReviewLetter;
  /** Asked for by the calendar: nothing is sent to who has nothing open any more. */
  byItself: boolean;
}

const DAY_MS = 86_400_000;
const DAYS_BEFORE = 2;
const COLUMN = { invitation: 'invited_at', reminder: 'reminded_at' } as const;

/**
 * Asks for letters to guests of a round; they leave when the transaction has committed. Refuses `mail_not_set_up`,
 * `review_round_closed`, and `guest_without_address` for a single guest.
 */
export async function writeToGuests(
  tx: TownTx,
  { id, guestId, letter }: RouteInput<typeof contract.write>,
): Promise<RouteOutput<typeof contract.write>> {
  const round = await openRound(tx, id);
  if (!tx.sendsMail) refuse('state', 'mail_not_set_up');
  const guests = await guestsOf(tx, id, round.engagement_id);
  const one = guests.find((guest) => guest.id === guestId);
  if (guestId && !one) refuse('not_found', 'not_found');
  if (one && !one.email) refuse('state', 'guest_without_address');
  const waiting = guests.filter(
    ({ email, invitedAt, signedAt }) =>
      email && (letter === 'invitation' ? invitedAt === null : invitedAt !== null && signedAt === null),
  );
  const chosen = one ? [one] : waiting;
  for (const guest of chosen) {
    await enqueue(tx, sendReviewLetter, { guestId: guest.id, letter, byItself: false } satisfies Order);
    if (letter === 'invitation') await planReminder(tx, round, guest.id);
  }
  return { letters: chosen.length };
}

/** Two days before the deadline, in the morning, unless that is over. */
async function planReminder(tx: TownTx, round: Round, guestId: string): Promise<void> {
  const at = new Date(new Date(`${round.due_on}T06:00:00Z`).getTime() - DAYS_BEFORE * DAY_MS);
  if (at <= tx.now) return;
  await enqueue(tx, sendReviewLetter, { guestId, letter: 'reminder', byItself: true } satisfies Order, at);
}

/**
 * Writes to a guest with a fresh link; no link lies in the queue. A hard end between sending and marking sends the
 * letter once more, under the same message id.
 */
export const sendReviewLetter: Job = {
  name: 'send_review_letter',
  async run(ground, stamp, input) {
    const order = input as Order;
    const actor = jobActor(stamp);
    const letter = await inTown(ground, actor, (tx) => prepare(tx, order, ground.mail?.publicUrl ?? ''));
    if (!letter) return;
    await sendLetter(ground, { ...letter, key: stamp.key });
    await inTown(ground, actor, (tx) =>
      once(tx, `letter ${stamp.key}`, async () => {
        const values = { [COLUMN[order.letter]]: tx.now.toISOString() };
        await updateRecord(tx, reviewGuest, order.guestId, values, { event: order.letter, version: null });
      }).then(() => undefined),
    );
  },
};

/** Somebody who has been taken out of the round meanwhile. */
function gone(error: unknown): null {
  if (error instanceof Refusal && error.kind === 'not_found') return null;
  throw error;
}

/** The letter to send; null when the round is over, the guest is gone, or nothing is open for a reminder by itself. */
async function prepare(tx: TownTx, { guestId, letter, byItself }: Order, publicUrl: string) {
  const guest = (await readRecord(tx, reviewGuest, guestId).catch(gone)) as Guest | null;
  if (!guest?.email) return null;
  const round = (await readRecord(tx, reviewRound, guest.round_id)) as unknown as Round;
  if (round.closed_at !== null) return null;
  const stands = (await guestsOf(tx, round.id, round.engagement_id)).find(({ id }) => id === guestId);
  const nothingOpen = stands?.signedAt !== null && stands?.open === 0 && stands.changed === 0;
  if (byItself && nothingOpen) return null;
  const { path } = await addLink(tx, guestId, round);
  const words = {
    name: guest.name,
    date: formatDate(round.due_on as LocalDate, 'de'),
    link: publicUrl + path,
    note: round.note,
  };
  const at = { locale: 'de' } as const;
  const text =
    letter === 'invitation' ? m.findings_letter_invitation(words, at) : m.findings_letter_reminder(words, at);
  const subject =
    letter === 'invitation'
      ? m.findings_guest_mail_subject({}, at)
      : m.findings_letter_reminder_subject({ date: words.date }, at);
  return { to: { name: guest.name, address: guest.email }, subject, text };
}
