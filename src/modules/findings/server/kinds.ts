import type { RecordKind } from '#platform/records';

export const finding: RecordKind = {
  table: 'finding',
  kind: 'finding',
  numbered: true,
  search: (r) => ({
    title: `F-${String(r.number).padStart(2, '0')} ${r.title}`,
    body: `${r.statement} ${r.basis}`,
  }),
};
export const wording: RecordKind = { table: 'finding_wording', kind: 'finding_wording' };
export const review: RecordKind = { table: 'finding_review', kind: 'finding_review' };
export const link: RecordKind = { table: 'finding_link', kind: 'finding_link' };
