import { NO_PERSONAL_DATA, type RecordKind } from '#platform/records';

/** How each table of this module appears in journal and search. */
export const office: RecordKind = {
  privacy: { personal: ['head_title'], keepYears: null },
  table: 'office',
  kind: 'office',
  search: (r) => ({ title: String(r.name), body: String(r.head_title) }),
};
export const site: RecordKind = {
  privacy: NO_PERSONAL_DATA,
  table: 'site',
  kind: 'site',
  search: (r) => ({ title: String(r.name), body: `${r.kind} ${r.street} ${r.scope_note}` }),
};
export const room: RecordKind = {
  privacy: NO_PERSONAL_DATA,
  table: 'room',
  kind: 'room',
  search: (r) => ({ title: String(r.name), body: `${r.kind} ${r.note}` }),
};
export const stakeholderGroup: RecordKind = {
  privacy: NO_PERSONAL_DATA,
  table: 'stakeholder_group',
  kind: 'stakeholder_group',
  search: (r) => ({ title: String(r.name), body: String(r.concern) }),
};
export const person: RecordKind = {
  privacy: { personal: ['name', 'title', 'email'], keepYears: 2, ends: 'delete' },
  table: 'person',
  kind: 'person',
  search: (r) => ({ title: String(r.name), body: `${r.title} ${r.email}` }),
};
export const duty: RecordKind = {
  privacy: { personal: ['person_id', 'share_percent', 'note'], keepYears: null },
  table: 'duty',
  kind: 'duty',
};
