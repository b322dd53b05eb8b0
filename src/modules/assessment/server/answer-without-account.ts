import { refuse } from '#kernel/refuse';
import type { Actor, Ground, TownTx } from '#platform/tx';
import { parseQuestionKey } from '../domain/interview.ts';
import { type OwnFile, ownFiles } from './answer-files.read.ts';
import { siteNames } from './interview-people.read.ts';
import { findAnswer } from './interview-store.ts';
import { keepAnswer } from './put-answer.ts';
import { type CatalogueQuestion, findQuestion } from './question-catalogue.ts';
import type { InterviewTables } from './tables.ts';
import { asRespondent, requireOpen } from './who-answers.ts';

type Answer = InterviewTables['answer'];
type Respondent = InterviewTables['respondent'];

/** A question as somebody without an account sees it, with what they said and laid before. */
export interface OwnQuestion {
  key: string;
  site: string | null;
  question: CatalogueQuestion;
  answer: Pick<Answer, 'state' | 'level' | 'reason' | 'evidence'> | null;
  files: OwnFile[];
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

/** The questions behind a code or link; null when it is unknown or has ended. */
export function readOwnQuestions(
  ground: Ground,
  secret: string,
  locale: Actor['locale'],
): Promise<OwnQuestions | null> {
  return asRespondent(ground, secret, locale, async (tx, { town, who, held, open }) => {
    const questions: OwnQuestion[] = [];
    for (const key of open) questions.push(...(await ownQuestion(tx, who.id, key)));
    return { town, title: held.title, name: who.name, way: who.way, questions };
  });
}

async function ownQuestion(tx: TownTx, respondentId: string, key: string): Promise<OwnQuestion[]> {
  const question = findQuestion(key);
  if (!question) return [];
  const { site } = parseQuestionKey(key);
  const name = site ? ((await siteNames(tx, [site])).get(site) ?? null) : null;
  const answer = await findAnswer(tx, respondentId, key);
  const files = await ownFiles(tx, respondentId, key);
  return [{ key, site: name, question, answer: answer ?? null, files }];
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
  const kept = await asRespondent(ground, secret, locale, async (tx, answering) => {
    requireOpen(answering, given.question);
    await keepAnswer(tx, { id: answering.held.id, respondentId: answering.who.id, ...given });
    return true;
  });
  if (!kept) refuse('not_found', 'not_found');
}
