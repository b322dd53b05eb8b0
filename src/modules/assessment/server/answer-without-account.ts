import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import { readRecord } from '#platform/records';
import { hashToken } from '#platform/sign-in/tokens';
import { type Actor, type Ground, inTown, type LinkHolder, linkActor, type TownTx } from '#platform/tx';
import { parseQuestionKey } from '../domain/interview.ts';
import { siteNames } from './interview-people.read.ts';
import { findAnswer, type InterviewRow } from './interview-store.ts';
import { interview, respondent } from './kinds.ts';
import { keepAnswer } from './put-answer.ts';
import { type CatalogueQuestion, findQuestion } from './question-catalogue.ts';
import type { InterviewTables } from './tables.ts';

type Answer = InterviewTables['answer'];
type Respondent = InterviewTables['respondent'];

/** A question as somebody without an account sees it, with what they said before. */
export interface OwnQuestion {
  key: string;
  site: string | null;
  question: CatalogueQuestion;
  answer: Pick<Answer, 'state' | 'level' | 'reason' | 'evidence'> | null;
}

/** What stands behind a code or link. */
export interface OwnQuestions {
  town: string;
  title: string;
  name: string;
  way: Respondent['way'];
  /** In the room the one that is shown, by link all that were handed over. */
  questions: OwnQuestion[];
}

/** What somebody says, as their form sends it. */
export interface GivenAnswer {
  question: string;
  state: Answer['state'];
  level: number | null;
  reason: string;
  evidence: string;
}

interface Found extends LinkHolder {
  town: string;
  interview_id: string;
  respondent_id: string;
}

async function whoHolds(ground: Ground, secret: string): Promise<Found | null> {
  const { rows } =
    await sql<Found>`select * from app.door_respondent(${hashToken(secret)}, ${ground.clock.now()})`.execute(
      ground.db,
    );
  return rows[0] ?? null;
}

const actorOf = (found: Found, name: string, locale: Actor['locale']): Actor => ({
  ...linkActor(found, name, locale),
  respondentId: found.respondent_id,
});

/** The questions behind a code or link; null when it is unknown or has ended. */
export async function readOwnQuestions(
  ground: Ground,
  secret: string,
  locale: Actor['locale'],
): Promise<OwnQuestions | null> {
  const found = await whoHolds(ground, secret);
  if (!found) return null;
  return inTown(ground, actorOf(found, '', locale), async (tx) => {
    const who = await readRecord<Respondent>(tx, respondent, found.respondent_id);
    const held = await readRecord<InterviewRow>(tx, interview, found.interview_id);
    const keys = keysFor(who, held);
    const questions: OwnQuestion[] = [];
    for (const key of keys) questions.push(...(await ownQuestion(tx, who.id, key)));
    return { town: found.town, title: held.title, name: who.name, way: who.way, questions };
  });
}

const keysFor = (who: Respondent, held: InterviewRow): readonly string[] => {
  if (who.way === 'link') return who.questions;
  return held.current_question === '' ? [] : [held.current_question];
};

async function ownQuestion(tx: TownTx, respondentId: string, key: string): Promise<OwnQuestion[]> {
  const question = findQuestion(key);
  if (!question) return [];
  const { site } = parseQuestionKey(key);
  const name = site ? ((await siteNames(tx, [site])).get(site) ?? null) : null;
  const answer = await findAnswer(tx, respondentId, key);
  return [{ key, site: name, question, answer: answer ?? null }];
}

/**
 * Keeps what somebody says without an account. Refuses `not_found` when code or link have ended, `question_closed` when
 * the question is not before them any more.
 */
export async function answerWithoutAccount(
  ground: Ground,
  secret: string,
  given: GivenAnswer,
  locale: Actor['locale'],
): Promise<void> {
  const found = (await whoHolds(ground, secret)) ?? refuse('not_found', 'not_found');
  const name = await inTown(ground, actorOf(found, '', locale), async (tx) => {
    return (await readRecord<Respondent>(tx, respondent, found.respondent_id)).name;
  });
  await inTown(ground, actorOf(found, name, locale), async (tx) => {
    const who = await readRecord<Respondent>(tx, respondent, found.respondent_id);
    const held = await readRecord<InterviewRow>(tx, interview, found.interview_id);
    if (!keysFor(who, held).includes(given.question)) refuse('state', 'question_closed');
    await keepAnswer(tx, { id: held.id, respondentId: who.id, ...given });
  });
}
