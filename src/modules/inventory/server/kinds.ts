import { noPersonalData, type RecordKind } from '#platform/records';

export const item: RecordKind = {
  privacy: noPersonalData({ text: ['name', 'vendor', 'model', 'note'], none: ['kind', 'criticality'] }),
  table: 'item',
  kind: 'item',
  numbered: true,
  search: (r) => ({
    title: `I-${String(r.number).padStart(3, '0')} ${r.name}`,
    body: `${r.kind} ${r.vendor} ${r.model} ${r.note}`,
  }),
};
