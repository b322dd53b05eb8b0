import { listSegment } from '#kernel/paths';
import type { PageRoute } from '#platform/client';

export const reportsPages: PageRoute[] = [
  { path: listSegment('report'), load: () => import('./report-page.tsx').then((x) => x.ReportPage) },
];
