import { listSegment } from '#kernel/paths';
import type { PageRoute } from '#platform/client';

const measure = listSegment('measure');

export const effectPages: PageRoute[] = [
  {
    path: listSegment('effect'),
    load: () => import('./register-page.tsx').then((page) => page.RegisterPage),
  },
  {
    path: `${listSegment('effect')}/umsetzung`,
    load: () => import('./executions-page.tsx').then((page) => page.ExecutionsPage),
  },
  {
    path: `${measure}/$id/wirksamkeit`,
    load: () => import('./effect-page.tsx').then((page) => page.EffectPage),
  },
  {
    path: `${measure}/$id/kennzahl`,
    load: () => import('./indicator-page.tsx').then((page) => page.IndicatorPage),
  },
  {
    path: `${measure}/$id/umsetzung`,
    load: () => import('./execution-page.tsx').then((page) => page.ExecutionPage),
  },
];
