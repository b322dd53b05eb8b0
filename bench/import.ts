/** Tables as a town would bring them: 100,000 rows, good ones and ones with faults, through the command and the page. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningProduct, root } from './product.ts';
import { note } from './table.ts';

const ROWS = Number(process.env.BENCH_IMPORT_ROWS ?? 100_000);
const FAULTS = ROWS / 100;

/** What a town brings along in its week. */
const INVENTORY = 5_000;

const table = (name: string, faultEvery: number, rows = ROWS): string =>
  `Bezeichnung;Art;Hersteller;Modell;Anzahl;Angeschafft am;Bedeutung;Bemerkung\r\n${Array.from(
    { length: rows },
    (_, at) =>
      `${name} ${at};Notebook;Dell;Latitude ${at % 50};1;${(at + 1) % faultEvery === 0 ? '31.02.2024' : '15.03.2024'};hoch;"Bemerkung Nr. ${at}"`,
  ).join('\r\n')}\r\n`;

/** Most memory a process has held, in MB; 0 where the system does not tell. */
export const peakOf = (pid: number | undefined): number => {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) / 1_000;
  } catch {
    return 0;
  }
};

/** Runs the command beside the server; refuses another outcome than the one wanted. */
async function byCommand(
  data: string,
  path: string,
  code: number,
): Promise<{ seconds: number; peakMb: number }> {
  const from = performance.now();
  const child = spawn(process.execPath, ['bin/sollstand.mjs', 'import', path, '--town', 'tannau', '--json'], {
    cwd: root,
    env: { ...process.env, SOLLSTAND_DATA: data, SOLLSTAND_LOG: 'error' },
    stdio: 'ignore',
  });
  let peakMb = 0;
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, peakOf(child.pid));
  }, 20);
  const ended = await new Promise<number | null>((done) => child.once('exit', done));
  clearInterval(watch);
  if (ended !== code) throw new Error(`The import ended with code ${ended}, not ${code}.`);
  return { seconds: (performance.now() - from) / 1_000, peakMb };
}

/** Runs of the page's import, as its page asks for them. */
function pageImport({ address, demo: { token } }: RunningProduct) {
  const headers = { authorization: `Bearer ${token}` };
  const runs = `${address}/api/v1/towns/tannau/imports`;
  const seen = async (id: string) =>
    (await (await fetch(`${runs}/${id}`, { headers })).json()) as { phase: string; rowsDone: number };
  return {
    upload: async (body: string): Promise<string> =>
      (
        (await (await fetch(`${runs}?name=gut.csv`, { method: 'POST', headers, body })).json()) as {
          id: string;
        }
      ).id,
    tell: async (id: string, what: 'start' | 'cancel'): Promise<void> => {
      await fetch(`${runs}/${id}/${what}`, { method: 'POST', headers });
    },
    /** Seconds until the run is in a phase, and how many steps of progress were to be seen meanwhile. */
    until: async (id: string, phase: string): Promise<{ seconds: number; steps: number }> => {
      const from = performance.now();
      const steps = new Set<number>();
      for (;;) {
        const run = await seen(id);
        steps.add(run.rowsDone);
        if (run.phase === phase) return { seconds: (performance.now() - from) / 1_000, steps: steps.size };
        if (['refused', 'failed', 'cancelled'].includes(run.phase))
          throw new Error(`The import is ${run.phase}.`);
        await sleep(50);
      }
    },
  };
}

async function byPage(product: RunningProduct, body: string): Promise<void> {
  const { upload, until, tell } = pageImport(product);
  const id = await upload(body);
  note(`import on the page: ${ROWS} rows checked`, (await until(id, 'checked')).seconds, 's', 30, 1);
  await tell(id, 'start');
  const { seconds } = await until(id, 'done');
  note(`import on the page: ${ROWS} rows stored`, seconds, 's', null, 1);
  note('import on the page: rows a second', ROWS / seconds, '', null, 0);
  note('import on the page: peak memory of the server', peakOf(product.pid), 'MB', null, 0);
}

/** An inventory as a town has it: checked, stored, its progress seen; a second one is called off half-way. */
async function inventoryByPage(product: RunningProduct): Promise<void> {
  const { upload, until, tell } = pageImport(product);
  const id = await upload(table('Gemeinde', Number.POSITIVE_INFINITY, INVENTORY));
  const checked = await until(id, 'checked');
  await tell(id, 'start');
  const stored = await until(id, 'done');
  note(`import of ${INVENTORY} items, checked and stored`, checked.seconds + stored.seconds, 's', 10, 1);
  note(`import of ${INVENTORY} items: steps of progress seen`, checked.steps + stored.steps, '');
  const other = await upload(table('Rest', Number.POSITIVE_INFINITY, INVENTORY));
  await until(other, 'checked');
  await tell(other, 'start');
  await tell(other, 'cancel');
  const cancelled = await until(other, 'cancelled');
  note(`import of ${INVENTORY} items called off after`, cancelled.seconds, 's', null, 1);
  note('import: peak memory of the server', peakOf(product.pid), 'MB', 400, 0);
}

export async function measureImport(product: RunningProduct, data: string): Promise<void> {
  await inventoryByPage(product);
  const folder = mkdtempSync(join(tmpdir(), 'sollstand-bench-import-'));
  try {
    const path = join(folder, 'tabelle.csv');
    writeFileSync(path, table('Fehler', ROWS / FAULTS));
    const faulty = await byCommand(data, path, 2);
    note(`import by command: ${ROWS} rows with ${FAULTS} faults refused`, faulty.seconds, 's', 30, 1);
    note('import by command: peak memory', faulty.peakMb, 'MB', 400, 0);
    writeFileSync(path, table('Gut', Number.POSITIVE_INFINITY));
    const good = await byCommand(data, path, 0);
    note(`import by command: ${ROWS} rows stored`, good.seconds, 's', null, 1);
    note('import by command: rows a second', ROWS / good.seconds, '', null, 0);
    note('import by command: peak memory, storing', good.peakMb, 'MB', null, 0);
    await byPage(product, table('Seite', Number.POSITIVE_INFINITY));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
