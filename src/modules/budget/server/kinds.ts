import type { RecordKind } from '#platform/records';

export const contract: RecordKind = {
  table: 'contract',
  kind: 'contract',
  numbered: true,
  search: (r) => ({
    title: `V-${String(r.number).padStart(2, '0')} ${r.title}`,
    body: `${r.partner} ${r.subject} ${r.note}`,
  }),
};
export const budgetLine: RecordKind = {
  table: 'budget_line',
  kind: 'budget_line',
  search: (r) => ({ title: `${r.year} ${r.product}.${r.account} ${r.title}`, body: String(r.note) }),
};
