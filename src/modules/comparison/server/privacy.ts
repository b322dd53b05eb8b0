import type { Marks } from '#platform/privacy/marks';

/** Figures of a whole town tell of nobody. */
export const comparisonTables: Readonly<Record<string, Marks>> = {
  comparison_value: { none: ['figure'] },
  comparison_pool: { none: ['figure', 'amounts'] },
  comparison_taken: { none: ['figure', 'of_town'] },
};
