import { lazy } from 'react';
import { listSegment } from '#kernel/paths';
import type { PageRoute } from '#platform/client';

export { contractSearch } from './contract-search.ts';

const lines = listSegment('budget_line');
const contracts = listSegment('contract');
const spending = listSegment('spending');
const postings = listSegment('posting');
const entries = listSegment('spending_entry');

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
  { path: spending, load: () => import('./spending-page.tsx').then((x) => x.SpendingPage) },
  { path: `${spending}/erfassen`, load: () => import('./guide-page.tsx').then((x) => x.GuidePage) },
  { path: postings, load: () => import('./posting-list-page.tsx').then((x) => x.PostingListPage) },
  { path: `${postings}/neu`, load: () => import('./posting-edit-page.tsx').then((x) => x.PostingNewPage) },
  { path: `${postings}/$id`, load: () => import('./posting-page.tsx').then((x) => x.PostingPage) },
  {
    path: `${postings}/$id/bearbeiten`,
    load: () => import('./posting-edit-page.tsx').then((x) => x.PostingEditPage),
  },
  { path: entries, load: () => import('./entry-list-page.tsx').then((x) => x.EntryListPage) },
  { path: `${entries}/neu`, load: () => import('./entry-edit-page.tsx').then((x) => x.EntryNewPage) },
  { path: `${entries}/$id`, load: () => import('./entry-page.tsx').then((x) => x.EntryPage) },
  {
    path: `${entries}/$id/bearbeiten`,
    load: () => import('./entry-edit-page.tsx').then((x) => x.EntryEditPage),
  },
];

/** Hours of consultants under every contract; needs a Suspense around it. */
export const ConsultingContracts = lazy(() =>
  import('./consulting.tsx').then((part) => ({ default: part.ConsultingContracts })),
);
