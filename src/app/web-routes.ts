import { serveStatic } from '@hono/node-server/serve-static';
import { html } from 'hono/html';
import type { HttpApp } from '#platform/http/context';
import { localeCookie, readLook } from '#platform/http/cookies';
import type { Locale } from '#platform/http/errors';
import { contentSecurityPolicy } from '#platform/http/headers';
import type { Live } from '#platform/live/live';
import { needsSetup } from '#platform/sign-in/set-up';
import type { Ground } from '#platform/tx';
import { m } from '#texts';
import { type Bundle, readBundle, web } from './bundle.ts';
import { openDrawing, styleSources } from './drawing.ts';
import { type AskApi, asDataBlock, firstAnswers } from './first-answers.ts';
import type { Installation } from './installation.ts';
import { answeringRoutes } from './public/answering.ts';
import { handbookRoutes } from './public/handbook.ts';
import { invitationRoutes } from './public/invitation.ts';
import { referenceRoutes } from './public/reference.ts';
import { reviewingRoutes } from './public/reviewing.ts';
import { setUpRoutes } from './public/set-up.ts';
import { inWords, type Show, showWith } from './public/show.ts';
import { signInRoutes } from './public/sign-in.ts';

/** Everything outside the API: pages for people without an account, documents, and the application itself. */
export function webRoutes(app: HttpApp, { ground, live }: Installation, version: string, api: AskApi): void {
  const bundle = readBundle();
  const show = showWith(bundle.styles);
  doorRoutes(app, ground);
  signInRoutes(app, ground, show);
  setUpRoutes(app, ground, show);
  invitationRoutes(app, ground, show);
  answeringRoutes(app, ground, show);
  reviewingRoutes(app, ground, show);
  referenceRoutes(app, version, show);
  handbookRoutes(app, show);
  notFound(app, show);
  applicationRoutes(app, bundle, api, live);
}

/** Pages that nobody is looked up for: they stay while the database is away. */
export const forAnybody = (path: string): boolean =>
  /^\/(handbuch|barrierefreiheit|sprache|rundgang)(\/|$)/.test(path);

/** Files of the build; their names change with their content. */
export function fileRoutes(app: HttpApp): void {
  app.use('/assets/*', async (c, next) => {
    await next();
    if (c.res.status === 200) c.res.headers.set('cache-control', 'public, max-age=31536000, immutable');
  });
  app.use('/assets/*', serveStatic({ root: web }));
  for (const file of ['/icon.svg', '/icon-192.png', '/icon-512.png', '/icon-maskable.png'])
    app.get(file, serveStatic({ root: web }));
  walkThrough(app);
}

/**
 * The walk-through, the same page for everybody: what belongs to somebody it reads from the interface, or from the
 * device. Always asked for anew, so that a device never stays with an older one while there is a network.
 */
function walkThrough(app: HttpApp): void {
  const files = {
    '/rundgang': '/rundgang.html',
    '/rundgang-worker.js': '/rundgang-worker.js',
    '/rundgang.webmanifest': '/rundgang.webmanifest',
  };
  for (const [path, file] of Object.entries(files)) {
    app.use(path, async (c, next) => {
      await next();
      c.res.headers.set('cache-control', 'no-cache');
    });
    app.get(path, serveStatic({ root: web, path: file }));
  }
}

/** Where somebody without an address in mind is led, and the choice of the language. */
function doorRoutes(app: HttpApp, ground: Ground): void {
  app.get('/', async (c) => {
    if (await needsSetup(ground)) return c.redirect('/einrichten');
    const first = c.get('asked').signedIn?.memberships[0];
    return c.redirect(first ? `/t/${first.slug}` : '/anmelden');
  });
  app.get('/sprache/:locale', (c) => {
    const locale: Locale = c.req.param('locale') === 'en' ? 'en' : 'de';
    c.get('asked').answer.append('set-cookie', localeCookie(locale, c.get('asked').secureCookies));
    return c.redirect('/');
  });
}

function notFound(app: HttpApp, show: Show): void {
  app.notFound((c) =>
    show(
      c,
      m.app_not_found_title({}, inWords(c)),
      html`<p>${m.app_not_found_text({}, inWords(c))}</p><p><a href="/">${m.app_to_start({}, inWords(c))}</a></p>`,
      404,
    ),
  );
}

/** Pages below /t/{town}: one HTML with what the page begins with, drawn where that is all it needs. */
function applicationRoutes(app: HttpApp, bundle: Bundle, api: AskApi, live: Live): void {
  const draw = openDrawing();
  app.get('/t/*', async (c) => {
    const asked = c.get('asked');
    const url = new URL(c.req.url);
    const href = url.pathname + url.search;
    if (!asked.signedIn) return c.redirect(`/anmelden?weiter=${encodeURIComponent(href)}`);
    const { answers, whole } = await firstAnswers(url, asked, api, () => live.since());
    const drawn = whole ? await draw({ href, locale: asked.locale, answers }) : '';
    c.header('content-security-policy', contentSecurityPolicy(styleSources(drawn)));
    return c.html(
      bundle.page({
        path: url.pathname,
        locale: asked.locale,
        look: readLook(c),
        drawn,
        data: asDataBlock(answers),
      }),
    );
  });
}
