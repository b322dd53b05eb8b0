import { listPath } from '#kernel/paths';

/** The page where plans are reckoned; one plan below it. */
export const planningPath = (town: string): string => `${listPath(town, 'roadmap')}/planung`;
/** What was kept of the plan beside what became of it. */
export const progressPath = (town: string): string => `${listPath(town, 'roadmap')}/soll-ist`;
/** How likely the plan in force is kept. */
export const certaintyPath = (town: string): string => `${listPath(town, 'roadmap')}/wahrscheinlichkeit`;
