import { catalogues } from '#modules/catalogue';
import { parseQuestionKey } from '../domain/interview.ts';
import { FRAMEWORKS, type FrameworkId } from '../domain/rating.ts';
import type { AskableQuestion } from '../domain/tailoring.ts';

type Framework = ReturnType<typeof catalogues>['frameworks'][number];
type Requirement = Framework['requirements'][number];
type Words = Requirement['title'];

/** A requirement by framework and code. */
export interface RequirementRef {
  framework: FrameworkId;
  requirement: string;
  title: Words;
}

/** A question of the catalogues with all that an interview shows of it. */
export interface CatalogueQuestion extends AskableQuestion, RequirementRef {
  text: Words;
  target: number;
  proofPoints: Requirement['proofPoints'];
  /** Requirements elsewhere that the same answer counts for. */
  serves: RequirementRef[];
}

let all: readonly CatalogueQuestion[] | undefined;

/** All questions in the order of the catalogues, `itil:SD-1`. */
export function questionCatalogue(): readonly CatalogueQuestion[] {
  all ??= FRAMEWORKS.flatMap((id) => {
    const framework = catalogues().frameworks.find((one) => one.id === id);
    return (framework?.requirements ?? []).flatMap((requirement) => questionsOf(id, requirement));
  });
  return all;
}

let byRequirement: ReadonlyMap<string, CatalogueQuestion[]> | undefined;

/** What is asked about a requirement: its own questions and those of others that serve it, in the order of the catalogues. */
export function questionsAbout(framework: FrameworkId, requirement: string): readonly CatalogueQuestion[] {
  byRequirement ??= groupedByRequirement();
  return byRequirement.get(`${framework} ${requirement}`) ?? [];
}

function groupedByRequirement(): Map<string, CatalogueQuestion[]> {
  const groups = new Map<string, CatalogueQuestion[]>();
  for (const question of questionCatalogue()) {
    const about = [question, ...question.serves].map((to) => `${to.framework} ${to.requirement}`);
    for (const key of new Set(about)) groups.set(key, [...(groups.get(key) ?? []), question]);
  }
  return groups;
}

function questionsOf(framework: FrameworkId, requirement: Requirement): CatalogueQuestion[] {
  return requirement.questions.map((question) => ({
    id: `${framework}:${question.id}`,
    framework,
    requirement: requirement.code,
    title: requirement.title,
    text: question.text,
    ask: question.ask,
    depth: question.depth,
    minutes: question.minutes,
    perSite: question.perSite,
    preset: requirement.tier === 'small',
    target: requirement.typicalTarget,
    proofPoints: requirement.proofPoints,
    serves: question.serves.flatMap((served) => refTo(served.framework, served.code)),
  }));
}

function refTo(framework: string, code: string): RequirementRef[] {
  const known = FRAMEWORKS.find((id) => id === framework);
  const requirement = catalogues()
    .frameworks.find(({ id }) => id === known)
    ?.requirements.find((one) => one.code === code);
  return known && requirement ? [{ framework: known, requirement: code, title: requirement.title }] : [];
}

let byId: ReadonlyMap<string, CatalogueQuestion> | undefined;

/** The question behind a stored key; undefined when a catalogue no longer has it. */
export function findQuestion(key: string): CatalogueQuestion | undefined {
  byId ??= new Map(questionCatalogue().map((question) => [question.id, question]));
  return byId.get(parseQuestionKey(key).question);
}

/** Whether a catalogue has the question of this key. */
export const isQuestion = (key: string): boolean => findQuestion(key) !== undefined;
