/** All documents of a town in all formats, lists meanwhile, and memory over a hundred of them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from './conditions.ts';
import { memoryOf } from './memory.ts';
import type { RunningProduct } from './product.ts';
import { note, noteMissing } from './table.ts';

const MANY = Number(process.env.BENCH_DOCUMENTS ?? 100);
const LIST_EVERY_MS = 100;

interface Listed {
  documents: { kind: string; files: { edition: string; formats: string[] }[] }[];
}

export async function measureDocuments({ address, demo, pid }: RunningProduct, data: string): Promise<void> {
  const headers = { authorization: `Bearer ${demo.token}` };
  const towns = `${address}/api/v1/towns/tannau`;
  const fetched = async (url: string): Promise<number> => {
    const from = performance.now();
    const answer = await fetch(url, { headers });
    const { byteLength } = await answer.arrayBuffer();
    if (answer.status !== 200 || byteLength < 500)
      throw new Error(`${url} answered ${answer.status} with ${byteLength} bytes.`);
    return performance.now() - from;
  };
  const { documents } = (await (await fetch(`${towns}/documents`, { headers })).json()) as Listed;
  const all = documents.flatMap(({ kind, files }) =>
    files.flatMap(({ edition, formats }) =>
      formats.map((format) => `${towns}/documents/${kind}/file?edition=${edition}&format=${format}`),
    ),
  );
  const everything = [`${towns}/reports/results.pdf`, ...all];
  // The process that makes them starts with the first.
  for (const url of everything) await fetched(url);

  const lists: number[] = [];
  let making = true;
  const listing = (async () => {
    while (making) {
      lists.push(await fetched(`${towns}/findings?limit=50`));
      await sleep(LIST_EVERY_MS);
    }
  })();
  const from = performance.now();
  for (const url of everything) await fetched(url);
  const seconds = (performance.now() - from) / 1000;
  making = false;
  await listing;
  note(`${everything.length} documents in all formats and editions`, seconds, 's', 10, 2);
  note('p95 of a list meanwhile', quantile(lists, 0.95), 'ms', 50, 0);

  const held = () => memoryOf(pid, data)?.reduce((sum, { megabytes }) => sum + megabytes, 0);
  const before = held();
  for (let at = 0; at < MANY; at++) await fetched(everything[at % everything.length] ?? '');
  const after = held();
  if (before === undefined || after === undefined)
    noteMissing('memory over documents', 'PSS is known on Linux only');
  else note(`memory gained over ${MANY} documents`, after - before, 'MB', 30, 0);
}
