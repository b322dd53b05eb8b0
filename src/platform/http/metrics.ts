import { timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Db } from '../tx.ts';
import { peerOf } from './address.ts';
import type { HttpApp, HttpContext } from './context.ts';
import type { NameRoute } from './route-names.ts';

/** What the process itself knows; the rest is asked of the database. */
export interface ProcessFigures {
  unsealed_seconds: number;
  jobs_running: number;
  live_streams: number;
}

interface Counts extends ProcessFigures {
  database_up: number;
  waiting: number;
  parked: number;
  unsealed: number;
  unlearned: number;
}

const HELP: Record<keyof Counts, string> = {
  unsealed_seconds: 'Seconds since all committed journal rows had been chained',
  jobs_running: '1 while jobs are taken from the queue, 0 while they are not',
  live_streams: 'Open streams of live updates in this process',
  database_up: '1 while the database answers; without it the counts below are those of the last answer',
  waiting: 'Jobs that wait for their time or a free worker',
  parked: 'Jobs that have failed too often and are not tried again',
  unsealed: 'Journal rows that are not chained yet',
  unlearned: 'Texts whose words the search has still to learn',
};

/** Figures in the Prometheus text format; each application has a registry of its own. */
export function metricsRoutes(
  app: HttpApp,
  db: Db,
  given: {
    version: string;
    token: string | undefined;
    nameRoute: NameRoute;
    figures: () => ProcessFigures | undefined;
  },
): void {
  const { version, token, nameRoute, figures } = given;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({ name: 'sollstand_info', help: 'Version', labelNames: ['version'], registers: [registry] }).set(
    { version },
    1,
  );
  const requests = new Histogram({
    name: 'sollstand_http_request_duration_seconds',
    help: 'Requests by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.025, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  const gauges = Object.fromEntries(
    Object.entries(HELP).map(([name, help]) => [
      name,
      new Gauge({ name: `sollstand_${name}`, help, registers: [registry] }),
    ]),
  ) as Record<keyof Counts, Gauge>;

  app.use(async (c, next) => {
    const end = requests.startTimer({ method: c.req.method });
    await next();
    end({ route: nameRoute(c), status: c.res.status });
  });
  app.get('/metrics', async (c) => {
    if (!mayRead(c, token)) return c.text('Nur für die Überwachung.\n', 403);
    const counts = await sql<Partial<Counts>>`select * from app.queue_counts()`.execute(db).then(
      ({ rows }) => ({ ...rows[0], database_up: 1 }),
      () => ({ database_up: 0 }),
    );
    for (const [name, value] of Object.entries({ ...figures(), ...counts }))
      gauges[name as keyof Counts].set(Number(value));
    return c.text(await registry.metrics(), 200, { 'content-type': registry.contentType });
  });
}

/** With a token whoever knows it; without one only this machine itself, and not by way of a proxy. */
function mayRead(c: HttpContext, token: string | undefined): boolean {
  if (token) {
    const given = Buffer.from(c.req.header('authorization') ?? '');
    const wanted = Buffer.from(`Bearer ${token}`);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
  const forwarded = c.req.header('x-forwarded-for') ?? c.req.header('forwarded');
  return forwarded === undefined && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(peerOf(c));
}
