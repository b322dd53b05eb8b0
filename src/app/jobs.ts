import { endInvitation } from '#modules/organisation';
import type { Job } from '#platform/jobs/jobs';

/** Every job a module asks for. */
export const jobs: readonly Job[] = [endInvitation];
