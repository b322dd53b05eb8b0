import { NO_PERSONAL_DATA, type RecordKind } from '#platform/records';

export const yearFrame: RecordKind = { privacy: NO_PERSONAL_DATA, table: 'year_frame', kind: 'year_frame' };
