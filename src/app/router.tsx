import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import { m } from '#texts';
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

/** Pages load when first visited; links are plain anchors, taken over here. */
export function appRouter() {
  const children = pages.map(({ path, load }) =>
    createRoute({
      getParentRoute: () => town,
      path: path === '' ? '/' : path,
      component: lazyRouteComponent(async () => ({ default: await load() })),
      pendingComponent: Skeleton,
    }),
  );
  const router = createRouter({
    routeTree: root.addChildren([town.addChildren(children)]),
    defaultPreload: false,
    scrollRestoration: true,
    defaultErrorComponent: ({ error }) => <Broken text={error instanceof Error ? error.message : ''} />,
  });
  takeOverLinks((href) => void router.navigate({ to: href }));
  return router;
}

/** A click on a link of ours changes the page without loading it anew; everything else stays the browser's. */
function takeOverLinks(go: (href: string) => void): void {
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

function Broken({ text }: { text: string }) {
  return (
    <Page title={m.app_broken_title()}>
      <Notice tone="danger" title={m.app_broken_title()}>
        <p>{m.app_broken_text()}</p>
        <p>{text}</p>
      </Notice>
    </Page>
  );
}
