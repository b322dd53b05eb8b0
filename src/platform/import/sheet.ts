import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { UnreadableFile } from './kind.ts';

export interface SheetReply {
  sheet: string;
  rows: number;
}

/** Beside the spreadsheet: one row a line, as JSON. */
export const sheetRowsPath = (path: string): string => `${path}.rows`;

const HEAP_MB = 640;
const MOST_RESIDENT_MB = 1_100;
const PATIENCE_MS = 90_000;
const WATCH_MS = 200;

/**
 * Unpacks the first filled sheet of a spreadsheet into lines, in a process of its own: what needs too much memory or
 * time ends that process, not the server. Refuses such a file.
 */
export const unpackSheet = (path: string): Promise<SheetReply> =>
  inProcess<SheetReply>('./sheet-worker.ts', [path, sheetRowsPath(path)]);

/** Runs one of the workers beside this file under the limits of memory and time, and hands back what it replies. */
export function inProcess<R extends object>(
  worker: string,
  args: readonly string[],
  patience = PATIENCE_MS,
): Promise<R> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL(worker, import.meta.url)), args, {
      execArgv: [`--max-old-space-size=${HEAP_MB}`, '--disable-warning=ExperimentalWarning'],
      env: { MALLOC_ARENA_MAX: '2', SystemRoot: process.env.SystemRoot },
      // A heap that is full writes pages about itself.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const end = () => child.kill('SIGKILL');
    const limit = setTimeout(end, patience);
    const watch = setInterval(() => residentMb(child.pid) > MOST_RESIDENT_MB && end(), WATCH_MS);
    const settle = (act: () => void) => {
      clearTimeout(limit);
      clearInterval(watch);
      act();
    };
    child.once('message', (reply: R | { code: string }) =>
      settle(() => ('code' in reply ? reject(new UnreadableFile(reply.code)) : resolve(reply))),
    );
    child.once('error', (error) => settle(() => reject(error)));
    child.once('exit', () => settle(() => reject(new UnreadableFile('file_too_much_inside', { max: 300 }))));
  });
}

/** Memory of a process on Linux; elsewhere the limit of the heap must do. */
function residentMb(pid: number | undefined): number {
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * 4_096) / 1_000_000;
  } catch {
    return 0;
  }
}
