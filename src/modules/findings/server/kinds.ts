import { NO_PERSONAL_DATA, type RecordKind } from '#platform/records';

export const finding: RecordKind = {
  privacy: NO_PERSONAL_DATA,
  table: 'finding',
  kind: 'finding',
  numbered: true,
  search: (r) => ({
    title: `F-${String(r.number).padStart(2, '0')} ${r.title}`,
    body: `${r.statement} ${r.basis}`,
  }),
};
export const wording: RecordKind = {
  privacy: { personal: ['by_name'], keepYears: 5 },
  table: 'finding_wording',
  kind: 'finding_wording',
};
export const review: RecordKind = {
  privacy: { personal: ['reviewer_name', 'reviewer_title', 'reviewer_user_id', 'comment'], keepYears: 5 },
  table: 'finding_review',
  kind: 'finding_review',
};
export const link: RecordKind = { privacy: NO_PERSONAL_DATA, table: 'finding_link', kind: 'finding_link' };
