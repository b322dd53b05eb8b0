import { activityRoutes } from '#modules/activity';
import { assessmentRoutes } from '#modules/assessment';
import { budgetRoutes } from '#modules/budget';
import { catalogueRoutes, catalogues } from '#modules/catalogue';
import { cockpitRoutes } from '#modules/cockpit';
import { comparisonRoutes } from '#modules/comparison';
import { directoryRoutes } from '#modules/directory';
import { effectRoutes, keepContract } from '#modules/effect';
import { findingsRoutes } from '#modules/findings';
import { importRoutes } from '#modules/imports';
import { inventoryRoutes } from '#modules/inventory';
import { followMerge, measuresRoutes } from '#modules/measures';
import { organisationRoutes } from '#modules/organisation';
import { privacyRoutes } from '#modules/privacy';
import { reportsRoutes } from '#modules/reports';
import { roadmapRoutes } from '#modules/roadmap';
import { steeringRoutes } from '#modules/steering';
import { ticketsRoutes } from '#modules/tickets';
import { deskRoutes } from '#platform/desk/routes';
import { liveRoutes } from '#platform/live/routes';
import { importKinds } from './import-kinds.ts';
import { liveKinds, storyKinds } from './live-kinds.ts';

/** Every module's routes under its name; the same shape as the contract. */
export const routes = {
  organisation: organisationRoutes,
  inventory: inventoryRoutes,
  budget: budgetRoutes,
  activity: activityRoutes(() => catalogues().roles.roles.map(({ key }) => key)),
  catalogue: catalogueRoutes,
  assessment: assessmentRoutes,
  findings: findingsRoutes([followMerge]),
  measures: measuresRoutes([keepContract]),
  roadmap: roadmapRoutes,
  effect: effectRoutes,
  steering: steeringRoutes,
  tickets: ticketsRoutes,
  comparison: comparisonRoutes,
  directory: directoryRoutes,
  cockpit: cockpitRoutes(storyKinds),
  privacy: privacyRoutes,
  reports: reportsRoutes,
  imports: importRoutes(importKinds),
  desk: deskRoutes,
  live: liveRoutes(liveKinds),
};
