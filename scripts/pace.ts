/** How fast this machine is, so that an allowance means the same amount of work on a slow one as on a fast one. */
import { createHash } from 'node:crypto';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

/** Milliseconds that the work took on the machine for which the allowances were written (median of two cores at once). */
const REFERENCE_MS = 180;
const ROUNDS = 15;
const CORES = 2;

/** A fixed piece of what tests spend their time with: objects to text and back, sorting, searching, hashing. */
function work(): void {
  const rows = Array.from({ length: 4_000 }, (_none, n) => ({
    id: createHash('sha256').update(String(n)).digest('hex'),
    title: `Feststellung ${(n * 7919) % 4_000}`,
    open: n % 3 === 0,
  }));
  for (let round = 0; round < 60; round++) {
    const copy = JSON.parse(JSON.stringify(rows)) as typeof rows;
    copy.sort((a, b) => a.title.localeCompare(b.title, 'de'));
    const found = copy.filter(({ title }) => /9\d*7/.test(title));
    createHash('sha256').update(JSON.stringify(found)).digest();
  }
}

function timed(): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const from = performance.now();
    work();
    return performance.now() - from;
  });
  return times.sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
}

const inThread = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const thread = new Worker(new URL(import.meta.url));
    thread.once('message', resolve);
    thread.once('error', reject);
  });

/** Times what the reference machine takes: 1 = as fast, 2 = everything takes twice as long. Takes some seconds. */
export async function measurePace(): Promise<number> {
  const times = await Promise.all(Array.from({ length: CORES }, inThread));
  return Math.max(...times) / REFERENCE_MS;
}

if (!isMainThread) parentPort?.postMessage(timed());
