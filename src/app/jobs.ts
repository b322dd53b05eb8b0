import { sql } from 'kysely';
import { sendAgendaLetter } from '#modules/assessment';
import { gatherComparison } from '#modules/comparison';
import { followDirectory } from '#modules/directory';
import {
  remindReports,
  remindReviews,
  sendReportReminder,
  sendReviewReminder,
  takeMonthlyValues,
} from '#modules/effect';
import { sendReviewLetter } from '#modules/findings';
import { importJob, removeOldUploads, uploadsFolder } from '#modules/imports';
import { packageJob } from '#modules/measures';
import { endInvitation, remindAccessEnds, sendAccessEndLetter } from '#modules/organisation';
import { runRetention } from '#modules/privacy';
import { planJob } from '#modules/roadmap';
import { sendMinutesLetter } from '#modules/steering';
import { tidyTickets } from '#modules/tickets';
import { sweepFiles } from '#platform/files/sweep';
import type { Job } from '#platform/jobs/jobs';
import { type Ground, inTown, jobActor } from '#platform/tx';
import { importKinds } from './import-kinds.ts';

/** Every job a module asks for; some keep files in the data folder. */
export const jobs = (dataDir: string): readonly Job[] => [
  endInvitation,
  sendReviewLetter,
  sendAgendaLetter,
  sendReviewReminder,
  sendReportReminder,
  sendAccessEndLetter,
  sendMinutesLetter,
  planJob,
  packageJob,
  importJob(importKinds, uploadsFolder(dataDir)),
];

/** What happens once a night: in every town, each in a transaction of its own, and in the data folder. */
export const nightly =
  (dataDir: string) =>
  async (ground: Ground): Promise<void> => {
    const { rows } = await sql<{
      town_id: string;
      slug: string;
    }>`select town_id, slug from app.door_towns()`.execute(ground.db);
    for (const { town_id: townId, slug } of rows) {
      const actor = jobActor({ townId, actorId: null });
      await inTown(ground, actor, (tx) => runRetention(tx));
      await inTown(ground, actor, (tx) => tidyTickets(tx));
      await inTown(ground, actor, (tx) => takeMonthlyValues(tx));
      await inTown(ground, actor, (tx) => remindReviews(tx, slug));
      await inTown(ground, actor, (tx) => remindReports(tx, slug));
      await inTown(ground, actor, (tx) => remindAccessEnds(tx, slug));
    }
    await followDirectory(ground);
    await gatherComparison(ground, rows);
    const now = ground.clock.now();
    await sql`select app.door_forget_accounts(${now})`.execute(ground.db);
    await removeOldUploads(uploadsFolder(dataDir), now);
    await sweepFiles(ground, now);
  };
