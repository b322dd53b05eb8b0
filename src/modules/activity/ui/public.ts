import { listSegment } from '#kernel/paths';
import type { PageRoute } from '#platform/client';

const list = listSegment('activity');

export const activityPages: PageRoute[] = [
  { path: list, load: () => import('./activities-page.tsx').then((x) => x.ActivitiesPage) },
  { path: `${list}/tagebuch`, load: () => import('./diary-page.tsx').then((x) => x.DiaryPage) },
];
