import { noPersonalData, type RecordKind } from '#platform/records';

export const contract: RecordKind = {
  privacy: noPersonalData({ text: ['title', 'partner', 'subject', 'note'] }),
  table: 'contract',
  kind: 'contract',
  numbered: true,
  search: (r) => ({
    title: `V-${String(r.number).padStart(2, '0')} ${r.title}`,
    body: `${r.partner} ${r.subject} ${r.note}`,
  }),
};
export const budgetLine: RecordKind = {
  privacy: noPersonalData({ text: ['title', 'note', 'product', 'account'], none: ['kind'] }),
  table: 'budget_line',
  kind: 'budget_line',
  search: (r) => ({ title: `${r.year} ${r.product}.${r.account} ${r.title}`, body: String(r.note) }),
};
