import { importJob, uploadsFolder } from '#modules/imports';
import { endInvitation } from '#modules/organisation';
import type { Job } from '#platform/jobs/jobs';
import { importKinds } from './import-kinds.ts';

/** Every job a module asks for; some keep files in the data folder. */
export const jobs = (dataDir: string): readonly Job[] => [
  endInvitation,
  importJob(importKinds, uploadsFolder(dataDir)),
];
