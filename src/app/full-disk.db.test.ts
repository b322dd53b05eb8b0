import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '#platform/config';
import { openDatabase } from '#platform/database/open';
import { withClient } from '#platform/database/roles';
import { clearFolder } from '#platform/database/testing/temporary';
import { readAnchors } from '#platform/journal-chain/anchors';
import { verifyJournal } from '#platform/journal-chain/verify-journal';
import type { DemoResult } from './demo.ts';
import { root } from './installation.ts';

const SIZE_MB = 320;
const MB = 1024 * 1024;
/** A file of the database's log. */
const SEGMENT = 16 * MB;
const disk = mkdtempSync(join(tmpdir(), 'sollstand-disk-'));

/** A file system of its own, small enough to fill; needs the right to mount. */
function mounted(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m,mode=755`, 'none', disk], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    console.warn('full disk: NOT TESTED, this user may not mount a file system');
    return false;
  }
}
const hasDisk = mounted();
afterAll(() => {
  if (hasDisk) execFileSync('umount', ['-l', disk]);
  rmSync(disk, { recursive: true });
});

describe.skipIf(!hasDisk)('a disk without space', () => {
  const dataDir = join(disk, 'data');
  const filler = join(disk, 'filler');
  const kept: string[] = [];
  const refused = new Map<string, number>();
  let child: ChildProcess;
  let demo: DemoResult;
  let ended: Promise<number | null>;

  beforeAll(async () => {
    mkdirSync(dataDir);
    const logFile = openSync(join(disk, 'log'), 'w');
    child = spawn(process.execPath, [join(root, 'src/app/cli.ts'), 'start', '--demo', '--json'], {
      env: { ...process.env, SOLLSTAND_DATA: dataDir, DATABASE_URL: '', PORT: '0', SOLLSTAND_LOG: 'debug' },
      stdio: ['ignore', 'pipe', logFile],
    });
    closeSync(logFile);
    ended = new Promise((resolve) => child.once('exit', resolve));
    demo = JSON.parse(
      await new Promise<string>((resolve) => {
        let said = '';
        child.stdout?.on('data', (chunk: Buffer) => {
          said += chunk.toString();
          if (said.includes('\n')) resolve(said);
        });
      }),
    );
  });
  afterAll(async () => {
    child?.kill('SIGTERM');
    await ended;
    clearFolder(dataDir);
  });

  const write = async (n: number): Promise<number> => {
    const title = `Platz ${n}`;
    const answer = await fetch(`${demo.address}/api/v1/towns/tannau/measures`, {
      method: 'POST',
      headers: { authorization: `Bearer ${demo.token}`, 'content-type': 'application/json' },
      // Letters that do not pack.
      body: JSON.stringify({ title, horizon: 'short', description: noise(3900), reason: noise(3900) }),
    });
    if (answer.status === 200) kept.push(title);
    else {
      const { code, text } = (await answer.json()) as { code: string; text: string };
      expect(text).toMatch(/Speicherplatz|Datenbank/);
      refused.set(code, (refused.get(code) ?? 0) + 1);
      expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    }
    return answer.status;
  };
  /** Brings the database's log near the end of its file: the next one it needs is larger than what is left of the disk. */
  const nearEndOfSegment = async () => {
    const database = await openDatabase(readConfig({ SOLLSTAND_DATA: dataDir }, root), { role: 'command' });
    await withClient(database.ownerUrl, (client) =>
      client.query(
        `select pg_logical_emit_message(false, 'test', repeat('x', greatest(0,
          $1 - (pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') % $2)::int)))`,
        [SEGMENT - MB, SEGMENT],
      ),
    );
    await database.close();
  };
  const health = async () =>
    (await (await fetch(`${demo.address}/healthz`)).json()) as Record<string, unknown>;

  // None left: refused by the first table that wants to grow. Some left: the database's own log finds no place and ends it.
  test.each([
    [0, 'storage_full'],
    [12, 'database_away'],
  ])(
    'with %i MB left refuses writes in words, and takes them again when there is space',
    async (leftMb, code) => {
      refused.clear();
      expect(await write(0)).toBe(200);
      if (code === 'database_away') await nearEndOfSegment();
      fill(filler);
      truncateSync(filler, statSync(filler).size - leftMb * MB);
      const statuses: number[] = [];
      for (let n = 1; statuses.filter((status) => status !== 200).length < 20 && n < 20_000; n++)
        statuses.push(await write(n));
      // What works behind the answers meets it too: seals, heads, jobs, the log.
      await sleep(3_000);
      const { bavail } = statfsSync(disk);
      console.info(
        `full disk: ${kept.length} writes kept, then refused as ${JSON.stringify(Object.fromEntries(refused))}; ${bavail} blocks free`,
      );
      expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
      expect(refused.has(code)).toBe(true);
      // Whoever only reads does not notice.
      if (code === 'storage_full') expect((await listed()).size).toBeGreaterThan(10);
      expect(child.exitCode).toBeNull();

      rmSync(filler);
      await expect.poll(() => write(99_999), { timeout: 60_000, interval: 1_000 }).toBe(200);
      await expect.poll(async () => (await health()).status, { timeout: 30_000, interval: 500 }).toBe('ok');
      await expect
        .poll(async () => Number((await health()).unsealedSeconds), { timeout: 30_000 })
        .toBeLessThan(4);
      await sleep(3_000);
      const database = await openDatabase(readConfig({ SOLLSTAND_DATA: dataDir }, root), { role: 'command' });
      const journals = await verifyJournal(database.ownerUrl, readAnchors(dataDir));
      await database.close();
      expect(journals.flatMap((journal) => journal.damage)).toEqual([]);
      const titles = await listed();
      expect(kept.filter((title) => !titles.has(title))).toEqual([]);
      expect(readFileSync(join(disk, 'log'), 'utf8')).toContain('"level"');
    },
    180_000,
  );

  async function listed(): Promise<Set<string>> {
    const titles = new Set<string>();
    let cursor: string | null = '';
    while (cursor !== null) {
      const query = new URLSearchParams({ limit: '200', ...(cursor ? { cursor } : {}) });
      const answer = await fetch(`${demo.address}/api/v1/towns/tannau/measures?${query}`, {
        headers: { authorization: `Bearer ${demo.token}` },
      });
      const page = (await answer.json()) as { rows: { title: string }[]; next: string | null };
      for (const { title } of page.rows) titles.add(title);
      cursor = page.next;
    }
    return titles;
  }
});

/** Takes all the space that is left. */
function fill(file: string): void {
  const opened = openSync(file, 'w');
  try {
    for (let size = 1 << 20; size >= 512; size >>= 1)
      for (const block = Buffer.alloc(size); ; )
        try {
          if (writeSync(opened, block) < size) break;
        } catch {
          break;
        }
  } finally {
    closeSync(opened);
  }
}

const noise = (length: number): string =>
  Array.from({ length }, () => String.fromCharCode(0x4e00 + Math.floor(Math.random() * 20_000))).join('');
