import { noPersonalData, type RecordKind } from '#platform/records';

/** How each table of this module appears in journal and search. */
export const office: RecordKind = {
  privacy: {
    personal: ['head_title'],
    keepYears: null,
    marks: { name: ['head_title'], text: ['name', 'short'] },
  },
  table: 'office',
  kind: 'office',
  search: (r) => ({ title: String(r.name), body: String(r.head_title) }),
};
export const site: RecordKind = {
  privacy: noPersonalData({ text: ['name', 'kind', 'street', 'scope_note'] }),
  table: 'site',
  kind: 'site',
  search: (r) => ({ title: String(r.name), body: `${r.kind} ${r.street} ${r.scope_note}` }),
};
export const room: RecordKind = {
  privacy: noPersonalData({ text: ['name', 'kind', 'note'] }),
  table: 'room',
  kind: 'room',
  search: (r) => ({ title: String(r.name), body: `${r.kind} ${r.note}` }),
};
export const stakeholderGroup: RecordKind = {
  privacy: noPersonalData({ text: ['name', 'concern'] }),
  table: 'stakeholder_group',
  kind: 'stakeholder_group',
  search: (r) => ({ title: String(r.name), body: String(r.concern) }),
};
export const person: RecordKind = {
  privacy: {
    personal: [
      'name',
      'title',
      'email',
      'concern',
      'influence',
      'login',
      'personnel_key',
      'phone',
      'room_id',
      'left_on',
    ],
    keepYears: 2,
    ends: 'delete',
    marks: {
      name: ['name', 'email'],
      login: ['login'],
      about: ['title', 'concern', 'personnel_key', 'phone'],
    },
  },
  table: 'person',
  kind: 'person',
  search: (r) => ({ title: String(r.name), body: `${r.title} ${r.email}` }),
};
export const duty: RecordKind = {
  privacy: {
    personal: ['person_id', 'share_percent', 'note'],
    keepYears: null,
    marks: { person: ['person_id'], about: ['note'], none: ['role'] },
  },
  table: 'duty',
  kind: 'duty',
};
/** What became of what somebody held whose access has ended. */
export const accessHandover: RecordKind = {
  privacy: {
    personal: ['user_name', 'to_name', 'by_name', 'user_id', 'to_user_id'],
    keepYears: 3,
    marks: { user: ['user_id', 'to_user_id'], name: ['user_name', 'to_name', 'by_name'], text: ['lines'] },
  },
  table: 'access_handover',
  kind: 'access_handover',
};
