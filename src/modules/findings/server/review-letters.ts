import { formatDate, type LocalDate, localDateOf } from '#kernel/dates';
import { Refusal, refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { enqueue } from '#platform/jobs/jobs';
import { letterJob } from '#platform/mail/letter-job';
import type { MailSettings } from '#platform/mail/mail';
import { readRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { m } from '#texts';
import type { reviewContract as contract } from '../contract-review.ts';
import type { ReviewLetter } from '../domain/review-round.ts';
import { reviewGuest, reviewRound } from './kinds.ts';
import { guestsOf } from './review-progress.read.ts';
import { addLink, openRound } from './review-rounds.ts';
import type { FindingsTables } from './tables.ts';

type Round = FindingsTables['review_round'];
type Guest = FindingsTables['review_guest'];
type GuestView = RouteOutput<typeof contract.guests>['guests'][number];
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
  const chosen = one ? [one] : guests.filter((guest) => waits(guest, letter, tx.now));
  for (const guest of chosen) {
    // Marked when it is asked for, so that two at once ask for one letter.
    await mark(tx, guest.id, letter);
    await enqueue(tx, sendReviewLetter, { guestId: guest.id, letter, byItself: false } satisfies Order);
    if (letter === 'invitation') await planReminder(tx, round, guest.id);
  }
  return { letters: chosen.length };
}

/** Invited is who has not been yet, reminded who was invited and has not signed, once a day. */
function waits(guest: GuestView, letter: ReviewLetter, now: Date): boolean {
  const { email, invitedAt, remindedAt, signedAt } = guest;
  if (!email) return false;
  if (letter === 'invitation') return invitedAt === null;
  const today = remindedAt !== null && localDateOf(new Date(remindedAt)) === localDateOf(now);
  return invitedAt !== null && signedAt === null && !today;
}

const mark = (tx: TownTx, guestId: string, letter: ReviewLetter) =>
  updateRecord(tx, reviewGuest, guestId, { [COLUMN[letter]]: tx.now }, { event: letter, version: null });

/** Two days before the deadline, in the morning. */
const reminderAt = ({ due_on }: Round): Date =>
  new Date(new Date(`${due_on}T06:00:00Z`).getTime() - DAYS_BEFORE * DAY_MS);

/** Asks for the reminder at its time, unless that is over. */
async function planReminder(tx: TownTx, round: Round, guestId: string): Promise<void> {
  const at = reminderAt(round);
  if (at <= tx.now) return;
  await enqueue(tx, sendReviewLetter, { guestId, letter: 'reminder', byItself: true } satisfies Order, at);
}

/** Writes to a guest with a fresh link. */
export const sendReviewLetter = letterJob<Order>({
  name: 'send_review_letter',
  prepare,
  sent: async (tx, { guestId, letter, byItself }) => {
    if (byItself) await mark(tx, guestId, letter);
  },
});

/** Somebody who has been taken out of the round meanwhile. */
function gone(error: unknown): null {
  if (error instanceof Refusal && error.kind === 'not_found') return null;
  throw error;
}

/** The letter to send; null when the round is over, the guest is gone, or a reminder by itself is not due. */
async function prepare(tx: TownTx, { guestId, letter, byItself }: Order, { publicUrl }: MailSettings) {
  const guest = (await readRecord(tx, reviewGuest, guestId).catch(gone)) as Guest | null;
  if (!guest?.email) return null;
  const round = (await readRecord(tx, reviewRound, guest.round_id)) as unknown as Round;
  if (round.closed_at !== null || (byItself && !(await isDue(tx, round, guest)))) return null;
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

/** Nobody is reminded twice by itself, nor who is through; a deadline that was put off puts the reminder off. */
async function isDue(tx: TownTx, round: Round, guest: Guest): Promise<boolean> {
  if (guest.reminded_at !== null) return false;
  if (reminderAt(round) > tx.now) {
    await planReminder(tx, round, guest.id);
    return false;
  }
  const stands = (await guestsOf(tx, round.id, round.engagement_id)).find(({ id }) => id === guest.id);
  return stands !== undefined && (stands.signedAt === null || stands.open + stands.changed > 0);
}
