import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { isAlive } from './cluster.ts';
import { type DatabaseHandle, openDatabase } from './open.ts';
import { withClient } from './roles.ts';
import { clearFolder, holdDatabase, temporaryFolder } from './testing/temporary.ts';

const dataDir = temporaryFolder();
afterAll(() => clearFolder(dataDir));

const open: DatabaseHandle[] = [];
afterEach(async () => {
  for (const handle of open.splice(0)) await handle.close();
});
const opened = async (role: 'server' | 'command'): Promise<DatabaseHandle> => {
  const handle = await openDatabase({ dataDir }, { role });
  open.push(handle);
  return handle;
};
const postmaster = (): number =>
  Number(readFileSync(path.join(dataDir, 'postgres', '18', 'postmaster.pid'), 'utf8').split('\n')[0]);
const one = (url: string, sql: string): Promise<unknown> =>
  withClient(url, async (client) => Object.values((await client.query({ text: sql })).rows[0] ?? {})[0]);
const eventually = async (check: () => boolean | Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 150; tries += 1) {
    if (await check()) return;
    await sleep(50);
  }
  throw new Error('did not happen');
};

describe('embedded database', () => {
  test('first start makes database, two bound roles and the extensions; German is understood', async () => {
    const handle = await opened('server');
    expect(await one(handle.ownerUrl, 'select current_user')).toBe('sollstand_owner');
    expect(
      await one(handle.appUrl, 'select rolsuper or rolbypassrls from pg_roles where rolname = current_user'),
    ).toBe(false);
    await expect(one(handle.appUrl, 'create table mine ()')).rejects.toThrow(/permission denied/);
    expect(await one(handle.appUrl, `select to_tsvector('german', 'Bürgerämter')::text`)).toBe(
      "'burgeramt':1",
    );
    expect(await one(handle.appUrl, `select similarity('Müller', 'Möller') > 0.2`)).toBe(true);
    expect(await one(handle.appUrl, `select 'ä' collate "de-x-icu" < 'z'`)).toBe(true);
    expect(await one(handle.appUrl, 'show fsync')).toBe('on');
    expect(statSync(path.join(dataDir, 'secrets', 'database')).mode & 0o777).toBe(0o600);
  });

  test('a second server on the folder is refused, a command joins and leaves the server running', async () => {
    await opened('server');
    const pid = postmaster();
    await expect(openDatabase({ dataDir }, { role: 'server' })).rejects.toThrow(/läuft schon ein Sollstand/);
    const command = await holdDatabase(dataDir, 'command');
    expect(await command.leave()).toBe(0);
    expect(isAlive(pid)).toBe(true);
  });

  test('two commands at once share one server; the last one out stops it', async () => {
    const [first, second] = await Promise.all([
      holdDatabase(dataDir, 'command'),
      holdDatabase(dataDir, 'command'),
    ]);
    expect(first.ownerUrl).toBe(second.ownerUrl);
    const pid = postmaster();
    await first.leave();
    expect(isAlive(pid)).toBe(true);
    await second.leave();
    expect(isAlive(pid)).toBe(false);
  });

  test('after a hard kill of the product its server is taken over and stopped in order', async () => {
    const holder = await holdDatabase(dataDir, 'server');
    const pid = postmaster();
    holder.process.kill('SIGKILL');
    await eventually(() => holder.process.signalCode !== null);
    expect(isAlive(pid)).toBe(true);
    const before = Date.now();
    const handle = await opened('server');
    expect(Date.now() - before).toBeLessThan(3000);
    expect(postmaster()).toBe(pid);
    expect(handle.ownerUrl).toBe(holder.ownerUrl);
    await handle.close();
    expect(isAlive(pid)).toBe(false);
  });

  test('a killed PostgreSQL comes back on the same address while the product runs', async () => {
    const handle = await opened('server');
    const pid = postmaster();
    process.kill(pid, 'SIGKILL');
    await eventually(() => one(handle.appUrl, 'select true').then(Boolean, () => false));
    expect(postmaster()).not.toBe(pid);
  });

  test('product and PostgreSQL killed together: the next start recovers', async () => {
    const holder = await holdDatabase(dataDir, 'server');
    holder.process.kill('SIGKILL');
    process.kill(postmaster(), 'SIGKILL');
    const handle = await opened('server');
    expect(await one(handle.appUrl, 'select true')).toBe(true);
  });

  test('a port taken by another program is given up for a free one', async () => {
    const port = Number(readFileSync(path.join(dataDir, 'postgres', 'port'), 'utf8'));
    const squatter = net.createServer().listen(port, '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    try {
      const handle = await opened('server');
      expect(new URL(handle.ownerUrl).port).not.toBe(String(port));
      expect(await one(handle.appUrl, 'select true')).toBe(true);
    } finally {
      squatter.close();
    }
  });

  test('copies of one folder that start at once each get a server of their own', async () => {
    await (await opened('server')).close();
    const copies = ['a', 'b', 'c'].map((name) => `${dataDir}-${name}`);
    for (const copy of copies) execFileSync('cp', ['-a', dataDir, copy]);
    try {
      const handles = await Promise.all(
        copies.map((copy) => openDatabase({ dataDir: copy }, { role: 'server' })),
      );
      expect(new Set(handles.map(({ ownerUrl }) => new URL(ownerUrl).port)).size).toBe(copies.length);
      await Promise.all(handles.map((handle) => handle.close()));
    } finally {
      for (const copy of copies) rmSync(copy, { recursive: true, force: true });
    }
  });

  test('a lost secret is one sentence and leaves nothing running', async () => {
    const file = path.join(dataDir, 'secrets', 'database');
    renameSync(file, `${file}.kept`);
    await expect(opened('command')).rejects.toThrow(/secrets\/database/);
    expect(() => postmaster()).toThrow();
    renameSync(`${file}.kept`, file);
    expect(await one((await opened('command')).appUrl, 'select true')).toBe(true);
  });
});
