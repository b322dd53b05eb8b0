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
export const controlAnswer: RecordKind = {
  privacy: noPersonalData({ text: ['note'], none: ['code', 'state', 'digest'] }),
  table: 'control_answer',
  kind: 'control_answer',
};
