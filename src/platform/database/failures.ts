import { codeOf, messageOf } from './problem.ts';

/**
 * Why the database could not do what nobody did wrong: it is away, it was asked too much at once, two transactions
 * stood in each other's way, or there is no space left where something was to be written.
 */
export type Failure = 'away' | 'busy' | 'clash' | 'full';

const CODES: readonly [Failure, RegExp][] = [
  // Class 57P: shut down or starting; 25006: a replica that has not taken over yet.
  ['away', /^(ECONN\w+|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|08...|57P..|25006)$/],
  // A limit of time (57014 statement, 55P03 lock, 25P03 idle in a transaction) or no connection left (53300).
  ['busy', /^(57014|55P03|25P03|53300|53400)$/],
  ['clash', /^(40P01|40001)$/],
  ['full', /^(53100|ENOSPC|EDQUOT)$/],
];

// The driver gives these no code.
const SENTENCES: readonly [Failure, RegExp][] = [
  ['busy', /^timeout exceeded when trying to connect$/],
  [
    'away',
    /^Connection terminated|^Client has encountered a connection error|^Cannot use a pool after calling end/,
  ],
];

/** The reason of an error of the database or the file system; null when somebody has to look at it. */
export function failureOf(error: unknown): Failure | null {
  const code = codeOf(error);
  const known = code
    ? CODES.find(([, pattern]) => pattern.test(code))
    : SENTENCES.find(([, pattern]) => pattern.test(messageOf(error)));
  return known?.[0] ?? null;
}
