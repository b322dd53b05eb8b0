import { noPersonalData, type RecordKind } from '#platform/records';

export const contract: RecordKind = {
  privacy: noPersonalData({ text: ['title', 'partner', 'subject', 'note'], none: ['cost_area'] }),
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
export const posting: RecordKind = {
  privacy: noPersonalData({
    text: ['document', 'line', 'partner', 'text', 'product', 'account'],
    none: ['cost_area'],
  }),
  table: 'posting',
  kind: 'posting',
  search: (r) => ({
    title: [r.year, r.document, r.partner].filter(Boolean).join(' '),
    body: `${r.text} ${r.product} ${r.account}`,
  }),
};
export const spendingEntry: RecordKind = {
  privacy: noPersonalData({ text: ['title', 'source'], none: ['cost_area', 'certainty', 'basis', 'item'] }),
  table: 'spending_entry',
  kind: 'spending_entry',
  search: (r) => ({ title: `${r.year} ${r.title}`, body: String(r.source) }),
};
