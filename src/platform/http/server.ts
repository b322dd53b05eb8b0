import type { BlockList } from 'node:net';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { getCookie } from 'hono/cookie';
import { Refusal } from '#kernel/refuse';
import { countStranger } from '../sign-in/limits.ts';
import { whoHasSession, whoHasToken } from '../sign-in/sessions.ts';
import type { Ground } from '../tx.ts';
import { addressOf, peerOf, proxyList } from './address.ts';
import { readableRequest } from './body.ts';
import type { HttpApp, HttpContext, HttpEnv, RequestContext, SignedIn } from './context.ts';
import { LOCALE_COOKIE, readKept } from './cookies.ts';
import { asRefusal, type Locale, problemBody, refusalHeaders, statusOf } from './errors.ts';
import { securityHeaders } from './headers.ts';

const MAX_BODY = 2_000_000;

export interface HttpOptions {
  ground: Ground;
  secureCookies: boolean;
  trustedProxies: readonly string[];
  api: (request: Request, context: RequestContext) => Promise<Response | null>;
  /** Addresses whose POST body is a file: it goes to disk as it comes, with a limit of its own. */
  streamed: (path: string) => boolean;
  /** Plain Hono routes: pages, exports, files. */
  extend: (app: HttpApp) => void;
  /** Placed before everything that may refuse a request. */
  watch: (app: HttpApp) => void;
  health: () => Promise<Record<string, unknown> & { status: 'ok' | 'down' }>;
}

/** The HTTP application: headers, who asks, API, then what the app adds. */
export function httpApp(options: HttpOptions): HttpApp {
  const app: HttpApp = new Hono<HttpEnv>();
  const proxies = proxyList(options.trustedProxies);
  app.use(compress({ threshold: 1024 }));
  app.use(securityHeaders(options.secureCookies));
  options.watch(app);
  app.get('/healthz', async (c) => {
    const health = await options.health();
    return c.json(health, health.status === 'ok' ? 200 : 503);
  });
  const isStreamed = (c: HttpContext) => c.req.method === 'POST' && options.streamed(c.req.path);
  const limit = bodyLimit({
    maxSize: MAX_BODY,
    onError: () => {
      throw new Refusal('too_large', 'too_large');
    },
  });
  app.use((c, next) => (isStreamed(c) ? next() : limit(c, next)));
  app.use(async (c, next) => {
    const context = await requestContext(c, options, proxies);
    c.set('asked', context);
    if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) sameOrigin(c.req.raw, context);
    if (!context.signedIn) await countStranger(context.address);
    await next();
    for (const [name, value] of context.answer) c.header(name, value, { append: name === 'set-cookie' });
  });
  app.use('/api/v1/*', async (c, next) => {
    if (isStreamed(c)) return next();
    const response = await options.api(await readableRequest(c.req.raw), c.get('asked'));
    if (!response) return next();
    return unchanged(c) ? c.body(null, 304) : c.newResponse(response.body, response);
  });
  options.extend(app);
  app.all('/api/*', () => {
    throw new Refusal('not_found', 'not_found');
  });
  app.onError((error, c) => {
    const refusal = asRefusal(error);
    const locale = c.get('asked')?.locale ?? 'de';
    // The rest of such a body is not read, so a proxy must not send its next request over this connection.
    if (refusal.kind === 'too_large') c.header('connection', 'close');
    for (const [name, value] of refusalHeaders(refusal)) c.header(name, value);
    return c.json(problemBody(refusal, locale), statusOf(refusal) as 400);
  });
  return app;
}

/** True when a kept answer (one that allows to be kept) is still what would be sent. */
function unchanged(c: HttpContext): boolean {
  const { answer } = c.get('asked');
  const tag = answer.get('etag');
  const known = c.req.header('if-none-match')?.split(/\s*,\s*/) ?? [];
  return c.req.method === 'GET' && tag !== null && answer.has('cache-control') && known.includes(tag);
}

async function requestContext(
  c: HttpContext,
  options: HttpOptions,
  proxies: BlockList,
): Promise<RequestContext> {
  const bearer = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1];
  const cookie = readKept(c, 'session', options.secureCookies);
  let signedIn: SignedIn | null = null;
  if (bearer) signedIn = await whoHasToken(options.ground, bearer);
  else if (cookie) signedIn = await whoHasSession(options.ground, cookie);
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(c.req.header('if-match') ?? '');
  return {
    ground: options.ground,
    signedIn,
    locale: localeOf(c, signedIn),
    address: addressOf(peerOf(c), c.req.header('x-forwarded-for'), proxies),
    ifMatch: match ? Number(match[1]) : null,
    idempotencyKey: c.req.header('idempotency-key') ?? null,
    answer: new Headers(),
    secureCookies: options.secureCookies,
    browser: {
      agent: c.req.header('user-agent')?.slice(0, 300) ?? '',
      device: readKept(c, 'device', options.secureCookies),
      session: bearer ? null : cookie,
    },
  };
}

function localeOf(c: HttpContext, signedIn: SignedIn | null): Locale {
  const chosen = getCookie(c, LOCALE_COOKIE);
  if (chosen === 'de' || chosen === 'en') return chosen;
  const asked = c.req.header('accept-language') ?? '';
  if (signedIn?.via === 'session') return signedIn.user.locale;
  return /^en\b/i.test(asked) ? 'en' : 'de';
}

/**
 * A cookie alone does not prove intent, and also who is not signed in could be made to post a form of ours: a browser's
 * state change must come from a page of ours. Programs with a bearer token, or without any cookie, say nothing of origin.
 */
function sameOrigin(request: Request, { signedIn }: RequestContext): void {
  if (signedIn?.via === 'token') return;
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  const host = request.headers.get('host');
  if (!signedIn && !site && !origin) return;
  if (site === 'same-origin' || (origin && host && URL.canParse(origin) && new URL(origin).host === host))
    return;
  throw new Refusal('forbidden', 'foreign_origin');
}
