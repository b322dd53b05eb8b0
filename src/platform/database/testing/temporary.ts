import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { serverUser } from '../binaries.ts';
import { freePort } from '../cluster.ts';
import { withClient } from '../roles.ts';

export const temporaryFolder = (): string => mkdtempSync(path.join(os.tmpdir(), 'sollstand-db-'));

/** Ends what still runs in the folder, then removes it. */
export function clearFolder(folder: string): void {
  try {
    const [pid] = readFileSync(path.join(folder, 'postgres', '18', 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGQUIT');
  } catch {
    // nothing runs
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

export interface Holder {
  process: ChildProcess;
  ownerUrl: string;
  leave(): Promise<number | null>;
}

/** Opens the database from another process. */
export function holdDatabase(dataDir: string, role: 'server' | 'command'): Promise<Holder> {
  const script = path.join(import.meta.dirname, 'hold-database.ts');
  const child = spawn(process.execPath, [script, dataDir, role], { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    createInterface(child.stdout).once('line', (line) => {
      const { ownerUrl } = JSON.parse(line) as { ownerUrl: string };
      resolve({
        process: child,
        ownerUrl,
        leave() {
          child.stdin.end();
          return ended;
        },
      });
    });
    void ended.then((code) => reject(new Error(`ended with ${code}: ${errors}`)));
  });
}

const FOREIGN = ['15', '16', '17']
  .map((major) => `/usr/lib/postgresql/${major}/bin`)
  .find((bin) => existsSync(path.join(bin, 'initdb')));
export const hasForeignServer = FOREIGN !== undefined;

export interface ForeignServer {
  /** Address of its superuser. */
  admin: string;
  /** Ends the server; its data stay. */
  halt(): void;
  resume(): void;
  stop(): void;
}

/** A throw-away cluster of the machine's own PostgreSQL. */
export async function foreignServer(): Promise<ForeignServer> {
  const bin = FOREIGN ?? '';
  const user = serverUser();
  const folder = mkdtempSync('/tmp/sollstand-pg-');
  if (user) chownSync(folder, user.uid, user.gid);
  const run = (name: string, args: string[]): void =>
    void execFileSync(path.join(bin, name), args, { ...user, cwd: folder, stdio: 'ignore' });
  const data = path.join(folder, 'data');
  run('initdb', [
    '-D',
    data,
    '-U',
    'admin',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ]);
  const port = await freePort();
  const options = `-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -p ${port}`;
  const resume = () =>
    run('pg_ctl', ['-D', data, '-w', '-l', path.join(folder, 'log'), '-o', options, 'start']);
  resume();
  return {
    admin: `postgresql://admin@127.0.0.1:${port}/postgres`,
    halt: () => run('pg_ctl', ['-D', data, '-w', '-m', 'immediate', 'stop']),
    resume,
    stop() {
      if (existsSync(path.join(data, 'postmaster.pid')))
        run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A database in it with an owner that may do what the product asks for; its address. */
export async function emptyDatabase(server: Pick<ForeignServer, 'admin'>, name: string): Promise<string> {
  await withClient(server.admin, async (admin) => {
    await admin.query("create role betrieb login createrole password 'geheim'");
    await admin.query(`create database ${name} owner betrieb`);
  });
  return `postgresql://betrieb:geheim@127.0.0.1:${new URL(server.admin).port}/${name}`;
}
