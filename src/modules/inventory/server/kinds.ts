import { NO_PERSONAL_DATA, type RecordKind } from '#platform/records';

export const item: RecordKind = {
  privacy: NO_PERSONAL_DATA,
  table: 'item',
  kind: 'item',
  numbered: true,
  search: (r) => ({
    title: `I-${String(r.number).padStart(3, '0')} ${r.name}`,
    body: `${r.kind} ${r.vendor} ${r.model} ${r.note}`,
  }),
};
