import { noPersonalData, type RecordKind } from '#platform/records';

export const item: RecordKind = {
  privacy: {
    personal: ['responsible_person_id'],
    keepYears: null,
    marks: {
      person: ['responsible_person_id'],
      text: ['name', 'vendor', 'model', 'note', 'serial_number', 'operating_system'],
      none: ['kind', 'criticality', 'protection', 'backup'],
    },
  },
  table: 'item',
  kind: 'item',
  numbered: true,
  search: (r) => ({
    title: `I-${String(r.number).padStart(3, '0')} ${r.name}`,
    body: `${r.kind} ${r.vendor} ${r.model} ${r.serial_number} ${r.operating_system} ${r.note}`,
  }),
};
export const itemRelation: RecordKind = {
  privacy: noPersonalData({ text: ['alternative', 'note'] }),
  table: 'item_relation',
  kind: 'item_relation',
};
export const itemUse: RecordKind = {
  privacy: noPersonalData({ text: ['note'] }),
  table: 'item_use',
  kind: 'item_use',
};
export const agentToken: RecordKind = {
  privacy: noPersonalData({ text: ['name'] }),
  table: 'agent_token',
  kind: 'agent_token',
};
export const supportEnd: RecordKind = {
  privacy: noPersonalData({ text: ['product', 'release', 'source'] }),
  table: 'support_end',
  kind: 'support_end',
};
