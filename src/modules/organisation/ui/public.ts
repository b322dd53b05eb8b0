import { listSegment } from '#kernel/paths';
import type { PageRoute } from '#platform/client';

type Load = PageRoute['load'];

/** List, new and one record of a kind. */
const parts = (kind: Parameters<typeof listSegment>[0], list: Load, record: Load): PageRoute[] => [
  { path: listSegment(kind), load: list },
  { path: `${listSegment(kind)}/neu`, load: record },
  { path: `${listSegment(kind)}/$id`, load: record },
];

export const organisationPages: PageRoute[] = [
  ...parts(
    'office',
    () => import('./offices.tsx').then((x) => x.OfficeListPage),
    () => import('./offices.tsx').then((x) => x.OfficePage),
  ),
  ...parts(
    'site',
    () => import('./sites.tsx').then((x) => x.SiteListPage),
    () => import('./sites.tsx').then((x) => x.SitePage),
  ),
  ...parts(
    'room',
    () => import('./rooms.tsx').then((x) => x.RoomListPage),
    () => import('./rooms.tsx').then((x) => x.RoomPage),
  ),
  ...parts(
    'person',
    () => import('./people.tsx').then((x) => x.PersonListPage),
    () => import('./people.tsx').then((x) => x.PersonPage),
  ),
  ...parts(
    'duty',
    () => import('./duties.tsx').then((x) => x.DutyListPage),
    () => import('./duties.tsx').then((x) => x.DutyPage),
  ),
  ...parts(
    'stakeholder_group',
    () => import('./groups.tsx').then((x) => x.GroupListPage),
    () => import('./groups.tsx').then((x) => x.GroupPage),
  ),
  { path: listSegment('member'), load: () => import('./access-page.tsx').then((x) => x.AccessPage) },
  {
    path: `${listSegment('member')}/beratung`,
    load: () => import('./leaving-page.tsx').then((x) => x.LeavingPage),
  },
  { path: 'konto', load: () => import('./account-page.tsx').then((x) => x.AccountPage) },
  { path: 'passwort', load: () => import('./password-page.tsx').then((x) => x.PasswordPage) },
  {
    path: listSegment('permission'),
    load: () => import('./permissions-page.tsx').then((x) => x.PermissionsPage),
  },
];
