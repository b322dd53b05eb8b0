import { noPersonalData, type RecordKind } from '#platform/records';

export const yearFrame: RecordKind = { privacy: noPersonalData({}), table: 'year_frame', kind: 'year_frame' };
