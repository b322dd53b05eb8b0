import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { insertRecord, lockRecord, readRecord, removeRecord, toView, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { interviewContract as contract } from '../contract-interviews.ts';
import { parseQuestionKey } from '../domain/interview.ts';
import { siteNames } from './interview-people.read.ts';
import { findAnswer, findNote, type InterviewRow } from './interview-store.ts';
import { answer, interview, interviewNote, respondent } from './kinds.ts';
import { findQuestion } from './question-catalogue.ts';
import { requireTeam } from './read-interview-sheet.ts';
import type { InterviewTables } from './tables.ts';

type Input = Omit<RouteInput<typeof contract.putAnswer>, 'town'>;
type Stored = RouteOutput<typeof contract.putAnswer>;

/** Notes what somebody says; sending it again changes nothing, another answer replaces it. */
export async function putAnswer(tx: TownTx, input: RouteInput<typeof contract.putAnswer>): Promise<Stored> {
  await readRecord(tx, interview, input.id);
  await requireTeam(tx);
  return keepAnswer(tx, input);
}

/** The same for who answers by a code or link: the transaction is bound to that person. */
export async function keepAnswer(tx: TownTx, input: Input): Promise<Stored> {
  const held = await readRecord<InterviewRow>(tx, interview, input.id);
  // Two devices that send the same answer at once: the second finds what the first has kept.
  const who = await lockRecord<InterviewTables['respondent']>(tx, respondent, input.respondentId);
  if (who.interview_id !== held.id) refuse('not_found', 'not_found');
  await checkQuestion(tx, input.question);
  const given = checkedAnswer(input);
  const before = await findAnswer(tx, who.id, input.question);
  if (given === null) {
    if (before) await removeRecord(tx, answer, before.id, { version: null });
    return { answer: null };
  }
  if (before) return { answer: toView(await updateRecord(tx, answer, before.id, given, { version: null })) };
  const stored = await insertRecord(tx, answer, {
    engagement_id: held.engagement_id,
    interview_id: held.id,
    respondent_id: who.id,
    question: input.question,
    ...given,
  });
  return { answer: toView(stored) };
}

/** Refuses a question that no catalogue has, or at a site that is none of the town's. */
export async function checkQuestion(tx: TownTx, key: string): Promise<void> {
  const unknown = (): never =>
    refuse('invalid', 'invalid_input', [{ path: 'question', code: 'unknown_reference' }]);
  if (!findQuestion(key)) unknown();
  const { site } = parseQuestionKey(key);
  if (site === null) return;
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  if (!uuid.test(site) || (await siteNames(tx, [site])).size === 0) unknown();
}

/** A level needs one, "does not apply" a reason; null takes the answer back. */
function checkedAnswer({ state, level, reason, evidence }: Input) {
  if (state === 'open') return null;
  const faults = [
    ...(state === 'level' && (level ?? null) === null ? [{ path: 'level', code: 'required' }] : []),
    ...(state === 'not_applicable' && !reason ? [{ path: 'reason', code: 'required' }] : []),
  ];
  if (faults.length > 0) refuse('invalid', 'invalid_input', faults);
  return {
    state,
    level: state === 'level' ? (level ?? null) : null,
    reason: reason ?? '',
    evidence: evidence ?? '',
  };
}

/** A note that stays with the team; an empty one goes. */
export async function putInterviewNote(
  tx: TownTx,
  { id, question = '', note }: RouteInput<typeof contract.putInterviewNote>,
): Promise<{ done: true }> {
  await readRecord(tx, interview, id);
  await requireTeam(tx);
  if (question !== '') await checkQuestion(tx, question);
  const before = await findNote(tx, id, question);
  if (before && note === '') await removeRecord(tx, interviewNote, before.id, { version: null });
  else if (before) await updateRecord(tx, interviewNote, before.id, { note }, { version: null });
  else if (note !== '') await insertRecord(tx, interviewNote, { interview_id: id, question, note });
  return { done: true };
}
