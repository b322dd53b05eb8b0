import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Binaries, canEnter, reachableBinaries, type SystemUser } from './binaries.ts';
import { codeOf, DatabaseProblem, messageOf } from './problem.ts';

/** Folder of the data depends on the major version: a newer server cannot open an older one's folder. */
export const MAJOR = '18';
export const SUPERUSER = 'postgres';
const LOG_LIMIT = 5_000_000;

/** Modest on purpose: the whole product shall rest below 250 MB. fsync stays on. */
const SETTINGS: Record<string, string> = {
  shared_buffers: '32MB',
  max_connections: '40',
  // Restoring an older backup drops every table, index and function in one transaction.
  max_locks_per_transaction: '256',
  superuser_reserved_connections: '3',
  work_mem: '8MB',
  maintenance_work_mem: '32MB',
  io_method: 'sync',
  jit: 'off',
  huge_pages: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_replication_slots: '0',
  max_logical_replication_workers: '0',
  max_worker_processes: '2',
  max_parallel_workers: '0',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  autovacuum_max_workers: '2',
  autovacuum_worker_slots: '4',
  max_wal_size: '256MB',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  logging_collector: 'off',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  cluster_name: 'sollstand',
};

export interface Cluster {
  /** `<data>/postgres`: holds the cluster, its log and the state file. */
  readonly home: string;
  readonly data: string;
  readonly binaries: Binaries;
  readonly user: SystemUser | null;
  /** What the server calls its folder; see `dataName`. */
  readonly dataName: string;
  readonly secret: string;
}

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** Passwords of all roles follow from one secret, so every process that may read it agrees on them. */
export const passwordOf = (secret: string, role: string): string =>
  createHmac('sha256', secret).update(`role:${role}`).digest('base64url');

export const addressOf = (cluster: Cluster, port: number, role: string, database: string): string =>
  `postgresql://${role}:${passwordOf(cluster.secret, role)}@127.0.0.1:${port}/${database}`;

export function prepareCluster(dataDir: string, found: Binaries, user: SystemUser | null): Cluster {
  const home = path.join(dataDir, 'postgres');
  try {
    mkdirSync(home, { recursive: true });
    // The server's user walks through here; only the cluster inside belongs to it.
    if (user) chmodSync(home, 0o755);
  } catch (error) {
    throw new DatabaseProblem(
      'data_folder',
      `Der Datenordner ${dataDir} ist nicht beschreibbar (${codeOf(error)}); bitte die Rechte anpassen oder mit SOLLSTAND_DATA einen anderen Ordner angeben.`,
      error,
    );
  }
  const data = path.join(home, MAJOR);
  refuseOtherMajor(home);
  const binaries = reachableBinaries(found, user);
  return { home, data, binaries, user, dataName: dataName(home, data, user), secret: secretIn(dataDir) };
}

/**
 * The server's user may be barred from a folder above the data (root's home, a private temporary folder).
 * Node, as root, enters the folder first and drops its rights then; the server reaches it as its working
 * directory without walking the path. Only Linux offers that.
 */
function dataName(home: string, data: string, user: SystemUser | null): string {
  if (!user || canEnter(user, home)) return data;
  if (os.platform() === 'linux') return '/proc/self/cwd';
  throw new DatabaseProblem(
    'data_unreachable',
    `Der Benutzer „postgres“ darf den Ordner ${home} nicht betreten; bitte mit SOLLSTAND_DATA einen Datenordner angeben, den alle betreten dürfen.`,
  );
}

function refuseOtherMajor(home: string): void {
  const other = readdirSync(home).find((name) => /^\d+$/.test(name) && name !== MAJOR);
  if (!other || existsSync(path.join(home, MAJOR))) return;
  throw new DatabaseProblem(
    'other_major',
    `In ${home} liegen Daten von PostgreSQL ${other}, diese Fassung bringt PostgreSQL ${MAJOR} mit; bitte mit der vorigen Fassung eine Sicherung schreiben („sollstand backup“) und hier einspielen („sollstand restore“).`,
  );
}

function secretIn(dataDir: string): string {
  const folder = path.join(dataDir, 'secrets');
  const file = path.join(folder, 'database');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) {
    writeFileSync(`${file}.new`, randomBytes(32).toString('base64url'), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return readFileSync(file, 'utf8').trim();
}

/** Creates the cluster under another name first: a half-made one never looks like a whole one. */
export async function createCluster(cluster: Cluster): Promise<boolean> {
  for (const name of readdirSync(cluster.home))
    if (name.startsWith('new-')) rmSync(path.join(cluster.home, name), { recursive: true, force: true });
  if (existsSync(path.join(cluster.data, 'PG_VERSION'))) return false;
  const draft = path.join(cluster.home, `new-${process.pid}-${randomBytes(4).toString('hex')}`);
  mkdirSync(draft, { mode: 0o700 });
  const passwords = `${draft}.password`;
  writeFileSync(passwords, `${passwordOf(cluster.secret, SUPERUSER)}\n`, { mode: 0o600 });
  if (cluster.user) {
    chownSync(draft, cluster.user.uid, cluster.user.gid);
    chownSync(passwords, cluster.user.uid, cluster.user.gid);
  }
  try {
    await initdb(cluster, draft, path.basename(passwords));
    renameSync(draft, cluster.data);
    return true;
  } finally {
    rmSync(passwords, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

// Sorting is the builtin provider's, the same on every machine; full text still asks the C library which
// characters are letters, so its locale has to know umlauts.
const CTYPES = ['C.UTF-8', 'C.utf8', 'de_DE.UTF-8', 'en_US.UTF-8'];

async function initdb(cluster: Cluster, draft: string, passwordFile: string): Promise<void> {
  let output = '';
  for (const ctype of CTYPES) {
    const args = [
      `--pgdata=${cluster.dataName === cluster.data ? draft : cluster.dataName}`,
      `--username=${SUPERUSER}`,
      `--pwfile=../${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      `--lc-ctype=${ctype}`,
      '--data-checksums',
      '--no-instructions',
    ];
    const child = spawn(cluster.binaries.initdb, args, {
      ...cluster.user,
      cwd: draft,
      env: serverEnv(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    const code = await ended(child).catch((error: unknown) => {
      throw cannotRun(cluster, error);
    });
    if (code === 0) return;
    // Any other failure is the cause to tell; each try prints words about locales.
    if (!/invalid locale name/.test(output)) break;
  }
  throw new DatabaseProblem(
    'initdb',
    `Die eingebaute Datenbank ließ sich in ${cluster.home} nicht anlegen: ${lastLine(output)}. Bitte freien Platz und Rechte prüfen.`,
    output,
  );
}

const cannotRun = (cluster: Cluster, error: unknown): DatabaseProblem =>
  new DatabaseProblem(
    'binaries_fail',
    `${cluster.binaries.postgres} lässt sich nicht starten (${messageOf(error)}); bitte „npm ci“ erneut ausführen oder Sollstand unter einem gewöhnlichen Benutzer starten.`,
    error,
  );

// PG* variables of the surroundings are meant for clients of other databases.
const serverEnv = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH ?? '/usr/bin:/bin',
  LC_MESSAGES: 'C',
  ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }),
});

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });

const lastLine = (text: string): string =>
  text
    .trim()
    .split('\n')
    .findLast((line) => line.trim()) ?? '';

/** The last lines of the server's own log; for the cause of a failed start. */
export function serverLogEnd(cluster: Cluster): string {
  const text = existsSync(logFile(cluster)) ? readFileSync(logFile(cluster), 'utf8') : '';
  return text.trim().split('\n').slice(-5).join('\n');
}

const logFile = (cluster: Cluster): string => path.join(cluster.home, 'server.log');

/** Starts a server in a session of its own; it outlives this process unless it is stopped. */
export function spawnServer(cluster: Cluster, port: number): ChildProcess {
  const file = logFile(cluster);
  if (existsSync(file) && statSync(file).size > LOG_LIMIT) truncateSync(file);
  const output = openSync(file, 'a', 0o600);
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  try {
    const child = spawn(
      cluster.binaries.postgres,
      ['-D', cluster.dataName, '-p', String(port), ...settings],
      {
        ...cluster.user,
        cwd: cluster.data,
        env: serverEnv(),
        detached: true,
        stdio: ['ignore', output, output],
      },
    );
    child.unref();
    return child;
  } finally {
    closeSync(output);
  }
}

/** What the server's pid file says, if that server lives and works on this folder. */
export function runningServer(cluster: Cluster): Postmaster | null {
  let lines: string[];
  try {
    lines = readFileSync(path.join(cluster.data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Math.abs(Number(lines[0]));
  const port = Number(lines[3] ?? 0);
  return pid > 1 && isAlive(pid) && worksIn(pid, cluster) ? { pid, port } : null;
}

// A pid may have been given to another process since; on Linux its working directory tells.
function worksIn(pid: number, cluster: Cluster): boolean {
  if (os.platform() !== 'linux') return true;
  try {
    const at = readlinkSync(`/proc/${pid}/cwd`);
    const there = statSync(at);
    const here = statSync(cluster.data);
    return there.ino === here.ino && there.dev === here.dev;
  } catch {
    return false;
  }
}

/** A process that has ended but was not collected by its parent counts as gone. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
  if (os.platform() !== 'linux') return true;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z';
  } catch {
    return false;
  }
}

export type Answer = 'ready' | 'starting' | 'stopping' | 'silent' | 'foreign';

/**
 * Asks by signing in: a foreign server on the same port does not know our password, and one of a copied folder, which does,
 * is another process than ours.
 */
export async function askServer(cluster: Cluster, { pid, port }: Postmaster): Promise<Answer> {
  if (!port) return 'silent';
  const client = new pg.Client({
    connectionString: addressOf(cluster, port, SUPERUSER, 'postgres'),
    connectionTimeoutMillis: 3000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: string }>(
      "select split_part(pg_read_file('postmaster.pid'), E'\\n', 1) as pid",
    );
    return Math.abs(Number(rows[0]?.pid)) === pid ? 'ready' : 'foreign';
  } catch (error) {
    const code = codeOf(error);
    if (code === '57P03') return /shutting down/.test(messageOf(error)) ? 'stopping' : 'starting';
    return /^28/.test(code) ? 'foreign' : 'silent';
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Fast shutdown; harder when the server does not follow. */
export async function stopServer(pid: number): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ];
  for (const [signal, patience] of steps) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const until = Date.now() + patience;
    while (Date.now() < until) {
      if (!isAlive(pid)) return;
      await sleep(15);
    }
  }
}

export function freePort(wanted = 0): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(null));
    probe.listen({ port: wanted, host: '127.0.0.1', exclusive: true }, () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
