import type { RouteInput, RouteOutput } from '#kernel/route';
import { catalogues, correctionsOf } from '#modules/catalogue';
import { readRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { interviewContract as contract } from '../contract-interviews.ts';
import { chapterFulfilment, type ModalScore } from '../domain/fulfilment-by-modal.ts';
import { parseQuestionKey, questionKey, SPREAD_FROM } from '../domain/interview.ts';
import type { FrameworkId } from '../domain/rating.ts';
import { type Answer, type QuestionScore, scoreRequirement } from '../domain/score.ts';
import { siteNames } from './interview-people.read.ts';
import { namelessAnswers } from './interview-store.ts';
import { engagement } from './kinds.ts';
import { type CatalogueQuestion, questionsAbout } from './question-catalogue.ts';
import { readLevels } from './store.ts';

type Scores = RouteOutput<typeof contract.scores>;
type RequirementView = Scores['requirements'][number];
type Requirement = ReturnType<typeof catalogues>['frameworks'][number]['requirements'][number];

/** Levels of a framework in a week as the answers give them; every figure opens to its questions. */
export async function readScores(
  tx: TownTx,
  { id, framework = 'itil' }: RouteInput<typeof contract.scores>,
): Promise<Scores> {
  await readRecord(tx, engagement, id);
  const answers = await namelessAnswers(tx, id);
  // An answer about a site counts for the question as such.
  const given = Map.groupBy(answers, ({ question }) => parseQuestionKey(question).question);
  const rated = new Map((await readLevels(tx, id, framework)).map((row) => [row.requirement, row]));
  const corrected = new Map((await correctionsOf(tx, framework)).map((row) => [row.requirement, row]));
  const sites = await siteNames(tx, sitesIn(answers));
  const found = catalogues().frameworks.find((one) => one.id === framework);
  const requirements = (found?.requirements ?? []).map((requirement) => {
    const target = rated.get(requirement.code)?.target ?? requirement.typicalTarget;
    return requirementView({ framework, requirement, target, given, sites });
  });
  const chapters = (found?.groups ?? []).filter(({ parent }) => parent === null);
  return {
    requirements,
    chapters: chapters.map(({ code, title }) => {
      const own = (found?.requirements ?? []).filter(({ group }) => group === code);
      const scores = own.map((one) =>
        modalScore(
          { ...one, modal: corrected.get(one.code)?.modal ?? one.modal },
          requirements,
          rated.get(one.code),
        ),
      );
      return { code, title, ...chapterFulfilment(scores) };
    }),
  };
}

/** The consultant's rating counts before what the answers alone come to. */
function modalScore(
  { code, modal }: Pick<Requirement, 'code' | 'modal'>,
  views: readonly RequirementView[],
  row: Awaited<ReturnType<typeof readLevels>>[number] | undefined,
): ModalScore {
  const rating = row?.level ?? null;
  const view = views.find(({ requirement }) => requirement === code);
  const level = rating ?? view?.level ?? null;
  return {
    code,
    modal: modal ?? 'SHOULD',
    level,
    worst: rating ?? view?.worst ?? 0,
    best: rating ?? view?.best ?? 5,
    target: view?.target ?? 0,
    exempt: Boolean(row?.covered_by) || (view !== undefined && view.total === 0),
    riskAccepted: Boolean(row?.risk_reason),
  };
}

const sitesIn = (answers: readonly Answer[]): string[] => [
  ...new Set(answers.flatMap(({ question }) => parseQuestionKey(question).site ?? [])),
];

interface Scored {
  framework: FrameworkId;
  requirement: Requirement;
  target: number;
  /** Answers by the id of their question. */
  given: ReadonlyMap<string, readonly Answer[]>;
  sites: ReadonlyMap<string, string>;
}

function requirementView({ framework, requirement, target, given, sites }: Scored): RequirementView {
  const questions = questionsAbout(framework, requirement.code);
  const answers = questions.flatMap(({ id }) => given.get(id) ?? []);
  const keys = questions.flatMap((question) => keysOf(question, given.get(question.id) ?? []));
  const { questions: scores, ...score } = scoreRequirement(keys, answers);
  return {
    framework,
    requirement: requirement.code,
    title: requirement.title,
    ...score,
    target,
    questions: scores.flatMap((one) => {
      const question = questions.find(({ id }) => id === parseQuestionKey(one.question).question);
      return question ? [questionView(one, question, requirement.code, sites)] : [];
    }),
  };
}

/** A question asked per site counts once for each site that has one of its answers. */
function keysOf({ id, perSite }: CatalogueQuestion, answers: readonly Answer[]): string[] {
  const sites = sitesIn(answers);
  return perSite && sites.length > 0 ? sites.map((site) => questionKey(id, site)) : [id];
}

function questionView(
  score: QuestionScore,
  { framework, requirement, title, text }: CatalogueQuestion,
  code: string,
  sites: ReadonlyMap<string, string>,
): RequirementView['questions'][number] {
  const { site } = parseQuestionKey(score.question);
  return {
    ...score,
    text,
    site: site ? (sites.get(site) ?? null) : null,
    spread: score.answers >= SPREAD_FROM ? score.spread : null,
    divergent: score.answers >= SPREAD_FROM && score.divergent,
    mappedFrom: requirement === code ? null : { framework, requirement, title },
  };
}
