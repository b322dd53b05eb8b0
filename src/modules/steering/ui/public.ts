import { listSegment } from '#kernel/paths';
import type { PageRoute } from '#platform/client';

const list = listSegment('steering_meeting');

export const steeringPages: PageRoute[] = [
  { path: list, load: () => import('./meeting-list-page.tsx').then((page) => page.MeetingListPage) },
  { path: `${list}/neu`, load: () => import('./meeting-edit-page.tsx').then((page) => page.MeetingNewPage) },
  {
    path: `${list}/beschluesse`,
    load: () => import('./resolution-list-page.tsx').then((page) => page.ResolutionListPage),
  },
  { path: `${list}/$id`, load: () => import('./meeting-page.tsx').then((page) => page.MeetingPage) },
  {
    path: `${list}/$id/bearbeiten`,
    load: () => import('./meeting-edit-page.tsx').then((page) => page.MeetingEditPage),
  },
];
