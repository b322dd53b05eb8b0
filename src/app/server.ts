import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ServerType, serve } from '@hono/node-server';
import { sql } from 'kysely';
import { calendarRoutes, isOlderResultUpload, olderResultRoute } from '#modules/assessment';
import { catalogueFileRoutes, isCatalogueUpload, questionListRoute } from '#modules/catalogue';
import { UPLOAD_PATH, uploadRoute, uploadsFolder } from '#modules/imports';
import { agentRoutes, isAgentAddress } from '#modules/inventory';
import { brandFilesRoute, isBrandUpload, isLibraryUpload, libraryFileRoute } from '#modules/reports';
import { type Config, describeConfig } from '#platform/config';
import { fileContentRoutes, isFileUpload } from '#platform/files/http';
import { apiHandler, routeLines } from '#platform/http/api';
import type { HttpApp } from '#platform/http/context';
import { metricsRoutes } from '#platform/http/metrics';
import { registerPermissions } from '#platform/http/permissions';
import { routeNames } from '#platform/http/route-names';
import { type Health, httpApp } from '#platform/http/server';
import type { Job } from '#platform/jobs/jobs';
import { startWorker, type Worker } from '#platform/jobs/worker';
import { liveStream } from '#platform/live/routes';
import { log, setLogLevel } from '#platform/log';
import { stopPdfWorker } from '#platform/pdf/render';
import { fileHomes } from './file-homes.ts';
import { type FollowUp, followUp } from './follow-up.ts';
import { importKinds } from './import-kinds.ts';
import { type Installation, openInstallation, root } from './installation.ts';
import { jobs, nightly } from './jobs.ts';
import { problemPages } from './problem-page.ts';
import { isAnswerForm } from './public/answering.ts';
import { routes } from './routes.ts';
import { fileRoutes, forAnybody, webRoutes } from './web-routes.ts';

export const version: string = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;

/** What works beside the answers, as health and figures show it. */
export interface Behind {
  followUp: Pick<FollowUp, 'unsealedSeconds'>;
  worker: Pick<Worker, 'running'>;
}

/** Rows that wait longer for their seal are worth a look. */
const SEAL_PATIENCE_S = 300;

/** The whole HTTP application over an installation; also what server tests talk to. */
export function buildApp(
  installation: Installation,
  config: Pick<Config, 'secureCookies' | 'trustedProxies' | 'metricsToken' | 'dataDir'>,
  behind?: Behind,
): HttpApp {
  const lines = routeLines(routes);
  registerPermissions(
    lines.map(({ name, method, path, summary, tag, may }) => ({
      name,
      method,
      path,
      summary,
      tag,
      may: typeof may === 'string' ? [may] : [...may],
    })),
  );
  const api = apiHandler(routes);
  const nameRoute = routeNames(lines);
  const figures = () =>
    behind && {
      unsealed_seconds: behind.followUp.unsealedSeconds(),
      jobs_running: Number(behind.worker.running()),
      live_streams: installation.live.size,
    };
  return httpApp({
    ground: installation.ground,
    secureCookies: config.secureCookies,
    trustedProxies: config.trustedProxies,
    api,
    nameRoute,
    watch: (app) =>
      metricsRoutes(app, installation.ground.db, { version, token: config.metricsToken, nameRoute, figures }),
    files: fileRoutes,
    forAnybody,
    forPrograms: isAgentAddress,
    streamed: (method, path) =>
      isCatalogueUpload(method, path) ||
      isBrandUpload(method, path) ||
      isLibraryUpload(method, path) ||
      isOlderResultUpload(method, path) ||
      (method === 'POST' && (UPLOAD_PATH.test(path) || isAgentAddress(path))) ||
      isFileUpload(method, path) ||
      isAnswerForm(method, path),
    extend: (app) => {
      uploadRoute(app, importKinds, uploadsFolder(config.dataDir));
      catalogueFileRoutes(app);
      questionListRoute(app);
      brandFilesRoute(app);
      libraryFileRoute(app);
      olderResultRoute(app);
      fileContentRoutes(app, fileHomes);
      agentRoutes(app, installation.ground);
      calendarRoutes(app, installation.ground);
      liveStream(app, installation.live);
      webRoutes(app, installation, version, api);
    },
    problemPage: problemPages(),
    health: () => healthOf(installation, behind),
  });
}

/** `degraded`: everything answers, and yet somebody should look. */
async function healthOf(installation: Installation, behind: Behind | undefined): Promise<Health> {
  const up = await sql`select 1`.execute(installation.ground.db).then(
    () => true,
    () => false,
  );
  const database = { kind: installation.database.kind, reachable: up };
  if (!behind) return { status: up ? 'ok' : 'down', version, database };
  const jobs = behind.worker.running() ? 'running' : 'stopped';
  const unsealedSeconds = behind.followUp.unsealedSeconds();
  const well = jobs === 'running' && unsealedSeconds < SEAL_PATIENCE_S;
  return { status: up ? (well ? 'ok' : 'degraded') : 'down', version, database, jobs, unsealedSeconds };
}

export interface RunningServer {
  address: string;
  installation: Installation;
  stop(): Promise<void>;
}

/** How long a stop waits for running requests; service managers kill after 10 s (Docker) to 90 s (systemd). */
const STOP_PATIENCE_MS = 8_000;

/** Starts everything and answers on the configured port; `stop` lets requests finish. A start that fails leaves nothing behind. */
export async function startServer(
  config: Config,
  work: readonly Job[] = jobs(config.dataDir),
): Promise<RunningServer> {
  setLogLevel(config.logLevel);
  log.info('starting', { version, ...describeConfig(config) });
  const opened = closing();
  try {
    const installation = await openInstallation(config, 'server');
    opened.add('database', () => installation.close());
    opened.add('documents', stopPdfWorker);
    const worker = startWorker(
      installation.database.ownerUrl,
      installation.ground,
      work,
      nightly(config.dataDir),
    );
    opened.add('jobs', () => worker.stop());
    const following = followUp(installation.ground, config.dataDir);
    opened.add('following up', () => following.stop());
    following.start();
    const app = buildApp(installation, config, { followUp: following, worker });
    const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host });
    opened.add('requests', () => ended(server));
    // Streams do not end by themselves.
    opened.add('live updates', () => installation.live.stop());
    const port = await new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.once('listening', () => resolve((server.address() as { port: number }).port));
    });
    return {
      address: config.publicUrl ?? `http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${port}`,
      installation,
      stop: opened.close,
    };
  } catch (error) {
    await opened.close().catch(() => undefined);
    throw error;
  }
}

/** What was opened, closed in reverse order, each whatever happened to the others; rejects with the first fault. */
function closing() {
  const steps: { name: string; close: () => Promise<void> }[] = [];
  let closed: Promise<void> | undefined;
  const closeAll = async () => {
    const faults: unknown[] = [];
    for (const { name, close } of steps.reverse())
      await close().catch((error: unknown) => {
        log.error('could not be closed', { part: name, error });
        faults.push(error);
      });
    if (faults.length > 0) throw faults[0];
  };
  return {
    add: (name: string, close: () => Promise<void>) => void steps.push({ name, close }),
    close: () => {
      closed ??= closeAll();
      return closed;
    },
  };
}

/** Lets running requests finish, but not for ever. */
function ended(server: ServerType): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    if (!('closeAllConnections' in server)) return;
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), STOP_PATIENCE_MS).unref();
  });
}
