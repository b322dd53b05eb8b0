import { listSegment } from '#kernel/paths';
import type { PageRoute } from '#platform/client';

const list = listSegment('finding');

export const findingsPages: PageRoute[] = [
  { path: list, load: () => import('./finding-list-page.tsx').then((page) => page.FindingListPage) },
  { path: `${list}/neu`, load: () => import('./finding-form.tsx').then((page) => page.FindingNewPage) },
  { path: `${list}/rueckblick`, load: () => import('./review-page.tsx').then((page) => page.ReviewPage) },
  {
    path: `${list}/vorschlaege`,
    load: () => import('./proposals-page.tsx').then((page) => page.ProposalsPage),
  },
  {
    path: `${list}/zusammenfuehren`,
    load: () => import('./merge-page.tsx').then((page) => page.MergePage),
  },
  {
    path: `${list}/runde`,
    load: () => import('./review-round-page.tsx').then((page) => page.ReviewRoundPage),
  },
  { path: `${list}/$id`, load: () => import('./finding-page.tsx').then((page) => page.FindingPage) },
  {
    path: `${list}/$id/bearbeiten`,
    load: () => import('./finding-form.tsx').then((page) => page.FindingEditPage),
  },
];
