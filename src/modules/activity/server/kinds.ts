import { noPersonalData, type RecordKind } from '#platform/records';

/** A year after the last change; the week is long over by then. */
const OWN = { keepYears: 1, ends: 'delete_unseen' } as const;

export const activityDay: RecordKind = {
  privacy: {
    ...OWN,
    personal: ['user_id', 'interruptions', 'note'],
    marks: { user: ['user_id'], text: ['note'], none: ['role'] },
  },
  table: 'activity_day',
  kind: 'activity_day',
};
export const activityEntry: RecordKind = {
  privacy: {
    ...OWN,
    personal: ['user_id', 'minutes'],
    marks: { user: ['user_id'], none: ['role', 'kind', 'source'] },
  },
  table: 'activity_entry',
  kind: 'activity_entry',
};
export const activityRelease: RecordKind = {
  privacy: { ...OWN, personal: ['user_id', 'purpose'], marks: { user: ['user_id'], text: ['purpose'] } },
  table: 'activity_release',
  kind: 'activity_release',
};
export const activityEstimate: RecordKind = {
  privacy: noPersonalData({ text: ['basis'], none: ['role', 'certainty', 'sureness'] }),
  table: 'activity_estimate',
  kind: 'activity_estimate',
};
