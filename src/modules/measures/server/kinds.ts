import { NO_PERSONAL_DATA, type RecordKind } from '#platform/records';

export const measure: RecordKind = {
  privacy: NO_PERSONAL_DATA,
  table: 'measure',
  kind: 'measure',
  numbered: true,
  search: (r) => ({
    title: `M-${String(r.number).padStart(2, '0')} ${r.title}`,
    body: `${r.reason} ${r.description} ${r.proof}`,
  }),
};
export const measureFinding: RecordKind = {
  privacy: NO_PERSONAL_DATA,
  table: 'measure_finding',
  kind: 'measure_finding',
};
export const measureGoal: RecordKind = {
  privacy: NO_PERSONAL_DATA,
  table: 'measure_goal',
  kind: 'measure_goal',
};
export const measureDependency: RecordKind = {
  privacy: NO_PERSONAL_DATA,
  table: 'measure_dependency',
  kind: 'measure_dependency',
};
