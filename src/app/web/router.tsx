import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouterHistory,
} from '@tanstack/react-router';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Notice } from '#ui-kit/notice';
import { Page } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { mayLeave } from '#ui-kit/unsaved';
import { pages } from './pages.ts';
import { TownShell } from './town-shell.tsx';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });
const town = createRoute({
  getParentRoute: () => root,
  path: '/t/$town',
  component: TownShell,
  notFoundComponent: NotFound,
});

export type AppRouter = ReturnType<typeof appRouter>;

/** Pages load when first visited. Without `history` the address line of the browser leads. */
export function appRouter(history?: RouterHistory) {
  const children = pages.map(({ path, load }) =>
    createRoute({
      getParentRoute: () => town,
      path: path === '' ? '/' : path,
      component: lazyRouteComponent(async () => ({ default: await load() })),
      pendingComponent: Skeleton,
    }),
  );
  return createRouter({
    ...(history ? { history } : {}),
    routeTree: root.addChildren([town.addChildren(children)]),
    defaultPreload: false,
    // On the server it would write a script into the page.
    scrollRestoration: !history,
    defaultErrorComponent: ({ error }) => <Broken text={error instanceof Error ? error.message : ''} />,
  });
}

/** Links are plain anchors: a click on one of ours changes the page without loading it anew; everything else stays the browser's. */
export function takeOverLinks(go: (href: string) => void): void {
  document.addEventListener('click', (event) => {
    const link = (event.target as Element | null)?.closest?.('a');
    if (
      !link ||
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    if (
      link.target ||
      link.hasAttribute('download') ||
      link.origin !== location.origin ||
      !link.pathname.startsWith('/t/')
    )
      return;
    if (link.pathname === location.pathname && link.search === location.search && link.hash) return;
    event.preventDefault();
    void mayLeave().then((yes) => yes && go(link.pathname + link.search + link.hash));
  });
}

function NotFound() {
  return (
    <Page title={m.app_not_found_title()}>
      <Notice title={m.app_not_found_title()}>
        <p>{m.app_not_found_text()}</p>
        <p>
          <a href="/">{m.app_to_start()}</a>
        </p>
      </Notice>
    </Page>
  );
}

export function Broken({ text, retry }: { text: string; retry?: () => void }) {
  return (
    <Page title={m.app_broken_title()}>
      <Notice tone="danger" title={m.app_broken_title()}>
        <p>{m.app_broken_text()}</p>
        <p>{text}</p>
        {retry && <Button onClick={retry}>{m.app_problem_now()}</Button>}
      </Notice>
    </Page>
  );
}
