import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '#platform/config';
import { withClient } from '#platform/database/roles';
import { loadDemo } from '../../app/demo.ts';
import type { FileResult } from '../../app/import/file-result.ts';
import { type Installation, openInstallation, root } from '../../app/installation.ts';
import { demoData } from '../../app/testing/demo-data.ts';

const folder = mkdtempSync(join(tmpdir(), 'sollstand-befehl-'));
const dataDir = join(folder, 'data');
const env = { ...process.env, SOLLSTAND_DATA: dataDir, PORT: '0', HOST: '127.0.0.1', SOLLSTAND_LOG: 'error' };
const cli = join(root, 'src/app/cli.ts');
const ROWS = 100_000;
const FAULTS = 1_000;

/** Keeps the database running, so that each command joins it instead of starting and stopping its own. */
let standing: Installation;
const servers: ChildProcess[] = [];
async function within<T>(work: (installation: Installation) => Promise<T>): Promise<T> {
  return work(standing);
}
const counted = (what: string): Promise<number> =>
  within(({ database }) =>
    withClient(database.ownerUrl, async (client) =>
      Number((await client.query(`select count(*) from ${what}`)).rows[0].count),
    ),
  );

beforeAll(async () => {
  await demoData(dataDir);
  standing = await openInstallation(readConfig(env, root), 'command');
});
afterAll(async () => {
  for (const server of servers) server.kill('SIGKILL');
  await standing?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Ran {
  code: number | null;
  said: string;
  told: string;
  files: FileResult[];
  peakMb: number;
  seconds: number;
}

/** Peak of the memory a process has held, as Linux keeps it; 0 where nobody tells. */
function peakOf(child: ChildProcess): number {
  try {
    return (
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'latin1'))?.[1] ?? 0) / 1_000
    );
  } catch {
    return 0;
  }
}

/** The command as people call it, in a process of its own. */
async function run(
  args: string[],
  meanwhile: (child: ChildProcess, told: string) => void = () => undefined,
): Promise<Ran> {
  const from = performance.now();
  const child = spawn(process.execPath, [cli, 'import', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let told = '';
  let peakMb = 0;
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr.on('data', (chunk) => {
    told += chunk;
    meanwhile(child, told);
  });
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, peakOf(child));
  }, 20);
  const code = await new Promise<number | null>((done) => child.once('close', done));
  clearInterval(watch);
  const files = args.includes('--json') && said ? (JSON.parse(said) as { files: FileResult[] }).files : [];
  return { code, said, told, files, peakMb, seconds: (performance.now() - from) / 1_000 };
}

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const rows = (count: number, faultEvery: number, name: string): string =>
  `Bezeichnung;Art;Hersteller;Modell;Anzahl;Angeschafft am;Bedeutung;Bemerkung\r\n${Array.from(
    { length: count },
    (_, at) =>
      `${name} ${at};Notebook;Dell;Latitude ${at % 50};1;${(at + 1) % faultEvery === 0 ? '31.02.2024' : '15.03.2024'};hoch;"Bemerkung; Nr. ${at}"`,
  ).join('\r\n')}\r\n`;

describe('the command', () => {
  test('100,000 rows with 1,000 faults: all of them listed, nothing stored, memory and time within bounds', async () => {
    const before = await counted('item');
    const ran = await run([file('fehler.csv', rows(ROWS, ROWS / FAULTS, 'Fehler')), '--json']);
    console.info(
      `import: ${ROWS} rows, ${ran.files[0]?.faults.length} faults in ${ran.seconds.toFixed(1)} s, peak ${ran.peakMb.toFixed(0)} MB`,
    );
    expect(ran.code).toBe(2);
    expect(ran.files).toMatchObject([{ kind: 'items', created: 0, updated: 0, skipped: 0, refused: FAULTS }]);
    const faults = ran.files[0]?.faults ?? [];
    expect(faults).toHaveLength(FAULTS);
    expect(faults[0]).toEqual({
      row: 101,
      column: 'Angeschafft am',
      field: 'boughtOn',
      code: 'not_a_date',
      text: 'Angeschafft am: „31.02.2024“ ist kein Datum. Schreiben Sie es wie 23.11.2026.',
    });
    expect(faults.at(-1)?.row).toBe(ROWS + 1);
    expect(await counted('item')).toBe(before);
    expect(ran.peakMb).toBeLessThan(400);
    expect(ran.seconds).toBeLessThan(30);
  });

  test('ended by Ctrl+C in the middle of storing: nothing remains, exit code 1', async () => {
    const before = await counted('journal');
    let pressed = false;
    const ran = await run([file('abbruch.csv', rows(60_000, ROWS, 'Abbruch'))], (child, told) => {
      if (pressed || !/Übernehmen [1-9]/.test(told)) return;
      pressed = true;
      child.kill('SIGINT');
    });
    expect([pressed, ran.code]).toEqual([true, 1]);
    expect(ran.told).toContain('Abgebrochen');
    expect(await counted("item where name like 'Abbruch %'")).toBe(0);
    expect(await counted('journal')).toBe(before);
  });

  test('a dry run counts, storing counts the same, a repetition changes nothing', async () => {
    const path = file('gut.csv', rows(20, ROWS, 'Gut'));
    const counts = async (more: string[]) =>
      (await run([path, '--town', 'tannau', '--json', ...more])).files[0];
    expect(await counts(['--dry-run'])).toEqual({
      path,
      kind: 'items',
      created: 20,
      updated: 0,
      skipped: 0,
      refused: 0,
      faults: [],
    });
    expect(await counted("item where name like 'Gut %'")).toBe(0);
    expect(await counts(['--as', 'items'])).toMatchObject({
      kind: 'items',
      created: 20,
      updated: 0,
      skipped: 0,
      refused: 0,
    });
    expect(await counts([])).toMatchObject({ created: 0, skipped: 20 });
  });

  test('each file speaks for itself: what was stored, what was not, what is missing', async () => {
    const good = file('a.csv', rows(2, ROWS, 'Einzeln'));
    const bad = file('b.csv', rows(2, 1, 'Schlecht'));
    const ran = await run([good, bad, join(folder, 'fehlt.csv')]);
    expect(ran.code).toBe(2);
    expect(ran.said).toMatch(/a\.csv +2 angelegt/);
    expect(ran.said).not.toContain(`${good}: Nichts`);
    expect(ran.said).toContain(`${bad}: Nichts wurde übernommen.`);
    expect(ran.said.match(/fehlt\.csv:0/g)).toHaveLength(1);
    expect(await counted("item where name like 'Einzeln %'")).toBe(2);
  });

  test('of two towns one must be named; a folder of another town than the one named is refused', async () => {
    const town = join(folder, 'stadt');
    cpSync(join(root, 'examples/tannau'), town, { recursive: true });
    const yaml = readFileSync(join(town, 'town.yaml'), 'utf8').replace('slug: tannau', 'slug: zweite');
    writeFileSync(join(town, 'town.yaml'), yaml);
    expect(await run([town, '--town', 'dritte', '--json'])).toMatchObject({
      code: 2,
      files: [{ faults: [{ code: 'other_town' }] }],
    });
    expect(await counted("town where slug = 'zweite'")).toBe(0);
    expect((await run([town, join(folder, 'nirgends'), '--town', 'zweite'])).said).toMatch(
      /einen Zugang[\s\S]*nirgends: Nichts wurde übernommen/,
    );
    expect(await counted("town where slug = 'zweite'")).toBe(1);
    const unnamed = await run([file('c.csv', rows(1, ROWS, 'Ohne'))]);
    expect(unnamed).toMatchObject({ code: 2, told: expect.stringContaining('--town') });
    expect((await run([file('c.csv', ''), '--town', 'nirgends'])).code).toBe(2);
    expect((await run([file('c.csv', ''), '--as', 'kuchen'])).told).toContain('items');
  });
});

test('a server that is killed while it stores: the next one begins anew, and every row is there once', async () => {
  const start = async (args: string[]) => {
    const child = spawn(process.execPath, [cli, 'start', '--json', ...args], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    servers.push(child);
    const line = await new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve));
    return { child, address: (JSON.parse(line) as { address: string }).address };
  };
  const ended = (child: ChildProcess, signal: NodeJS.Signals) =>
    new Promise<void>((done) => {
      child.once('exit', () => done());
      child.kill(signal);
    });
  const { token } = await within((installation) => loadDemo(installation, 'http://localhost', true));
  const headers = { authorization: `Bearer ${token}` };
  const first = await start([]);
  const at = (address: string, path = '') => `${address}/api/v1/towns/tannau/imports${path}`;
  const upload = await fetch(at(first.address, '?name=viele.csv'), {
    method: 'POST',
    headers,
    body: rows(20_000, ROWS, 'Tot'),
  });
  const { id } = (await upload.json()) as { id: string };
  const phase = async (address: string) =>
    (await (await fetch(at(address, `/${id}`), { headers })).json()) as {
      phase: string;
      rowsDone: number;
      counts: object;
    };
  await expect.poll(async () => (await phase(first.address)).phase, { timeout: 20_000 }).toBe('checked');
  await fetch(at(first.address, `/${id}/start`), { method: 'POST', headers });
  await expect
    .poll(
      async () => ((now) => now.phase === 'importing' && now.rowsDone > 2_000)(await phase(first.address)),
      { interval: 20, timeout: 20_000 },
    )
    .toBe(true);
  await ended(first.child, 'SIGKILL');
  await sleep(500);
  expect(await counted("item where name like 'Tot %'")).toBe(0);
  const second = await start([]);
  await expect
    .poll(async () => (await phase(second.address)).phase, { interval: 100, timeout: 40_000 })
    .toBe('done');
  // A commit on its way when the process died counts the rows as there already.
  const counts = (await phase(second.address)).counts as Record<string, number>;
  const { created = 0, skipped = 0, ...others } = counts;
  await ended(second.child, 'SIGTERM');
  expect(created + skipped).toBe(20_000);
  expect(others).toEqual({ updated: 0, refused: 0 });
  expect(await counted("item where name like 'Tot %'")).toBe(20_000);
  expect(await counted("journal j join item i on i.id = j.record_id where i.name like 'Tot %'")).toBe(20_000);
}, 120_000);
