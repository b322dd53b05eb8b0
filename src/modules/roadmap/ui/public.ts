import { listSegment } from '#kernel/paths';
import type { PageRoute } from '#platform/client';

export const roadmapPages: PageRoute[] = [
  {
    path: listSegment('roadmap'),
    load: () => import('./roadmap-page.tsx').then((page) => page.RoadmapPage),
  },
  {
    path: `${listSegment('roadmap')}/planung`,
    load: () => import('./planning-page.tsx').then((page) => page.PlanningPage),
  },
  {
    path: `${listSegment('roadmap')}/soll-ist`,
    load: () => import('./progress-page.tsx').then((page) => page.ProgressPage),
  },
  {
    path: `${listSegment('roadmap')}/wahrscheinlichkeit`,
    load: () => import('./certainty-page.tsx').then((page) => page.CertaintyPage),
  },
  {
    path: `${listSegment('roadmap')}/planung/$id`,
    load: () => import('./plan-page.tsx').then((page) => page.PlanPage),
  },
];
