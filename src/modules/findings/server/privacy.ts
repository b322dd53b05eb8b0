import type { Marks } from '#platform/privacy/marks';

/** Links of the review round: only hashes, which tell nothing of anybody. */
export const findingsTables: Readonly<Record<string, Marks>> = { review_link: {} };
