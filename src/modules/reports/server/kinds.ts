import { noPersonalData, type RecordKind } from '#platform/records';

export const documentSection: RecordKind = {
  privacy: {
    personal: ['by_name'],
    keepYears: 5,
    marks: { name: ['by_name'], text: ['text'], none: ['kind', 'section', 'figures'] },
  },
  table: 'document_section',
  kind: 'document_section',
};
export const documentWording: RecordKind = {
  privacy: { personal: ['by_name'], keepYears: 5, marks: { name: ['by_name'], text: ['text', 'blocks'] } },
  table: 'document_wording',
  kind: 'document_wording',
};
/** A paper of the council is kept as it was issued; who issued it belongs to it. */
export const documentVersion: RecordKind = {
  privacy: {
    personal: ['issued_by'],
    keepYears: null,
    marks: {
      name: ['issued_by'],
      text: ['note', 'model', 'variant', 'template_origin'],
      none: ['kind', 'locale'],
    },
  },
  table: 'document_version',
  kind: 'document_version',
};
export const documentBrand: RecordKind = {
  privacy: noPersonalData({ text: ['headline', 'footline'], none: ['colour'] }),
  table: 'document_brand',
  kind: 'document_brand',
};
export const documentBlock: RecordKind = {
  privacy: noPersonalData({
    text: ['title', 'text', 'origin_name'],
    none: ['key', 'kinds', 'class', 'origin_town', 'origin_key'],
  }),
  table: 'document_block',
  kind: 'document_block',
};
