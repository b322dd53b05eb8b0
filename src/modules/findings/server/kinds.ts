import { noPersonalData, type RecordKind } from '#platform/records';

export const finding: RecordKind = {
  privacy: noPersonalData({
    text: ['title', 'statement', 'basis', 'cause', 'consequence'],
    none: ['area', 'status', 'merged_status', 'merge_batch', 'confidentiality'],
  }),
  table: 'finding',
  kind: 'finding',
  numbered: true,
  search: (r) => ({
    title: `F-${String(r.number).padStart(2, '0')} ${r.title}`,
    body: `${r.statement} ${r.basis} ${r.cause} ${r.consequence}`,
  }),
};
export const wording: RecordKind = {
  privacy: {
    personal: ['by_name'],
    keepYears: 5,
    marks: { name: ['by_name'], text: ['statement', 'reason'] },
  },
  table: 'finding_wording',
  kind: 'finding_wording',
};
export const review: RecordKind = {
  privacy: {
    personal: ['reviewer_name', 'reviewer_title', 'reviewer_user_id', 'comment'],
    keepYears: 5,
    marks: {
      user: ['reviewer_user_id'],
      name: ['reviewer_name'],
      about: ['reviewer_title'],
      text: ['comment'],
      none: ['answer'],
    },
  },
  table: 'finding_review',
  kind: 'finding_review',
};
export const reviewRound: RecordKind = {
  privacy: noPersonalData({ text: ['note'] }),
  table: 'review_round',
  kind: 'review_round',
};
export const reviewGuest: RecordKind = {
  privacy: {
    personal: ['name', 'title', 'email', 'remark'],
    keepYears: 5,
    marks: { name: ['name', 'email'], about: ['title'], text: ['remark'], none: ['areas'] },
  },
  table: 'review_guest',
  kind: 'review_guest',
};
export const proposal: RecordKind = {
  privacy: noPersonalData({ text: ['reason'], none: ['source'] }),
  table: 'finding_proposal',
  kind: 'finding_proposal',
};
export const link: RecordKind = {
  privacy: noPersonalData({ none: ['kind', 'target_id'] }),
  table: 'finding_link',
  kind: 'finding_link',
};
