import { listSegment } from '#kernel/paths';
import type { PageRoute } from '#platform/client';

export const privacyPages: PageRoute[] = [
  { path: listSegment('privacy'), load: () => import('./privacy-page.tsx').then((x) => x.PrivacyPage) },
];
