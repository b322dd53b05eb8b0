import { isIPv6 } from 'node:net';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { refuse } from '#kernel/refuse';

/** How many tries within how many seconds. */
const limiter = (points: number, duration: number) => new RateLimiterMemory({ points, duration });

const QUARTER_HOUR = 900;
const HOUR = 3600;

/** Kept in this process: with several, each counts for itself. */
const failures = {
  /** One login from one address. */
  pair: limiter(10, QUARTER_HOUR),
  /** All logins from one address, which may be a whole town hall. */
  address: limiter(100, QUARTER_HOUR),
  /** One login from strangers anywhere. */
  login: limiter(100, HOUR),
  /** One login from a browser it has been used in before: others' failures do not count here. */
  device: limiter(10, QUARTER_HOUR),
  /** Codes of the second factor after a right password. */
  code: limiter(10, QUARTER_HOUR),
};
type Counter = readonly [limiter: RateLimiterMemory, key: string];

/** Requests to pages and calls that anybody may make, per address. */
const strangers = limiter(600, 60);
/** Inventory agents with a wrong token, per address: each machine of a town hall may have been set up wrongly once. */
const failingAgents = limiter(300, QUARTER_HOUR);
/** Costly or delicate calls, per person. */
const delicate = limiter(60, 60);

/** An IPv6 subscriber owns a whole /64. */
export function network(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const front = head.split(':').filter(Boolean);
  const back = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const whole = [...front, ...Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0'), ...back];
  return whole
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':');
}

export interface Attempt {
  login: string;
  address: string;
  /** Hash of the device's token when it is one the login has been used on. */
  device: string | null;
}

const countersOf = ({ login, address, device }: Attempt): Counter[] => {
  const name = login.toLowerCase();
  const from = network(address);
  if (device) return [[failures.device, `${device} ${name}`]];
  return [
    [failures.pair, `${from} ${name}`],
    [failures.address, from],
    [failures.login, name],
  ];
};

/** Counts a try before it is looked at, so that many at once count as many. Refuses `too_many_attempts`. */
export function countAttempt(attempt: Attempt): Promise<() => Promise<void>> {
  return count(countersOf(attempt));
}

/** Counts a code of the second factor. */
export const countCode = (userId: string): Promise<() => Promise<void>> => count([[failures.code, userId]]);

/** Takes a point from each counter; what is returned gives them back, for the try that succeeded. */
async function count(counters: readonly Counter[]): Promise<() => Promise<void>> {
  const taken: Counter[] = [];
  const back = async () => {
    for (const [of, key] of taken) await of.reward(key);
  };
  for (const [of, key] of counters) {
    try {
      await of.consume(key);
      taken.push([of, key]);
    } catch (spent) {
      await back();
      tooMany(spent);
    }
  }
  return back;
}

/** Refuses `too_many_requests` to an address that asks without an account more often than people do. */
export async function countStranger(address: string): Promise<void> {
  await strangers.consume(network(address)).catch((spent: unknown) => tooMany(spent, 'too_many_requests'));
}

/** Counts a wrong token of an inventory agent; reports with a right one count nowhere, however many come together. */
export async function countAgentFailure(address: string): Promise<void> {
  await failingAgents.consume(network(address)).catch(() => undefined);
}

/** Refuses `too_many_requests` to an address from which too many wrong tokens came. */
export async function refuseFailingAgent(address: string): Promise<void> {
  const counted = await failingAgents.get(network(address));
  if (counted && counted.remainingPoints <= 0) tooMany(counted, 'too_many_requests');
}

/** Refuses `too_many_requests` to somebody who repeats a costly or delicate call. */
export async function countDelicate(userId: string, call: string): Promise<void> {
  await delicate.consume(`${userId} ${call}`).catch((spent: unknown) => tooMany(spent, 'too_many_requests'));
}

function tooMany(spent: unknown, code = 'too_many_attempts'): never {
  if (spent instanceof Error) throw spent;
  const seconds = Math.max(1, Math.ceil((spent as RateLimiterRes).msBeforeNext / 1000));
  return refuse('too_many', code, [], { seconds, minutes: Math.ceil(seconds / 60) });
}
