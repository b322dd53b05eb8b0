import { listSegment } from '#kernel/paths';
import type { PageRoute } from '#platform/client';

export const importsPages: PageRoute[] = [
  { path: listSegment('import'), load: () => import('./import-page.tsx').then((x) => x.ImportPage) },
];
