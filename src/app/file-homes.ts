import { answerFiles, observationFiles, ratingFiles } from '#modules/assessment';
import { contractFiles, postingFiles, spendingEntryFiles } from '#modules/budget';
import { findingFiles } from '#modules/findings';
import { itemFiles } from '#modules/inventory';
import { measureFiles } from '#modules/measures';
import { roomFiles, siteFiles } from '#modules/organisation';
import type { FileHome } from '#platform/files/home';

/** Every kind of record that files may hang on. */
export const fileHomes: readonly FileHome[] = [
  findingFiles,
  measureFiles,
  itemFiles,
  roomFiles,
  siteFiles,
  contractFiles,
  postingFiles,
  spendingEntryFiles,
  observationFiles,
  ratingFiles,
  answerFiles,
];
