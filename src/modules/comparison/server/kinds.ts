import { noPersonalData, type RecordKind } from '#platform/records';

/** That the town takes part; without it nothing of the town leaves its rows. */
export const comparisonMembership: RecordKind = {
  privacy: noPersonalData({}),
  table: 'comparison_membership',
  kind: 'comparison_membership',
};
