import { listSegment } from '#kernel/paths';
import type { PageRoute } from '#platform/client';

const list = listSegment('report');

export const reportsPages: PageRoute[] = [
  { path: list, load: () => import('./report-page.tsx').then((x) => x.ReportPage) },
  { path: `${list}/gestaltung`, load: () => import('./brand-page.tsx').then((x) => x.BrandPage) },
  { path: `${list}/textbausteine`, load: () => import('./blocks-page.tsx').then((x) => x.BlocksPage) },
  {
    path: `${list}/textbausteine/neu`,
    load: () => import('./block-form-page.tsx').then((x) => x.BlockNewPage),
  },
  {
    path: `${list}/textbausteine/$id`,
    load: () => import('./block-form-page.tsx').then((x) => x.BlockPage),
  },
  {
    path: `${list}/bibliothek`,
    load: () => import('./library-file-page.tsx').then((x) => x.LibraryFilePage),
  },
  { path: `${list}/$kind`, load: () => import('./document-page.tsx').then((x) => x.DocumentPage) },
  { path: `${list}/$kind/$section`, load: () => import('./section-page.tsx').then((x) => x.SectionPage) },
];
