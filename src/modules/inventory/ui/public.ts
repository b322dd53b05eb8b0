import { listSegment } from '#kernel/paths';
import type { PageRoute } from '#platform/client';

const items = listSegment('item');

export const inventoryPages: PageRoute[] = [
  { path: listSegment('agent'), load: () => import('./agents-page.tsx').then((x) => x.AgentsPage) },
  { path: items, load: () => import('./item-list-page.tsx').then((x) => x.ItemListPage) },
  { path: `${items}/neu`, load: () => import('./item-edit-page.tsx').then((x) => x.ItemNewPage) },
  { path: `${items}/$id`, load: () => import('./item-page.tsx').then((x) => x.ItemPage) },
  { path: `${items}/$id/ausfall`, load: () => import('./impact-page.tsx').then((x) => x.ImpactPage) },
  { path: `${items}/$id/bearbeiten`, load: () => import('./item-edit-page.tsx').then((x) => x.ItemEditPage) },
];
