import type { RecordKind } from '#platform/records';

export const yearFrame: RecordKind = { table: 'year_frame', kind: 'year_frame' };
