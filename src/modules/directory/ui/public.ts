import { listSegment } from '#kernel/paths';
import type { PageRoute } from '#platform/client';

export const directoryPages: PageRoute[] = [
  {
    path: `${listSegment('member')}/verzeichnis`,
    load: () => import('./directory-page.tsx').then((page) => page.DirectoryPage),
  },
];
