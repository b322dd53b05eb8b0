import { listSegment } from '#kernel/paths';
import type { PageRoute } from '#platform/client';

export const roadmapPages: PageRoute[] = [
  {
    path: listSegment('roadmap'),
    load: () => import('./roadmap-page.tsx').then((page) => page.RoadmapPage),
  },
];
