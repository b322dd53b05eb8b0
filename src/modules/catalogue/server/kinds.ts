import { noPersonalData, type RecordKind } from '#platform/records';

export const foreignCatalogue: RecordKind = {
  privacy: noPersonalData({ text: ['title', 'source', 'licence'], none: ['language'] }),
  table: 'foreign_catalogue',
  kind: 'foreign_catalogue',
};
export const foreignVersion: RecordKind = {
  privacy: noPersonalData({ text: ['edition', 'files'], none: ['digest'] }),
  table: 'foreign_catalogue_version',
  kind: 'foreign_catalogue_version',
};
export const correction: RecordKind = {
  privacy: noPersonalData({ text: ['source'], none: ['framework', 'requirement', 'modal', 'frequency'] }),
  table: 'requirement_correction',
  kind: 'requirement_correction',
};
export const controlAnswer: RecordKind = {
  privacy: noPersonalData({ text: ['note'], none: ['code', 'state', 'digest'] }),
  table: 'control_answer',
  kind: 'control_answer',
};
export const libraryMeasure: RecordKind = {
  privacy: noPersonalData({ text: ['title', 'content', 'origin_name'], none: ['key', 'origin_town'] }),
  table: 'library_measure',
  kind: 'library_measure',
};
/** A catalogue being written; the rows it began with are a copy and not told one by one. */
export const catalogueDraft: RecordKind = {
  privacy: noPersonalData({ text: ['title', 'edition', 'source', 'licence'] }),
  table: 'catalogue_draft',
  kind: 'catalogue_draft',
};
export const draftRow: RecordKind = {
  privacy: noPersonalData({
    text: ['title', 'statement', 'guidance', 'evidence'],
    none: ['kind', 'code', 'modal', 'origin', 'was', 'rich'],
  }),
  table: 'catalogue_draft_row',
  kind: 'catalogue_draft_row',
};
