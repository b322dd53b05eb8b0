import { lazy } from 'react';
import { listSegment } from '#kernel/paths';
import type { PageRoute } from '#platform/client';

export { measureNumber } from './measure-number.ts';
export { measureTabs } from './measure-tabs.ts';

const list = listSegment('measure');

export const measuresPages: PageRoute[] = [
  { path: list, load: () => import('./measure-list-page.tsx').then((page) => page.MeasureListPage) },
  { path: `${list}/neu`, load: () => import('./measure-edit-page.tsx').then((page) => page.MeasureNewPage) },
  {
    path: `${list}/bibliothek`,
    load: () => import('./library-list-page.tsx').then((page) => page.LibraryListPage),
  },
  {
    path: `${list}/bibliothek/eigene`,
    load: () => import('./own-library-page.tsx').then((page) => page.OwnLibraryPage),
  },
  {
    path: `${list}/bibliothek/eigene/neu`,
    load: () => import('./own-measure-page.tsx').then((page) => page.OwnMeasureNewPage),
  },
  {
    path: `${list}/bibliothek/eigene/$id`,
    load: () => import('./own-measure-page.tsx').then((page) => page.OwnMeasureEditPage),
  },
  {
    path: `${list}/bibliothek/$id`,
    load: () => import('./library-page.tsx').then((page) => page.LibraryPage),
  },
  {
    path: `${list}/vorschlaege`,
    load: () => import('./suggestions-page.tsx').then((page) => page.SuggestionsPage),
  },
  { path: `${list}/abdeckung`, load: () => import('./coverage-page.tsx').then((page) => page.CoveragePage) },
  { path: `${list}/pakete`, load: () => import('./packages-page.tsx').then((page) => page.PackagesPage) },
  {
    path: `${list}/pakete/neu`,
    load: () => import('./package-new-page.tsx').then((page) => page.PackageNewPage),
  },
  { path: `${list}/pakete/$id`, load: () => import('./package-page.tsx').then((page) => page.PackagePage) },
  {
    path: `${list}/wirtschaftlichkeit`,
    load: () => import('./economies-page.tsx').then((page) => page.EconomiesPage),
  },
  { path: `${list}/$id`, load: () => import('./measure-page.tsx').then((page) => page.MeasurePage) },
  {
    path: `${list}/$id/wirtschaftlichkeit`,
    load: () => import('./economy-page.tsx').then((page) => page.EconomyPage),
  },
  {
    path: `${list}/$id/bearbeiten`,
    load: () => import('./measure-edit-page.tsx').then((page) => page.MeasureEditPage),
  },
];

/** Places a measure on the roadmap; loaded when first opened, so it needs a Suspense around it. */
export const PlaceDialog = lazy(() =>
  import('./place-dialog.tsx').then(({ PlaceDialog: dialog }) => ({ default: dialog })),
);
