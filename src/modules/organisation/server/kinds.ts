import type { RecordKind } from '#platform/records';

/** How each table of this module appears in journal and search. */
export const office: RecordKind = {
  table: 'office',
  kind: 'office',
  search: (r) => ({ title: String(r.name), body: String(r.head_title) }),
};
export const site: RecordKind = {
  table: 'site',
  kind: 'site',
  search: (r) => ({ title: String(r.name), body: `${r.kind} ${r.street} ${r.scope_note}` }),
};
export const room: RecordKind = {
  table: 'room',
  kind: 'room',
  search: (r) => ({ title: String(r.name), body: `${r.kind} ${r.note}` }),
};
export const stakeholderGroup: RecordKind = {
  table: 'stakeholder_group',
  kind: 'stakeholder_group',
  search: (r) => ({ title: String(r.name), body: String(r.concern) }),
};
export const person: RecordKind = {
  table: 'person',
  kind: 'person',
  search: (r) => ({ title: String(r.name), body: `${r.title} ${r.email}` }),
};
export const duty: RecordKind = { table: 'duty', kind: 'duty' };
