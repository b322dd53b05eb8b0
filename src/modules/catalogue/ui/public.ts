import { listSegment } from '#kernel/paths';
import type { PageRoute } from '#platform/client';

const list = listSegment('catalogue');

export const cataloguePages: PageRoute[] = [
  { path: list, load: () => import('./catalogues-page.tsx').then((page) => page.CataloguesPage) },
  {
    path: `${list}/fragenliste`,
    load: () => import('./question-list-page.tsx').then((page) => page.QuestionListPage),
  },
  { path: `${list}/neu`, load: () => import('./draft-new-page.tsx').then((page) => page.DraftNewPage) },
  { path: `${list}/entwurf/$id`, load: () => import('./draft-page.tsx').then((page) => page.DraftPage) },
  {
    path: `${list}/entwurf/$id/abschluss`,
    load: () => import('./draft-finish-page.tsx').then((page) => page.DraftFinishPage),
  },
  { path: `${list}/$id`, load: () => import('./catalogue-page.tsx').then((page) => page.CataloguePage) },
];
