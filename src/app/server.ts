import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { sql } from 'kysely';
import type { Config } from '#platform/config';
import { fileContentRoutes, isFileUpload } from '#platform/files/http';
import { sweepFiles } from '#platform/files/sweep';
import { apiHandler, routeLines } from '#platform/http/api';
import type { HttpApp } from '#platform/http/context';
import { metricsRoutes } from '#platform/http/metrics';
import { registerPermissions } from '#platform/http/permissions';
import { httpApp } from '#platform/http/server';
import type { Job } from '#platform/jobs/jobs';
import { startWorker } from '#platform/jobs/worker';
import { keepAnchors } from '#platform/journal-chain/anchors';
import { log, setLogLevel } from '#platform/log';
import { stopPdfWorker } from '#platform/pdf/render';
import { fileHomes } from './file-homes.ts';
import { type Installation, openInstallation, root } from './installation.ts';
import { jobs } from './jobs.ts';
import { routes } from './routes.ts';
import { webRoutes } from './web-routes.ts';

export const version: string = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;

/** The whole HTTP application over an installation; also what server tests talk to. */
export function buildApp(
  installation: Installation,
  config: Pick<Config, 'secureCookies' | 'trustedProxies' | 'metricsToken'>,
): HttpApp {
  registerPermissions(
    routeLines(routes).map(({ name, method, path, summary, tag, may }) => ({
      name,
      method,
      path,
      summary,
      tag,
      may: typeof may === 'string' ? [may] : [...may],
    })),
  );
  const api = apiHandler(routes);
  return httpApp({
    ground: installation.ground,
    secureCookies: config.secureCookies,
    trustedProxies: config.trustedProxies,
    api,
    watch: (app) => metricsRoutes(app, installation.ground.db, version, config.metricsToken),
    streamed: isFileUpload,
    extend: (app) => {
      fileContentRoutes(app, fileHomes);
      webRoutes(app, installation.ground, version, api);
    },
    health: async () => {
      const up = await sql`select 1`.execute(installation.ground.db).then(
        () => true,
        () => false,
      );
      return {
        status: up ? 'ok' : 'down',
        version,
        database: { kind: installation.database.kind, reachable: up },
      };
    },
  });
}

export interface RunningServer {
  address: string;
  installation: Installation;
  stop(): Promise<void>;
}

const FOLLOW_UP_MS = 2_000;
/** How long a stop waits for running requests; service managers kill after 10 s (Docker) to 90 s (systemd). */
const STOP_PATIENCE_MS = 8_000;

/** Starts everything and answers on the configured port; `stop` lets requests finish. */
export async function startServer(config: Config, work: readonly Job[] = jobs): Promise<RunningServer> {
  setLogLevel(config.logLevel);
  const installation = await openInstallation(config, 'server');
  const app = buildApp(installation, config);
  const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.once('listening', () => resolve((server.address() as { port: number }).port));
  }).catch(async (error: unknown) => {
    await installation.close();
    throw error;
  });
  const worker = await startWorker(installation.database.ownerUrl, installation.ground, work, () =>
    sweepFiles(installation.ground),
  );
  const anchored = new Map<string, number>();
  const stopFollowing = again(FOLLOW_UP_MS, () => followUp(installation, config.dataDir, anchored));
  return {
    address: config.publicUrl ?? `http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${port}`,
    installation,
    stop: async () => {
      await new Promise<void>((done) => {
        server.close(() => done());
        if (!('closeAllConnections' in server)) return;
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), STOP_PATIENCE_MS).unref();
      });
      await stopFollowing();
      await worker.stop();
      await stopPdfWorker();
      await installation.close();
    },
  };
}

/** Runs `work` over and over with a pause between; what is returned ends that and waits for the run at hand. */
function again(pauseMs: number, work: () => Promise<void>): () => Promise<void> {
  let timer: NodeJS.Timeout;
  let running: Promise<void> = Promise.resolve();
  let ended = false;
  const turn = () => {
    timer = setTimeout(() => {
      running = work().finally(() => ended || turn());
    }, pauseMs);
    timer.unref();
  };
  turn();
  return () => {
    ended = true;
    clearTimeout(timer);
    return running;
  };
}

/**
 * What follows a commit: the words of new texts are learned for the search, journal rows are chained and the heads
 * kept outside the database. A database that is away is tried again at the next turn.
 */
async function followUp(
  installation: Installation,
  dataDir: string,
  anchored: Map<string, number>,
): Promise<void> {
  const { db, clock } = installation.ground;
  try {
    await sql`select app.learn_words()`.execute(db);
    const sealed = await sql<{ n: number }>`select app.seal_journal() as n`.execute(db);
    if (!sealed.rows[0]?.n) return;
    const { rows } = await sql<{
      town_id: string;
      seq: number;
      hash: Buffer;
    }>`select * from app.door_journal_heads()`.execute(db);
    const heads = rows.map((row) => ({ townId: row.town_id, seq: row.seq, hash: row.hash.toString('hex') }));
    keepAnchors(dataDir, heads, anchored, clock.now());
  } catch (error) {
    log.debug('following up waits', { error });
  }
}
