import { questionKey } from '../domain/interview.ts';
import { tailor } from '../domain/tailoring.ts';
import type { InterviewRow } from './interview-store.ts';
import { type CatalogueQuestion, questionCatalogue } from './question-catalogue.ts';

/** Keys of the questions of an interview in their order, with the minutes they are expected to take. */
export function questionsFor(interview: Pick<InterviewRow, 'roles' | 'depth' | 'site_ids' | 'without'>): {
  keys: string[];
  minutes: number;
} {
  const { chosen, minutes } = tailor(askable(interview.without), {
    roles: interview.roles,
    depth: interview.depth,
    sites: interview.site_ids,
    without: [],
  });
  return { keys: chosen.map(({ question, site }) => questionKey(question, site)), minutes };
}

const askable = (without: readonly string[]): readonly CatalogueQuestion[] =>
  questionCatalogue().filter(
    ({ framework, requirement }) =>
      !without.includes(framework) && !without.includes(`${framework}:${requirement}`),
  );
