import { noPersonalData, type RecordKind } from '#platform/records';

export const measure: RecordKind = {
  privacy: {
    personal: ['owner_id'],
    keepYears: null,
    marks: {
      person: ['owner_id'],
      text: ['title', 'reason', 'description', 'proof', 'indicator', 'responsible_role'],
      none: ['horizon', 'status', 'budget_kind', 'starts', 'confidentiality', 'library'],
    },
  },
  table: 'measure',
  kind: 'measure',
  numbered: true,
  search: (r) => ({
    title: `M-${String(r.number).padStart(2, '0')} ${r.title}`,
    body: `${r.reason} ${r.description} ${r.proof}`,
  }),
};
export const measureDecision: RecordKind = {
  privacy: noPersonalData({ text: ['wording', 'reference', 'withdrawn_reason'], none: ['outcome', 'body'] }),
  table: 'measure_decision',
  kind: 'measure_decision',
};
export const measureFinding: RecordKind = {
  privacy: noPersonalData({}),
  table: 'measure_finding',
  kind: 'measure_finding',
};
export const measureGoal: RecordKind = {
  privacy: noPersonalData({}),
  table: 'measure_goal',
  kind: 'measure_goal',
};
export const measureDevelopment: RecordKind = {
  privacy: noPersonalData({}),
  table: 'measure_development',
  kind: 'measure_development',
};
export const measureDependency: RecordKind = {
  privacy: noPersonalData({}),
  table: 'measure_dependency',
  kind: 'measure_dependency',
};
export const measurePackage: RecordKind = {
  privacy: noPersonalData({
    text: ['name'],
    none: ['what', 'basis', 'state', 'phase', 'result', 'taken', 'taken_xid'],
  }),
  table: 'measure_package',
  kind: 'measure_package',
};
export const measureEconomy: RecordKind = {
  privacy: noPersonalData({
    text: ['note'],
    none: ['once_certainty', 'yearly_certainty', 'effort_certainty'],
  }),
  table: 'measure_economy',
  kind: 'measure_economy',
};
export const measureReplacement: RecordKind = {
  privacy: noPersonalData({ text: ['title'], none: ['certainty'] }),
  table: 'measure_replacement',
  kind: 'measure_replacement',
};
export const roleRate: RecordKind = {
  privacy: noPersonalData({ text: ['note'], none: ['role', 'certainty'] }),
  table: 'role_rate',
  kind: 'role_rate',
};
