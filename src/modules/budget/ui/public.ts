import { listSegment } from '#kernel/paths';
import type { PageRoute } from '#platform/client';

const lines = listSegment('budget_line');
const contracts = listSegment('contract');

export const budgetPages: PageRoute[] = [
  { path: lines, load: () => import('./line-list-page.tsx').then((x) => x.LineListPage) },
  { path: `${lines}/neu`, load: () => import('./line-edit-page.tsx').then((x) => x.LineNewPage) },
  { path: `${lines}/$id`, load: () => import('./line-page.tsx').then((x) => x.LinePage) },
  { path: `${lines}/$id/bearbeiten`, load: () => import('./line-edit-page.tsx').then((x) => x.LineEditPage) },
  { path: contracts, load: () => import('./contract-list-page.tsx').then((x) => x.ContractListPage) },
  { path: `${contracts}/neu`, load: () => import('./contract-edit-page.tsx').then((x) => x.ContractNewPage) },
  { path: `${contracts}/$id`, load: () => import('./contract-page.tsx').then((x) => x.ContractPage) },
  {
    path: `${contracts}/$id/bearbeiten`,
    load: () => import('./contract-edit-page.tsx').then((x) => x.ContractEditPage),
  },
];
