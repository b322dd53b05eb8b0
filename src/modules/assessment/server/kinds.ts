import type { RecordKind } from '#platform/records';

export const engagement: RecordKind = {
  table: 'engagement',
  kind: 'engagement',
  search: (r) => ({ title: String(r.title), body: String(r.assignment) }),
};
export const agendaEntry: RecordKind = { table: 'agenda_entry', kind: 'agenda_entry' };
export const goal: RecordKind = {
  table: 'goal',
  kind: 'goal',
  numbered: true,
  search: (r) => ({ title: `Z-${r.number} ${r.title}`, body: String(r.noticed_by) }),
};
export const successFactor: RecordKind = { table: 'success_factor', kind: 'success_factor' };
export const observation: RecordKind = {
  table: 'observation',
  kind: 'observation',
  numbered: true,
  search: (r) => ({
    title: `B-${String(r.number).padStart(2, '0')} ${String(r.statement).slice(0, 120)}`,
    body: `${r.statement} ${r.seen_by}`,
  }),
};
export const rating: RecordKind = { table: 'rating', kind: 'rating' };
