import type { Marks } from '#platform/privacy/marks';

/** Where people are in an upload on its way; all of it ends after a day. */
export const importsTables: Readonly<Record<string, Marks>> = {
  import_run: {
    user: ['user_id'],
    copy: ['actor', 'file_name', 'wished_columns', 'recognised', 'faults'],
    none: ['wished_kind', 'phase', 'counts', 'batch'],
  },
};
