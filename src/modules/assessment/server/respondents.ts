import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { insertRecord, readRecord, removeRecord, updateRecord } from '#platform/records';
import { freshToken, hashToken } from '#platform/sign-in/tokens';
import type { TownTx } from '#platform/tx';
import type { interviewContract as contract } from '../contract-interviews.ts';
import type { Way } from '../domain/interview.ts';
import { respondentsOf } from './interview-people.read.ts';
import type { InterviewRow } from './interview-store.ts';
import { interview, respondent } from './kinds.ts';
import { findQuestion } from './question-catalogue.ts';
import { requireTeam, respondentView } from './read-interview-sheet.ts';
import type { InterviewTables } from './tables.ts';

const HOUR_MS = 3_600_000;
/** An interview lasts an hour or two; a code does not outlive the working day. */
const ROOM_HOURS = 8;
const LINK_DAYS = 14;
/** Without signs that are taken for one another; eight of them are 39 bits, and an address may try 600 a minute. */
const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

const roomCode = (): string => Array.from({ length: 8 }, () => SIGNS[randomInt(SIGNS.length)]).join('');
/** However somebody types it. */
export const plainCode = (code: string): string => code.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** Adds somebody who answers; code or link are told once, only their hash is kept. */
export async function addRespondent(
  tx: TownTx,
  input: RouteInput<typeof contract.addRespondent>,
): Promise<RouteOutput<typeof contract.addRespondent>> {
  await readRecord(tx, interview, input.id);
  await requireTeam(tx);
  const { way = 'team', questions = [] } = input;
  if (way === 'link' && questions.length === 0)
    refuse('invalid', 'invalid_input', [{ path: 'questions', code: 'required' }]);
  if (questions.some((key) => !findQuestion(key)))
    refuse('invalid', 'invalid_input', [{ path: 'questions', code: 'unknown_reference' }]);
  const stored = await insertRecord(tx, respondent, {
    interview_id: input.id,
    name: input.name,
    email: input.email ?? '',
    works_in_id: input.worksInId ?? null,
    way,
    questions: way === 'link' ? questions : [],
  });
  return tellSecret(tx, input.id, stored.id, way);
}

/** A new code or link in place of the former one, which ends; what was answered stays. Refuses `not_found` for who answers with the team. */
export async function renewSecret(
  tx: TownTx,
  { id, respondentId }: RouteInput<typeof contract.renewSecret>,
): Promise<RouteOutput<typeof contract.renewSecret>> {
  const { way } = await respondentIn(tx, id, respondentId);
  if (way === 'team') refuse('not_found', 'not_found');
  return tellSecret(tx, id, respondentId, way);
}

async function tellSecret(
  tx: TownTx,
  interviewId: string,
  respondentId: string,
  way: Way,
): Promise<RouteOutput<typeof contract.addRespondent>> {
  const secret = way === 'room' ? roomCode() : way === 'link' ? freshToken().token : null;
  if (secret) await keepSecret(tx, respondentId, secret, way === 'room' ? ROOM_HOURS : LINK_DAYS * 24);
  const row = (await respondentsOf(tx, interviewId)).find(({ id }) => id === respondentId);
  return {
    respondent: respondentView(row ?? refuse('not_found', 'not_found')),
    code: way === 'room' && secret ? `${secret.slice(0, 4)}-${secret.slice(4)}` : null,
    path: way === 'link' ? `/frage/${secret}` : null,
  };
}

/** Beside the journal: a hash tells nobody anything and would stay there for ever. */
async function keepSecret(tx: TownTx, id: string, secret: string, hours: number): Promise<void> {
  const until = new Date(tx.now.getTime() + hours * HOUR_MS);
  await sql`update respondent set token_hash = ${hashToken(secret)}, token_until = ${until}
    where town_id = ${tx.actor.townId} and id = ${id}`.execute(tx.db);
}

/** Removes a respondent with their answers; code and link end with it. */
export async function removeRespondent(
  tx: TownTx,
  { id, respondentId }: RouteInput<typeof contract.removeRespondent>,
): Promise<{ done: true }> {
  await respondentIn(tx, id, respondentId);
  await removeRecord(tx, respondent, respondentId, { version: null });
  return { done: true };
}

/** For the team of the interview alone. */
async function respondentIn(
  tx: TownTx,
  id: string,
  respondentId: string,
): Promise<InterviewTables['respondent']> {
  await readRecord(tx, interview, id);
  await requireTeam(tx);
  const row = await readRecord<InterviewTables['respondent']>(tx, respondent, respondentId);
  if (row.interview_id !== id) refuse('not_found', 'not_found');
  return row;
}

/** Puts a question before those in the room; empty closes it. */
export async function showQuestion(
  tx: TownTx,
  { id, question }: RouteInput<typeof contract.showQuestion>,
): Promise<{ done: true }> {
  await readRecord<InterviewRow>(tx, interview, id);
  await requireTeam(tx);
  if (question !== '' && !findQuestion(question))
    refuse('invalid', 'invalid_input', [{ path: 'question', code: 'unknown_reference' }]);
  await updateRecord(tx, interview, id, { current_question: question }, { event: 'shown', version: null });
  return { done: true };
}
