import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '../log.ts';
import { findBinaries, serverUser } from './binaries.ts';
import {
  addressOf,
  askServer,
  type Cluster,
  createCluster,
  freePort,
  isAlive,
  type Postmaster,
  prepareCluster,
  runningServer,
  serverLogEnd,
  spawnServer,
  stopServer,
} from './cluster.ts';
import { type HeldLock, tryLock, waitForLock } from './file-lock.ts';
import { DatabaseProblem, messageOf } from './problem.ts';

/*
 * Who may start and stop the embedded server: three locks in `<data>/locks`, all freed by the operating
 * system when their holder dies.
 *
 *   gate    exclusive, held only while deciding: is a server there, start it, stop it
 *   users   shared, held by every process that uses the database
 *   server  exclusive, held by the one product server of this folder
 *
 * open:  take gate; join the running server or start one; take users (shared); give gate back.
 * close: take gate; give users back; if users can now be had exclusively nobody else is left: stop the
 *        server; give gate back.
 *
 * A killed process leaves its PostgreSQL running without any lock held; whoever opens next joins it, and the
 * last one out stops it. Nothing has to be cleaned up by hand.
 */
const GATE_PATIENCE = 90_000;
const START_PATIENCE = 15_000;
const RECOVERY_PATIENCE = 60_000;
const WATCH_EVERY = 1000;
const PORT_PATIENCE = 3000;

export interface EmbeddedDatabase {
  readonly cluster: Cluster;
  readonly port: number;
  address(role: string, database: string): string;
  close(): Promise<void>;
}

export interface EmbeddedOptions {
  role: 'server' | 'command';
  /** Runs while nobody else can start, stop or join; makes roles and database. */
  prepare: (address: (role: string, database: string) => string) => Promise<void>;
}

export async function openEmbedded(dataDir: string, options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const user = serverUser();
  const cluster = prepareCluster(dataDir, findBinaries(), user);
  const lockFile = (name: string): string => path.join(dataDir, 'locks', name);
  const seat = options.role === 'server' ? takeSeat(lockFile('server'), dataDir) : null;
  let users: HeldLock | null = null;
  let postmaster: Postmaster;
  try {
    const gate = await takeGate(lockFile('gate'));
    try {
      users = tryLock(lockFile('users'), 'shared');
      await createCluster(cluster);
      postmaster = await ensureServer(cluster);
      await options.prepare((role, database) => addressOf(cluster, postmaster.port, role, database));
    } catch (error) {
      const started = runningServer(cluster);
      users?.release();
      if (started && nobodyUses(lockFile('users'))) await stopServer(started.pid);
      throw error;
    } finally {
      gate.release();
    }
  } catch (error) {
    seat?.release();
    throw error;
  }
  const watch = options.role === 'server' ? watchServer(cluster, postmaster, lockFile('gate')) : null;
  let closing: Promise<void> | undefined;
  return {
    cluster,
    port: postmaster.port,
    address: (role, database) => addressOf(cluster, postmaster.port, role, database),
    close() {
      closing ??= leave(cluster, lockFile, users, watch).finally(() => seat?.release());
      return closing;
    },
  };
}

async function leave(
  cluster: Cluster,
  lockFile: (name: string) => string,
  users: HeldLock | null,
  watch: { stop(): Promise<void> } | null,
): Promise<void> {
  await watch?.stop();
  const gate = await takeGate(lockFile('gate'));
  try {
    users?.release();
    const running = runningServer(cluster);
    if (running && nobodyUses(lockFile('users'))) await stopServer(running.pid);
  } finally {
    gate.release();
  }
}

/** Only meaningful under the gate: nobody can join meanwhile. */
function nobodyUses(file: string): boolean {
  const alone = tryLock(file, 'exclusive');
  alone?.release();
  return alone !== null;
}

function takeSeat(file: string, dataDir: string): HeldLock {
  const seat = tryLock(file, 'exclusive');
  if (seat) return seat;
  throw new DatabaseProblem(
    'server_runs',
    `Für den Datenordner ${dataDir} läuft schon ein Sollstand; bitte dieses verwenden oder beenden, oder mit SOLLSTAND_DATA einen anderen Ordner angeben.`,
  );
}

async function takeGate(file: string): Promise<HeldLock> {
  const gate = await waitForLock(file, 'exclusive', GATE_PATIENCE);
  if (gate) return gate;
  throw new DatabaseProblem(
    'gate',
    'Ein anderer Sollstand-Prozess startet oder beendet die Datenbank seit über einer Minute; bitte ihn beenden und es erneut versuchen.',
  );
}

/** Joins the server that is there or starts one. Needs the gate. */
async function ensureServer(cluster: Cluster, onPort?: number): Promise<Postmaster> {
  const running = await joinable(cluster);
  if (running) return running;
  const until = Date.now() + START_PATIENCE;
  for (let attempt = 1; ; attempt += 1) {
    const port = onPort ?? (await choosePort(cluster));
    const started = await startOnce(cluster, port);
    if (started) {
      rememberPort(cluster, port);
      return started;
    }
    // Backends of a crashed server may hold the folder a little longer, or another program took the port.
    if (Date.now() > until) throw startFailed(cluster);
    log.debug('database start failed, trying again', { attempt });
    await sleep(Math.min(100 * attempt, 500));
  }
}

const startFailed = (cluster: Cluster): DatabaseProblem =>
  new DatabaseProblem(
    'start',
    `Die eingebaute Datenbank startet nicht; ihre letzten Meldungen stehen in ${path.join(cluster.home, 'server.log')}: ${serverLogEnd(cluster).split('\n').at(-1) ?? ''}`,
    serverLogEnd(cluster),
  );

async function startOnce(cluster: Cluster, port: number): Promise<Postmaster | null> {
  const child = spawnServer(cluster, port);
  let gone = false;
  child.once('exit', () => {
    gone = true;
  });
  child.once('error', (error) => {
    gone = true;
    log.error('database binary does not run', { reason: messageOf(error) });
  });
  const until = Date.now() + RECOVERY_PATIENCE;
  for (let pause = 10; !gone && Date.now() < until; pause = Math.min(pause * 1.5, 200)) {
    await sleep(pause);
    const running = runningServer(cluster);
    if (!running || running.pid !== child.pid) continue;
    const answer = await askServer(cluster, { pid: running.pid, port });
    if (answer === 'ready') return running;
    // Another server was first on this port: ours ends by itself in a moment, and another port is tried.
    if (answer === 'foreign' && !(await endsSoon(() => gone))) throw secretLost(cluster);
  }
  if (!gone && child.pid) await stopServer(child.pid);
  return null;
}

async function endsSoon(gone: () => boolean): Promise<boolean> {
  const until = Date.now() + PORT_PATIENCE;
  while (!gone() && Date.now() < until) await sleep(20);
  return gone();
}

/** A server left by a killed process, or used by another one; waits out recovery and shutdown. */
async function joinable(cluster: Cluster): Promise<Postmaster | null> {
  const until = Date.now() + RECOVERY_PATIENCE;
  let silences = 0;
  for (;;) {
    const running = runningServer(cluster);
    if (!running) return null;
    const answer = await askServer(cluster, running);
    if (answer === 'ready') return running;
    if (answer === 'foreign') throw secretLost(cluster);
    if (answer === 'silent') silences += 1;
    if (silences > 25 || Date.now() > until) {
      log.warn('database does not answer and is stopped', { pid: running.pid });
      await stopServer(running.pid);
      return null;
    }
    await sleep(100);
  }
}

const secretLost = (cluster: Cluster): DatabaseProblem =>
  new DatabaseProblem(
    'secret',
    `Die Datenbank in ${cluster.home} nimmt das Kennwort aus dem Ordner „secrets“ nicht an; bitte die Datei secrets/database aus der Sicherung des Datenordners zurücklegen.`,
  );

const portFile = (cluster: Cluster): string => path.join(cluster.home, 'port');

/** The port of last time while it is free: addresses in logs and firewalls stay the same. */
async function choosePort(cluster: Cluster): Promise<number> {
  let last = 0;
  try {
    last = Number(readFileSync(portFile(cluster), 'utf8'));
  } catch {
    // first start
  }
  const port = (last > 1023 && last < 65536 ? await freePort(last) : null) ?? (await freePort());
  if (port) return port;
  throw new DatabaseProblem(
    'no_port',
    'Auf 127.0.0.1 ist kein Port für die Datenbank frei; bitte die Netzwerkeinstellungen dieses Rechners prüfen.',
  );
}

function rememberPort(cluster: Cluster, port: number): void {
  const file = portFile(cluster);
  writeFileSync(`${file}.new`, String(port));
  renameSync(`${file}.new`, file);
}

/** Brings a crashed server back on the same port, so that open pools find it again. */
function watchServer(cluster: Cluster, first: Postmaster, gateFile: string): { stop(): Promise<void> } {
  let pid = first.pid;
  let stopped = false;
  let repair: Promise<void> | null = null;
  const timer = setInterval(() => {
    if (repair || isAlive(pid)) return;
    repair = revive().finally(() => {
      repair = null;
    });
  }, WATCH_EVERY);
  timer.unref();

  async function revive(): Promise<void> {
    log.error('database ended unexpectedly and is started again', { pid });
    let gate: HeldLock | null = null;
    try {
      gate = await takeGate(gateFile);
      if (!stopped) pid = (await ensureServer(cluster, first.port)).pid;
    } catch (error) {
      log.error('database could not be started again', { reason: messageOf(error) });
    } finally {
      gate?.release();
    }
  }

  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await repair;
    },
  };
}
