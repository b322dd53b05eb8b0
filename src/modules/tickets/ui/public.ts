import { listSegment } from '#kernel/paths';
import type { PageRoute } from '#platform/client';

const queue = listSegment('ticket');
const requests = listSegment('request');

export const ticketsPages: PageRoute[] = [
  { path: queue, load: () => import('./queue-page.tsx').then((page) => page.QueuePage) },
  { path: `${queue}/stellen`, load: () => import('./desk-list-page.tsx').then((page) => page.DeskListPage) },
  { path: `${queue}/stellen/$id`, load: () => import('./desk-page.tsx').then((page) => page.DeskPage) },
  { path: `${queue}/$id`, load: () => import('./ticket-page.tsx').then((page) => page.TicketPage) },
  { path: requests, load: () => import('./request-list-page.tsx').then((page) => page.RequestListPage) },
  {
    path: `${requests}/neu`,
    load: () => import('./request-new-page.tsx').then((page) => page.RequestNewPage),
  },
  { path: `${requests}/$id`, load: () => import('./request-page.tsx').then((page) => page.RequestPage) },
];
