/** The load: a process of its own with eight clients on loopback that ask as fast as they are answered. */
import http from 'node:http';

export interface LoadJob {
  address: string;
  token: string;
  town: string;
  clients: number;
  warmMs: number;
  runMs: number;
  kind: 'list' | 'list_sorted' | 'list_words' | 'record' | 'write' | 'search';
  ids: string[];
  words: string[];
}

export interface LoadResult {
  /** Milliseconds from sending to the last byte, warm-up left out. */
  times: number[];
  /** Answers other than 200, with the first of their bodies. */
  errors: number;
  firstError: string;
  /** Every write that was answered with 200, warm-up included. */
  acknowledged: number;
  bytes: number;
}

type Ask = (n: number) => { method: string; path: string; body?: string; id?: string };

/** Version of each record as last answered; every record is seeded at its first. */
const versions = new Map<string, string>();

const asks = (job: LoadJob): Record<LoadJob['kind'], Ask> => {
  const base = `/api/v1/towns/${job.town}`;
  const id = (n: number) => job.ids[(n * 7919) % job.ids.length] ?? '';
  const word = (n: number) => encodeURIComponent(job.words[n % job.words.length] ?? '');
  return {
    list: () => ({ method: 'GET', path: `${base}/findings?limit=50` }),
    list_sorted: () => ({ method: 'GET', path: `${base}/findings?limit=50&sort=title` }),
    list_words: (n) => ({ method: 'GET', path: `${base}/findings?limit=50&q=${word(n)}` }),
    record: (n) => ({ method: 'GET', path: `${base}/findings/${id(n)}` }),
    search: (n) => ({ method: 'GET', path: `${base}/search?q=${word(n)}` }),
    // The running number makes every change a real one.
    write: (n) => ({
      method: 'PATCH',
      id: id(n),
      path: `${base}/findings/${id(n)}`,
      body: JSON.stringify({ basis: `Nachgetragen unter Nummer ${n} nach der Rückspiegelung im Rathaus.` }),
    }),
  };
};

const agent = new http.Agent({ keepAlive: true });

function once(job: LoadJob, ask: ReturnType<Ask>): Promise<{ status: number; etag: string; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      job.address + ask.path,
      {
        method: ask.method,
        agent,
        headers: {
          authorization: `Bearer ${job.token}`,
          'accept-encoding': 'gzip',
          ...(ask.id ? { 'if-match': versions.get(ask.id) ?? '"1"' } : {}),
          ...(ask.body
            ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(ask.body) }
            : {}),
        },
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            etag: answer.headers.etag ?? '',
            body: Buffer.concat(parts),
          }),
        );
        answer.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(ask.body);
  });
}

async function run(job: LoadJob): Promise<LoadResult> {
  const result: LoadResult = { times: [], errors: 0, firstError: '', acknowledged: 0, bytes: 0 };
  const make = asks(job)[job.kind];
  const warm = performance.now() + job.warmMs;
  const until = warm + job.runMs;
  let count = 0;
  const client = async () => {
    while (performance.now() < until) {
      const from = performance.now();
      const asked = make(count++);
      const { status, etag, body } = await once(job, asked);
      if (status !== 200) {
        result.errors += 1;
        result.firstError ||= `${status}, ${body.length} bytes`;
        continue;
      }
      result.acknowledged += 1;
      if (asked.id) versions.set(asked.id, etag);
      if (from < warm) continue;
      result.times.push(performance.now() - from);
      result.bytes += body.length;
    }
  };
  await Promise.all(Array.from({ length: job.clients }, client));
  return result;
}

process.on('message', (job: LoadJob) => {
  void run(job)
    .then((result) => process.send?.(result))
    .catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    });
});
process.on('disconnect', () => process.exit(0));
