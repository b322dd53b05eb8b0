import { sql } from 'kysely';
import type { StoredRow } from '#platform/records';
import { type TownTx, tables } from '#platform/tx';
import type { Answer } from '../domain/score.ts';
import type { InterviewTables } from './tables.ts';

const db = (tx: TownTx) => tables<InterviewTables>(tx);

/** True when the actor may see what single people said. */
export async function inInterviewTeam(tx: TownTx): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`select app.in_interview_team() as yes`.execute(tx.db);
  return rows[0]?.yes ?? false;
}

export type InterviewRow = InterviewTables['interview'];

export const interviewsOf = (tx: TownTx, engagementId: string): Promise<InterviewRow[]> =>
  db(tx)
    .selectFrom('interview')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('engagement_id', '=', engagementId)
    .orderBy('day')
    .orderBy('starts')
    .execute();

export const answersOf = (tx: TownTx, interviewId: string): Promise<InterviewTables['answer'][]> =>
  db(tx)
    .selectFrom('answer')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('interview_id', '=', interviewId)
    .orderBy('question')
    .execute();

export const notesOf = (tx: TownTx, interviewId: string): Promise<{ question: string; note: string }[]> =>
  db(tx)
    .selectFrom('interview_note')
    .select(['question', 'note'])
    .where('town_id', '=', tx.actor.townId)
    .where('interview_id', '=', interviewId)
    .execute();

/** What was answered in a week, without who said it. */
export async function namelessAnswers(tx: TownTx, engagementId: string): Promise<Answer[]> {
  const { rows } = await sql<{
    question: string;
    respondent: number;
    state: Answer['state'];
    level: number | null;
  }>`
    select * from app.answers_without_names(${engagementId})`.execute(tx.db);
  return rows.map((row) => ({ ...row, respondent: String(row.respondent) }));
}

export const findAnswer = (
  tx: TownTx,
  respondentId: string,
  question: string,
): Promise<InterviewTables['answer'] | undefined> =>
  db(tx)
    .selectFrom('answer')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('respondent_id', '=', respondentId)
    .where('question', '=', question)
    .forUpdate()
    .executeTakeFirst();

export const findEvidence = async (
  tx: TownTx,
  respondentId: string,
  question: string,
): Promise<StoredRow | undefined> =>
  (await tx.db
    .selectFrom('answer_evidence')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('respondent_id', '=', respondentId)
    .where('question', '=', question)
    .executeTakeFirst()) as StoredRow | undefined;

export const findRating = async (
  tx: TownTx,
  engagementId: string,
  framework: string,
  requirement: string,
): Promise<StoredRow | undefined> =>
  (await tx.db
    .selectFrom('rating')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('engagement_id', '=', engagementId)
    .where('framework', '=', framework)
    .where('requirement', '=', requirement)
    .executeTakeFirst()) as StoredRow | undefined;

export const findNote = (
  tx: TownTx,
  interviewId: string,
  question: string,
): Promise<InterviewTables['interview_note'] | undefined> =>
  db(tx)
    .selectFrom('interview_note')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('interview_id', '=', interviewId)
    .where('question', '=', question)
    .forUpdate()
    .executeTakeFirst();
