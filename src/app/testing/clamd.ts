import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#platform/database/cluster';

const PROGRAM = '/usr/sbin/clamd';
export const hasClamd = existsSync(PROGRAM);
if (!hasClamd)
  process.stderr.write('\n*** clamd fehlt: Tests mit dem Virenscanner werden übersprungen. ***\n');

/** The test file every scanner knows (eicar.org), in two pieces so that this file is none itself. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

export interface Clamd {
  host: string;
  port: number;
  stop(): Promise<void>;
}

/** ClamAV's real daemon with one signature of its own: the test file. */
export async function startClamd(maxBytes = '60M'): Promise<Clamd> {
  const folder = mkdtempSync('/tmp/sollstand-clamd-');
  mkdirSync(join(folder, 'db'));
  mkdirSync(join(folder, 'tmp'));
  writeFileSync(join(folder, 'db/test.ndb'), `Test.Eicar:0:*:${Buffer.from(EICAR).toString('hex')}\n`);
  const port = (await freePort()) ?? 0;
  const settings = {
    DatabaseDirectory: join(folder, 'db'),
    TemporaryDirectory: join(folder, 'tmp'),
    LogFile: join(folder, 'clamd.log'),
    TCPSocket: port,
    TCPAddr: '127.0.0.1',
    StreamMaxLength: maxBytes,
    MaxThreads: 2,
    Foreground: 'yes',
    AlertExceedsMax: 'yes',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} ${value}\n`);
  writeFileSync(join(folder, 'clamd.conf'), lines.join(''));
  const child = spawn(PROGRAM, ['-c', join(folder, 'clamd.conf')], { stdio: 'ignore', ...nobody(folder) });
  await answering(child, port);
  return {
    host: '127.0.0.1',
    port,
    async stop() {
      const ended = new Promise((done) => child.once('exit', done));
      if (child.exitCode === null && child.kill('SIGKILL')) await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A scanner reads what strangers send: it does not run as root. */
function nobody(folder: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  execFileSync('chown', ['-R', 'nobody', folder]);
  return { uid: id('-u'), gid: id('-g') };
}

async function answering(child: ChildProcess, port: number): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (child.exitCode !== null) throw new Error(`clamd ended with ${child.exitCode}`);
    const up = await new Promise<boolean>((done) => {
      const socket = connect(port, '127.0.0.1', () => done(true)).once('error', () => done(false));
      socket.unref();
      socket.once('connect', () => socket.destroy());
    });
    if (up) return;
    await sleep(50);
  }
  throw new Error('clamd does not answer');
}
