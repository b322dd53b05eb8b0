import type { RouteInput, RouteOutput } from '#kernel/route';
import { readRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { interviewContract as contract } from '../contract-interviews.ts';
import { parseQuestionKey } from '../domain/interview.ts';
import { fits, notAsked } from '../domain/tailoring.ts';
import { questionsFor } from './interview-questions.ts';
import { type InterviewRow, interviewsOf } from './interview-store.ts';
import { engagement } from './kinds.ts';
import { questionCatalogue } from './question-catalogue.ts';

/** Whether the chosen questions fit the booked time, and what no interview of the week asks. */
export async function planInterviews(
  tx: TownTx,
  { id }: RouteInput<typeof contract.interviewPlan>,
): Promise<RouteOutput<typeof contract.interviewPlan>> {
  await readRecord(tx, engagement, id);
  const interviews = (await interviewsOf(tx, id)).map((row) => ({ row, ...questionsFor(row) }));
  const asked = new Set(interviews.flatMap(({ keys }) => keys.map((key) => parseQuestionKey(key).question)));
  const depth = Math.max(1, ...interviews.map(({ row }) => row.depth)) as 1 | 2 | 3;
  const texts = new Map(questionCatalogue().map((question) => [question.id, question]));
  return {
    ...fits(interviews.map(({ row, minutes }) => ({ booked: row.minutes, needed: minutes }))),
    notAsked: notAsked(questionCatalogue(), asked, depth).flatMap(({ id: question }) => {
      const found = texts.get(question);
      return found
        ? [{ question, requirement: `${found.framework}:${found.requirement}`, text: found.text }]
        : [];
    }),
  };
}

/** What a choice of roles, sites and depth comes to, before an interview is made of it. */
export async function previewTailoring(
  _tx: TownTx,
  { roles = [], siteIds = [], without = [], depth = 1 }: RouteInput<typeof contract.tailoring>,
): Promise<RouteOutput<typeof contract.tailoring>> {
  const { keys, minutes } = questionsFor({
    roles,
    site_ids: siteIds,
    without,
    depth: depth as InterviewRow['depth'],
  });
  return { questions: keys.length, needed: minutes };
}
