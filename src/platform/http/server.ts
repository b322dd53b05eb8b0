import type { BlockList } from 'node:net';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { getCookie } from 'hono/cookie';
import { Refusal, refuse } from '#kernel/refuse';
import { countStranger } from '../sign-in/limits.ts';
import { whoHasSession, whoHasToken } from '../sign-in/sessions.ts';
import type { Ground } from '../tx.ts';
import { addressOf, peerOf, proxyList } from './address.ts';
import { readableRequest } from './body.ts';
import type { HttpApp, HttpContext, HttpEnv, RequestContext, SignedIn } from './context.ts';
import { LOCALE_COOKIE, readKept } from './cookies.ts';
import {
  asRefusal,
  type Locale,
  logRefusal,
  type ProblemBody,
  problemBody,
  refusalHeaders,
  statusOf,
} from './errors.ts';
import { securityHeaders } from './headers.ts';
import type { NameRoute } from './route-names.ts';
import { bodyUpTo } from './upload.ts';

const MAX_BODY = 2_000_000;

export interface Health extends Record<string, unknown> {
  status: 'ok' | 'degraded' | 'down';
}

export interface HttpOptions {
  ground: Ground;
  secureCookies: boolean;
  trustedProxies: readonly string[];
  api: (request: Request, context: RequestContext) => Promise<Response | null>;
  /** Requests whose body is a file: it goes to disk as it comes, with a limit of its own. */
  streamed: (method: string, path: string) => boolean;
  nameRoute: NameRoute;
  /** Files that are the same for everybody; nothing is asked of the database for them. */
  files: (app: HttpApp) => void;
  /** Plain Hono routes: pages and forms. */
  extend: (app: HttpApp) => void;
  /** Pages that are the same whoever asks: nobody is looked up for them. */
  forAnybody: (path: string) => boolean;
  /** A refusal outside the interface, as a page for people. */
  problemPage: (
    c: HttpContext,
    problem: ProblemBody,
    refusal: Refusal,
    locale: Locale,
  ) => Response | Promise<Response>;
  /** Addresses of programs that show a token of their own and count their failures themselves. */
  forPrograms: (path: string) => boolean;
  /** Placed before everything that may refuse a request. */
  watch: (app: HttpApp) => void;
  health: () => Promise<Health>;
}

/** The HTTP application: headers, who asks, API, then what the app adds. */
export function httpApp(options: HttpOptions): HttpApp {
  const app: HttpApp = new Hono<HttpEnv>();
  const proxies = proxyList(options.trustedProxies);
  app.use(compress({ threshold: 1024 }));
  app.use(securityHeaders(options.secureCookies));
  options.watch(app);
  options.files(app);
  app.get('/healthz', async (c) => {
    const health = await options.health();
    return c.json(health, health.status === 'down' ? 503 : 200);
  });
  const isStreamed = (c: HttpContext) => options.streamed(c.req.method, c.req.path);
  const limit = bodyUpTo(MAX_BODY);
  app.use((c, next) => (isStreamed(c) ? next() : limit(c, next)));
  app.use(async (c, next) => {
    const context = await requestContext(c, options, proxies);
    c.set('asked', context);
    if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) sameOrigin(c.req.raw, context);
    if (!context.signedIn && !options.forPrograms(c.req.path)) await countStranger(context.address);
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
  app.onError((error, c) => answerFault(c, error, options));
  return app;
}

/** JSON for programs, a page for people; both say when another try makes sense. */
function answerFault(c: HttpContext, error: Error, options: HttpOptions): Response | Promise<Response> {
  const refusal = asRefusal(error, `${c.req.method} ${options.nameRoute(c)}`);
  const asked = c.get('asked') as RequestContext | undefined;
  const locale = asked?.locale ?? localeOf(c, null);
  // The rest of such a body is not read, so a proxy must not send its next request over this connection.
  if (refusal.kind === 'too_large') c.header('connection', 'close');
  for (const [name, value] of refusalHeaders(refusal)) c.header(name, value);
  logRefusal(refusal, {
    route: `${c.req.method} ${options.nameRoute(c)}`,
    user: asked?.signedIn?.user.id ?? null,
    address: asked?.address ?? '',
  });
  const problem = problemBody(refusal, locale);
  if (/^\/(api\/|metrics$|healthz$)/.test(c.req.path)) return c.json(problem, statusOf(refusal) as 400);
  return options.problemPage(c, problem, refusal, locale);
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
  if (options.forAnybody(c.req.path) || options.forPrograms(c.req.path)) signedIn = null;
  else if (bearer) signedIn = await whoHasToken(options.ground, bearer);
  else if (cookie) signedIn = await whoHasSession(options.ground, cookie);
  return {
    ground: options.ground,
    route: `${c.req.method} ${options.nameRoute(c)}`,
    signedIn,
    locale: localeOf(c, signedIn),
    address: addressOf(peerOf(c), c.req.header('x-forwarded-for'), proxies),
    ifMatch: ifMatchOf(c),
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

/** The version the caller read; one that cannot be read is refused, since ignoring it would overwrite unseen. */
function ifMatchOf(c: HttpContext): number | null {
  const given = c.req.header('if-match');
  if (!given) return null;
  const match =
    /^(?:W\/)?"?(\d{1,9})"?$/.exec(given) ??
    refuse('invalid', 'invalid_input', [{ path: 'If-Match', code: 'not_allowed' }]);
  return Number(match[1]);
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
