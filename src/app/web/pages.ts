import { activityPages } from '#modules/activity/ui';
import { assessmentPages } from '#modules/assessment/ui';
import { budgetPages } from '#modules/budget/ui';
import { cataloguePages } from '#modules/catalogue/ui';
import { cockpitPages } from '#modules/cockpit/ui';
import { comparisonPages } from '#modules/comparison/ui';
import { directoryPages } from '#modules/directory/ui';
import { effectPages } from '#modules/effect/ui';
import { findingsPages } from '#modules/findings/ui';
import { importsPages } from '#modules/imports/ui';
import { inventoryPages } from '#modules/inventory/ui';
import { measuresPages } from '#modules/measures/ui';
import { organisationPages } from '#modules/organisation/ui';
import { privacyPages } from '#modules/privacy/ui';
import { reportsPages } from '#modules/reports/ui';
import { roadmapPages } from '#modules/roadmap/ui';
import { steeringPages } from '#modules/steering/ui';
import { ticketsPages } from '#modules/tickets/ui';
import type { PageRoute } from '#platform/client';

/** Every page below /t/{town}. */
export const pages: PageRoute[] = [
  ...cockpitPages,
  ...assessmentPages,
  ...cataloguePages,
  ...findingsPages,
  ...measuresPages,
  ...roadmapPages,
  ...effectPages,
  ...steeringPages,
  ...ticketsPages,
  ...comparisonPages,
  ...reportsPages,
  ...privacyPages,
  ...organisationPages,
  ...directoryPages,
  ...inventoryPages,
  ...budgetPages,
  ...activityPages,
  ...importsPages,
];
