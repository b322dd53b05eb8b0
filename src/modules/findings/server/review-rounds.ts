import { sql } from 'kysely';
import { EDITORS } from '#kernel/functions';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { insertRecord, lockRecord, readRecord, removeRecord, toView, updateRecord } from '#platform/records';
import { freshToken } from '#platform/sign-in/tokens';
import type { TownTx } from '#platform/tx';
import type { reviewContract as contract } from '../contract-review.ts';
import { reviewGuest, reviewRound } from './kinds.ts';
import { guestsOf, submittedCount } from './review-progress.read.ts';
import type { FindingsTables } from './tables.ts';

type Round = FindingsTables['review_round'];
type Guest = FindingsTables['review_guest'];

const DAY_MS = 86_400_000;
/** Who is late may still answer for a while, as long as the round is open. */
const DAYS_AFTER_DUE = 14;
const SHORTEST_DAYS = 7;

/** Refuses `review_round_closed` when the round has ended. */
export async function openRound(tx: TownTx, id: string): Promise<Round> {
  const round = (await lockRecord(tx, reviewRound, id)) as unknown as Round;
  if (round.closed_at !== null) refuse('state', 'review_round_closed');
  return round;
}

/** Ends a round; its links lead nowhere any more. */
export async function closeRound(
  tx: TownTx,
  { id }: RouteInput<typeof contract.close>,
): Promise<RouteOutput<typeof contract.close>> {
  await openRound(tx, id);
  return toView(
    await updateRecord(tx, reviewRound, id, { closed_at: tx.now.toISOString() }, { event: 'closed' }),
  );
}

/** Who is asked, and how far each of them is with the findings that have been put before them. */
export async function readGuests(
  tx: TownTx,
  { id }: RouteInput<typeof contract.guests>,
): Promise<RouteOutput<typeof contract.guests>> {
  const round = await readRecord<Row<Round>>(tx, reviewRound, id);
  // Addresses are for whoever writes to them.
  const writes = tx.actor.functions.some((fn) => EDITORS.includes(fn));
  return {
    findings: await submittedCount(tx, round.engagement_id),
    sendsMail: tx.sendsMail,
    guests: (await guestsOf(tx, id, round.engagement_id)).map((one) =>
      writes ? one : { ...one, email: '' },
    ),
  };
}
type Row<T> = T & Record<string, unknown>;

/** Asks somebody; the link is told once. */
export async function addGuest(
  tx: TownTx,
  { id, name, title = '', email = '', areas = [] }: RouteInput<typeof contract.addGuest>,
): Promise<RouteOutput<typeof contract.addGuest>> {
  const round = await openRound(tx, id);
  const guest = await insertRecord(tx, reviewGuest, {
    round_id: id,
    ...{ name, title, email },
    areas: [...new Set(areas)],
  });
  return { id: guest.id, link: await addLink(tx, guest.id, round) };
}

/** A further link for somebody who has lost theirs. */
export async function newLink(
  tx: TownTx,
  { id, guestId }: RouteInput<typeof contract.newLink>,
): Promise<RouteOutput<typeof contract.newLink>> {
  const round = await openRound(tx, id);
  await guestIn(tx, id, guestId);
  return addLink(tx, guestId, round);
}

async function guestIn(tx: TownTx, roundId: string, guestId: string): Promise<Guest> {
  const guest = await readRecord<Row<Guest>>(tx, reviewGuest, guestId);
  if (guest.round_id !== roundId) refuse('not_found', 'not_found');
  return guest;
}

/** Beside the journal: a hash tells nobody anything and would stay there for ever. */
export async function addLink(
  tx: TownTx,
  guestId: string,
  round: Round,
): Promise<{ path: string; until: string }> {
  const { token, hash } = freshToken();
  const due = new Date(round.due_on).getTime() + DAYS_AFTER_DUE * DAY_MS;
  const until = new Date(Math.max(due, tx.now.getTime() + SHORTEST_DAYS * DAY_MS));
  await sql`insert into review_link (town_id, id, guest_id, token_hash, until, created_at)
    values (${tx.actor.townId}, ${tx.newId()}, ${guestId}, ${hash}, ${until}, ${tx.now})`.execute(tx.db);
  return { path: `/rueckblick/${token}`, until: until.toISOString() };
}

/** Takes somebody out of the round; what they answered stays with the findings under their name. */
export async function removeGuest(
  tx: TownTx,
  { id, guestId }: RouteInput<typeof contract.removeGuest>,
): Promise<{ done: true }> {
  await guestIn(tx, id, guestId);
  await removeRecord(tx, reviewGuest, guestId, { version: null });
  return { done: true };
}
