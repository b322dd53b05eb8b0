import { noPersonalData, type RecordKind } from '#platform/records';

export const measureIndicator: RecordKind = {
  privacy: noPersonalData({ text: ['name'], none: ['source', 'scope', 'unit', 'better'] }),
  table: 'measure_indicator',
  kind: 'measure_indicator',
};
export const indicatorValue: RecordKind = {
  privacy: noPersonalData({ text: ['note'] }),
  table: 'indicator_value',
  kind: 'indicator_value',
};
export const measureReview: RecordKind = {
  privacy: noPersonalData({ text: ['indicator_name', 'reason'], none: ['unit', 'judgement', 'consequence'] }),
  table: 'measure_review',
  kind: 'measure_review',
};
export const measureFollowUp: RecordKind = {
  privacy: noPersonalData({}),
  table: 'measure_follow_up',
  kind: 'measure_follow_up',
};
export const measureReport: RecordKind = {
  privacy: noPersonalData({ text: ['sentence', 'blocker'], none: ['light'] }),
  table: 'measure_report',
  kind: 'measure_report',
};
export const measureTask: RecordKind = {
  privacy: noPersonalData({ text: ['title', 'role'] }),
  table: 'measure_task',
  kind: 'measure_task',
};
