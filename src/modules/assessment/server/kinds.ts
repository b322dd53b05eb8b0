import { noPersonalData, type RecordKind } from '#platform/records';

export const engagement: RecordKind = {
  privacy: noPersonalData({ text: ['title', 'assignment'], none: ['status'] }),
  table: 'engagement',
  kind: 'engagement',
  search: (r) => ({ title: String(r.title), body: String(r.assignment) }),
};
export const agendaEntry: RecordKind = {
  privacy: {
    personal: ['participants'],
    keepYears: 5,
    marks: { name: ['participants'], text: ['title', 'place', 'note'], none: ['starts', 'ends', 'phase'] },
  },
  table: 'agenda_entry',
  kind: 'agenda_entry',
};
export const goal: RecordKind = {
  privacy: {
    personal: ['owner_person_id'],
    keepYears: 5,
    marks: { person: ['owner_person_id'], text: ['title', 'noticed_by'] },
  },
  table: 'goal',
  kind: 'goal',
  numbered: true,
  search: (r) => ({ title: `Z-${r.number} ${r.title}`, body: String(r.noticed_by) }),
};
export const successFactor: RecordKind = {
  privacy: noPersonalData({ text: ['title', 'note'] }),
  table: 'success_factor',
  kind: 'success_factor',
};
export const observation: RecordKind = {
  privacy: { personal: ['seen_by'], keepYears: 5, marks: { name: ['seen_by'], text: ['statement'] } },
  table: 'observation',
  kind: 'observation',
  numbered: true,
  search: (r) => ({
    title: `B-${String(r.number).padStart(2, '0')} ${String(r.statement).slice(0, 120)}`,
    body: `${r.statement} ${r.seen_by}`,
  }),
};
export const rating: RecordKind = {
  privacy: noPersonalData({ text: ['evidence', 'note'], none: ['framework', 'requirement', 'certainty'] }),
  table: 'rating',
  kind: 'rating',
};
