import { addDays, type LocalDate } from '#kernel/dates';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { readRecord, toView } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { interviewContract as contract } from '../contract-interviews.ts';
import { contradictions, parseQuestionKey } from '../domain/interview.ts';
import { evidenceOfInterview, firstAnswerAt } from './answer-files.read.ts';
import { officeAnswers, type RespondentRow, respondentsOf, siteNames } from './interview-people.read.ts';
import { questionsFor } from './interview-questions.ts';
import { answersOf, type InterviewRow, inInterviewTeam, notesOf } from './interview-store.ts';
import { engagement, interview } from './kinds.ts';
import { findQuestion } from './question-catalogue.ts';
import type { AssessmentTables } from './tables.ts';

type Sheet = RouteOutput<typeof contract.interviewSheet>;

/** Refuses `interview_team_only` for who may not see what single people said. */
export async function requireTeam(tx: TownTx): Promise<void> {
  if (!(await inInterviewTeam(tx))) refuse('forbidden', 'interview_team_only');
}

/** Everything an interview shows while it is held. */
export async function readInterviewSheet(
  tx: TownTx,
  { id }: RouteInput<typeof contract.interviewSheet>,
): Promise<Sheet> {
  const row = await readRecord<InterviewRow>(tx, interview, id);
  await requireTeam(tx);
  const week = await readRecord<AssessmentTables['engagement']>(tx, engagement, row.engagement_id);
  const sites = await siteNames(tx, row.site_ids);
  const answers = await answersOf(tx, id);
  const asked = questionsFor(row).keys;
  const known = new Set(asked);
  // What was answered before the choice changed stays in sight.
  const keys = [
    ...asked,
    ...new Set(answers.map(({ question }) => question).filter((key) => !known.has(key))),
  ];
  return {
    title: row.title,
    status: row.status,
    minutes: row.minutes,
    date: addDays(week.starts_on as LocalDate, row.day - 1),
    starts: row.starts,
    begunAt: await firstAnswerAt(tx, id),
    currentQuestion: row.current_question,
    questions: keys.flatMap((key) => sheetQuestion(key, sites)),
    requirements: requirementsOf(keys),
    respondents: (await respondentsOf(tx, id)).map(respondentView),
    answers: answers.map((answer) => toView({ ...answer })),
    evidence: await evidenceOfInterview(tx, id),
    notes: await notesOf(tx, id),
    contradictions: contradictions(await officeAnswers(tx, row.engagement_id)).flatMap((found) => {
      const question = findQuestion(found.question);
      return question ? [{ ...found, text: question.text }] : [];
    }),
  };
}

export const respondentView = (row: RespondentRow): Sheet['respondents'][number] => ({
  id: row.id,
  name: row.name,
  email: row.email,
  worksInId: row.works_in_id,
  office: row.office,
  way: row.way,
  until: row.token_until,
});

function sheetQuestion(key: string, sites: ReadonlyMap<string, string>): Sheet['questions'] {
  const question = findQuestion(key);
  if (!question) return [];
  const { site } = parseQuestionKey(key);
  const { framework, requirement, text, minutes, serves } = question;
  return [
    { key, framework, requirement, text, site: site ? (sites.get(site) ?? null) : null, minutes, serves },
  ];
}

/** Title, target and proof points once for all questions of a requirement. */
function requirementsOf(keys: readonly string[]): Sheet['requirements'] {
  const found = new Map<string, Sheet['requirements'][number]>();
  for (const key of keys) {
    const question = findQuestion(key);
    if (!question) continue;
    const { framework, requirement, title, target, proofPoints } = question;
    found.set(`${framework}:${requirement}`, { framework, requirement, title, target, proofPoints });
  }
  return [...found.values()];
}
