import type { Marks } from '#platform/privacy/marks';

/** Arms and the town's own text document: whole files of the town itself. */
export const reportsTables: Readonly<Record<string, Marks>> = {
  document_file: { text: ['name', 'origin_name'], none: ['purpose', 'origin_town', 'origin_sha256'] },
};
