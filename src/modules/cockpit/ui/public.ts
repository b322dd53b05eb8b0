import { listSegment } from '#kernel/paths';
import type { PageRoute } from '#platform/client';

export const cockpitPages: PageRoute[] = [
  {
    path: listSegment('overview'),
    load: () => import('./overview-page.tsx').then((page) => page.OverviewPage),
  },
  { path: listSegment('job'), load: () => import('./jobs-page.tsx').then((page) => page.JobsPage) },
];
