import { listPath } from '#kernel/paths';

/** The page where plans are reckoned; one plan below it. */
export const planningPath = (town: string): string => `${listPath(town, 'roadmap')}/planung`;
