import type { RouteInput, RouteOutput } from '#kernel/route';
import { readRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { interviewContract as contract } from '../contract-interviews.ts';
import { parseQuestionKey } from '../domain/interview.ts';
import { saidTo, siteNames } from './interview-people.read.ts';
import { inInterviewTeam } from './interview-store.ts';
import { engagement } from './kinds.ts';
import { findQuestion, questionsAbout } from './question-catalogue.ts';

/** The answers behind the score of a requirement, in the order of its questions; none for who is not of the team. */
export async function readRequirementAnswers(
  tx: TownTx,
  { id, framework, requirement }: RouteInput<typeof contract.requirementAnswers>,
): Promise<RouteOutput<typeof contract.requirementAnswers>> {
  await readRecord(tx, engagement, id);
  if (!(await inInterviewTeam(tx))) return { team: false, answers: [] };
  const asked = questionsAbout(framework, requirement).map((question) => question.id);
  const rows = await saidTo(tx, id, asked);
  const siteOf = (key: string) => parseQuestionKey(key).site;
  const sites = await siteNames(
    tx,
    rows.flatMap(({ key }) => siteOf(key) ?? []),
  );
  const place = ({ key }: { key: string }) => asked.indexOf(parseQuestionKey(key).question);
  return {
    team: true,
    answers: rows
      .toSorted((a, b) => place(a) - place(b))
      .flatMap((row) => {
        const question = findQuestion(row.key);
        const site = siteOf(row.key);
        return question
          ? [{ ...row, text: question.text, site: site ? (sites.get(site) ?? null) : null }]
          : [];
      }),
  };
}
