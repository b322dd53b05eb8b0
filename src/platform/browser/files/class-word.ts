import type { FileView } from '#kernel/file-routes';
import { m } from '#texts';

const WORDS = {
  technical: m.platform_files_class_technical,
  non_public: m.platform_files_class_non_public,
} as const;

/** For whom a photo is in documents, in a list and in a story. */
export const fileClassWord = (as: FileView['confidentiality']): string =>
  as === null ? m.platform_files_class_record() : WORDS[as]();
