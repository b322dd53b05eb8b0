/** The listeners: a process of its own that holds many streams open and notes when each was told what. */
import http from 'node:http';

export interface LiveJob {
  addresses: string[];
  /** Each carries up to eight streams. */
  tokens: string[];
  streams: number;
}

export type LiveSaid =
  | { say: 'open' }
  /** Milliseconds since 1970 with fractions, one per stream and record, and how many came twice. */
  | { say: 'told'; arrivals: Record<string, number[]>; doubled: number; ended: number };

const now = () => performance.timeOrigin + performance.now();
const PER_TOKEN = 8;

const arrivals: Record<string, number[]> = {};
let doubled = 0;
let ended = 0;

function listen(address: string, token: string): Promise<void> {
  const seen = new Set<string>();
  return new Promise((resolve, reject) => {
    const request = http.get(
      `${address}/api/v1/towns/tannau/live`,
      { agent: false, headers: { authorization: `Bearer ${token}` } },
      (answer) => {
        if (answer.statusCode !== 200) return reject(new Error(`a stream answered ${answer.statusCode}`));
        let rest = '';
        answer.setEncoding('utf8');
        answer.on('data', (text: string) => {
          const messages = (rest + text).split('\n\n');
          rest = messages.pop() ?? '';
          for (const message of messages) {
            if (message.includes('event: hello')) resolve();
            const id = /event: change[\s\S]*"id":"([^"]+)"/.exec(message)?.[1];
            if (!id) continue;
            if (seen.has(id)) doubled++;
            seen.add(id);
            arrivals[id] ??= [];
            arrivals[id].push(now());
          }
        });
        answer.on('close', () => {
          ended++;
        });
      },
    );
    request.on('error', reject);
  });
}

process.on('message', (message: LiveJob | 'report') => {
  if (message === 'report') {
    process.send?.({ say: 'told', arrivals, doubled, ended } satisfies LiveSaid);
    return;
  }
  const { addresses, tokens, streams } = message;
  void Promise.all(
    Array.from({ length: streams }, (_none, n) =>
      listen(addresses[n % addresses.length] ?? '', tokens[Math.floor(n / PER_TOKEN)] ?? ''),
    ),
  )
    .then(() => process.send?.({ say: 'open' } satisfies LiveSaid))
    .catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    });
});
process.on('disconnect', () => process.exit(0));
