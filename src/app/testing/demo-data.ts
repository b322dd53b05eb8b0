import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '#platform/config';
import { type DemoResult, loadDemo } from '../demo.ts';
import { openInstallation, root } from '../installation.ts';

/** Names the folder that this run of the tests has prepared. */
const PREPARED = 'SOLLSTAND_TEST_DATA';
const ACCOUNTS = 'accounts.json';

/**
 * Puts the example town into an empty data folder, as a first start would, and says who can sign in. Within
 * a run of the tests the town is loaded once and copied from then on.
 */
export async function demoData(folder: string): Promise<DemoResult> {
  const made = process.env[PREPARED];
  if (!made) return load(folder);
  copy(join(made, 'data'), folder);
  return JSON.parse(readFileSync(join(made, ACCOUNTS), 'utf8')) as DemoResult;
}

/** Puts a database without any town into an empty data folder; outside of a run of the tests a first start makes it. */
export function emptyData(folder: string): void {
  const made = process.env[PREPARED];
  if (made) copy(join(made, 'empty'), folder);
}

function copy(from: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  // As the system's own command does: the database's user keeps what belongs to it.
  execFileSync('cp', ['-a', '--', `${from}/.`, folder]);
  // Each looks for a port of its own instead of all for the same.
  rmSync(join(folder, 'postgres', 'port'), { force: true });
}

const open = (folder: string) => openInstallation(readConfig({ SOLLSTAND_DATA: folder }, root), 'command');

async function load(folder: string): Promise<DemoResult> {
  const installation = await open(folder);
  try {
    return await loadDemo(installation, 'http://localhost');
  } finally {
    await installation.close();
  }
}

let prepared = '';

/** Before the first test of a run. */
export async function setup(): Promise<void> {
  prepared = mkdtempSync(join(tmpdir(), 'sollstand-prepared-'));
  await (await open(join(prepared, 'empty'))).close();
  copy(join(prepared, 'empty'), join(prepared, 'data'));
  const demo = await load(join(prepared, 'data'));
  writeFileSync(join(prepared, ACCOUNTS), JSON.stringify(demo));
  process.env[PREPARED] = prepared;
}

/** After the last. */
export function teardown(): void {
  rmSync(prepared, { recursive: true, force: true });
}
