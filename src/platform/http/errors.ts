import { randomUUID } from 'node:crypto';
import { ORPCError, ValidationError } from '@orpc/contract';
import { z } from 'zod';
import { type FieldFault, REFUSAL_STATUS, Refusal } from '#kernel/refuse';
import * as words from '#texts';
import { type Failure, failureOf } from '../database/failures.ts';
import { log } from '../log.ts';

export type Locale = 'de' | 'en';
type Sentence = (params: Record<string, string | number>, options: { locale: Locale }) => string;

/** The sentence for a code in a module's texts; the code itself when there is none (a test forbids that). */
export function sentence(key: string, params: Record<string, string | number>, locale: Locale): string {
  const found = (words as unknown as Record<string, Sentence | undefined>)[key];
  return found ? found(params, { locale }) : key;
}

/** The answer body of every refusal: a code for programs, sentences for people. */
export interface ProblemBody {
  code: string;
  text: string;
  fields: { path: string; code: string; text: string }[];
}

export function problemBody(refusal: Refusal, locale: Locale): ProblemBody {
  return {
    code: refusal.code,
    text: sentence(`refusal_${refusal.code}`, refusal.params, locale),
    fields: refusal.fields.map((f) => ({
      path: f.path,
      code: f.code,
      text: sentence(`field_${f.code}`, f.params ?? {}, locale),
    })),
  };
}

/** What the database could not do, as a refusal: nobody's fault, and worth another try. */
const FAILED: Record<Failure, { code: string; retryAfterS: number }> = {
  away: { code: 'database_away', retryAfterS: 5 },
  busy: { code: 'database_busy', retryAfterS: 2 },
  clash: { code: 'database_busy', retryAfterS: 1 },
  full: { code: 'storage_full', retryAfterS: 60 },
};

/**
 * Any error of a request as a refusal; what nobody foresaw is logged under an id that the user sees. `route` is its
 * pattern, never the address asked.
 */
export function asRefusal(error: unknown, route?: string): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof ORPCError) {
    if (error.cause instanceof Refusal) return error.cause;
    if (error.cause instanceof ValidationError && error.code === 'BAD_REQUEST')
      return new Refusal('invalid', 'invalid_input', error.cause.issues.map(issueFault));
    if (error.status === 413) return new Refusal('too_large', 'too_large');
    if (error.status < 500) return new Refusal('invalid', 'malformed');
  }
  const cause = error instanceof ORPCError && error.cause ? error.cause : error;
  const failure = failureOf(cause);
  if (failure === 'full') log.error('no space left', { route, ...databaseFacts(cause) });
  // That it is away is told once, by what follows a commit, and not for every request.
  else if (failure === 'away') log.debug('database away', { route });
  else if (failure) log.warn('database failed', { route, failure, ...databaseFacts(cause) });
  if (failure) return new Refusal('unavailable', FAILED[failure].code);
  const facts = databaseFacts(cause);
  // Class 22: a value the database cannot read or hold, e.g. NUL in a search.
  if (/^22/.test(facts.pgCode ?? '')) return new Refusal('invalid', 'malformed');
  const id = randomUUID().slice(0, 8);
  log.error('request failed', { id, route, ...facts, error });
  return new Refusal('broken', 'unexpected', [], { id });
}

/** What somebody was kept from is told in the log, without what they had typed. */
export function logRefusal(
  { kind, code }: Refusal,
  facts: { route: string; user: string | null; address: string },
): void {
  if (kind === 'forbidden' || kind === 'too_many') log.info('kept from it', { code, ...facts });
}

/** What clients are told beside the body: when to ask again, and how to sign in. */
export function refusalHeaders({ kind, code, params }: Refusal): [string, string][] {
  if (kind === 'unauthorized') return [['www-authenticate', 'Bearer realm="Sollstand"']];
  const seconds = params.seconds ?? retryAfter(code);
  if (kind === 'too_many' || seconds !== null) return [['retry-after', String(seconds ?? 5)]];
  return [];
}

interface DatabaseFacts {
  pgCode?: string;
  table?: string;
  constraint?: string;
}

/** What tells a fault of the database apart from others, without a value of anybody. */
function databaseFacts(error: unknown): DatabaseFacts {
  const { code, table, constraint, severity } = error as DatabaseFacts & { code?: string; severity?: string };
  return {
    ...(code && severity ? { pgCode: code } : {}),
    ...(table ? { table } : {}),
    ...(constraint ? { constraint } : {}),
  };
}

/** Seconds after which another try makes sense; null when it does not. */
export const retryAfter = (refused: string): number | null =>
  Object.values(FAILED).find(({ code }) => code === refused)?.retryAfterS ?? null;

export const statusOf = (refusal: Refusal): number => REFUSAL_STATUS[refusal.kind];

interface Issue {
  message: string;
  path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined;
}

const MISSING = 'missing';
// A date, a choice or an address that was left empty is missing, not wrong.
z.config({
  customError: ({ code, input }) =>
    (code === 'invalid_format' && input === '') || (code === 'invalid_value' && input === undefined)
      ? MISSING
      : undefined,
});

/** What a schema says of a value, as a fault of its field. */
export function issueFault(given: Issue): FieldFault {
  const issue = given as Issue & { code?: string; minimum?: number; maximum?: number; origin?: string };
  const path = (issue.path ?? []).map((step) => String(typeof step === 'object' ? step.key : step)).join('.');
  const text = issue.origin === 'string' || issue.origin === 'array';
  if (issue.code === 'too_small') {
    if (text && issue.minimum === 1) return { path, code: 'required' };
    return { path, code: text ? 'too_short' : 'too_small', params: { min: Number(issue.minimum) } };
  }
  if (issue.code === 'too_big')
    return { path, code: text ? 'too_long' : 'too_big', params: { max: Number(issue.maximum) } };
  if (issue.message === MISSING || (issue.code === 'invalid_type' && /undefined|null/.test(issue.message)))
    return { path, code: 'required' };
  return { path, code: 'not_allowed' };
}
