import { activityContract } from '#modules/activity/contract';
import { assessmentContract } from '#modules/assessment/contract';
import { budgetContract } from '#modules/budget/contract';
import { catalogueContract } from '#modules/catalogue/contract';
import { cockpitContract } from '#modules/cockpit/contract';
import { comparisonContract } from '#modules/comparison/contract';
import { directoryContract } from '#modules/directory/contract';
import { effectContract } from '#modules/effect/contract';
import { findingsContract } from '#modules/findings/contract';
import { importsContract } from '#modules/imports/contract';
import { inventoryContract } from '#modules/inventory/contract';
import { measuresContract } from '#modules/measures/contract';
import { organisationContract } from '#modules/organisation/contract';
import { privacyContract } from '#modules/privacy/contract';
import { reportsContract } from '#modules/reports/contract';
import { roadmapContract } from '#modules/roadmap/contract';
import { steeringContract } from '#modules/steering/contract';
import { ticketsContract } from '#modules/tickets/contract';
import { deskContract } from '#platform/desk/contract';
import { liveContract } from '#platform/live/contract';

/** The whole interface: what can be asked, by whom, what comes back. */
export const contract = {
  organisation: organisationContract,
  inventory: inventoryContract,
  budget: budgetContract,
  activity: activityContract,
  catalogue: catalogueContract,
  assessment: assessmentContract,
  findings: findingsContract,
  measures: measuresContract,
  roadmap: roadmapContract,
  effect: effectContract,
  steering: steeringContract,
  tickets: ticketsContract,
  comparison: comparisonContract,
  directory: directoryContract,
  cockpit: cockpitContract,
  privacy: privacyContract,
  reports: reportsContract,
  imports: importsContract,
  desk: deskContract,
  live: liveContract,
};
export type Contract = typeof contract;
