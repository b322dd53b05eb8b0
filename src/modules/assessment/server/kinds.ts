import { NO_PERSONAL_DATA, type RecordKind } from '#platform/records';

export const engagement: RecordKind = {
  privacy: NO_PERSONAL_DATA,
  table: 'engagement',
  kind: 'engagement',
  search: (r) => ({ title: String(r.title), body: String(r.assignment) }),
};
export const agendaEntry: RecordKind = {
  privacy: { personal: ['participants'], keepYears: 5 },
  table: 'agenda_entry',
  kind: 'agenda_entry',
};
export const goal: RecordKind = {
  privacy: { personal: ['owner_person_id'], keepYears: 5 },
  table: 'goal',
  kind: 'goal',
  numbered: true,
  search: (r) => ({ title: `Z-${r.number} ${r.title}`, body: String(r.noticed_by) }),
};
export const successFactor: RecordKind = {
  privacy: NO_PERSONAL_DATA,
  table: 'success_factor',
  kind: 'success_factor',
};
export const observation: RecordKind = {
  privacy: { personal: ['seen_by'], keepYears: 5 },
  table: 'observation',
  kind: 'observation',
  numbered: true,
  search: (r) => ({
    title: `B-${String(r.number).padStart(2, '0')} ${String(r.statement).slice(0, 120)}`,
    body: `${r.statement} ${r.seen_by}`,
  }),
};
export const rating: RecordKind = { privacy: NO_PERSONAL_DATA, table: 'rating', kind: 'rating' };
