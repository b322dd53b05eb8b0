import { refuse } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { insertRecord, lockRecord, readRecord, type StoredRow } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { evidenceContract as contract } from '../contract-evidence.ts';
import { findEvidence } from './interview-store.ts';
import { answerEvidence, interview, respondent } from './kinds.ts';
import { checkQuestion } from './put-answer.ts';
import { requireTeam } from './read-interview-sheet.ts';
import type { InterviewTables } from './tables.ts';

/** Where files to an answer go, for the team; made when it is first asked for. */
export async function openAnswerEvidence(
  tx: TownTx,
  { id, respondentId, question }: RouteInput<typeof contract.openAnswerEvidence>,
): Promise<{ id: string }> {
  await readRecord(tx, interview, id);
  await requireTeam(tx);
  const who = await lockRecord<InterviewTables['respondent']>(tx, respondent, respondentId);
  if (who.interview_id !== id) refuse('not_found', 'not_found');
  await checkQuestion(tx, question);
  return { id: (await openEvidence(tx, id, respondentId, question)).id };
}

/** The same inside a use case that holds the lock of the respondent. */
export async function openEvidence(
  tx: TownTx,
  interviewId: string,
  respondentId: string,
  question: string,
): Promise<StoredRow> {
  return (
    (await findEvidence(tx, respondentId, question)) ??
    insertRecord(
      tx,
      answerEvidence,
      { interview_id: interviewId, respondent_id: respondentId, question },
      'opened',
    )
  );
}
