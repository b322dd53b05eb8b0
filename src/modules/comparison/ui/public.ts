import { listSegment } from '#kernel/paths';
import type { PageRoute } from '#platform/client';

export const comparisonPages: PageRoute[] = [
  {
    path: listSegment('comparison'),
    load: () => import('./comparison-page.tsx').then((page) => page.ComparisonPage),
  },
];
