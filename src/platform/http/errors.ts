import { randomUUID } from 'node:crypto';
import { ORPCError, ValidationError } from '@orpc/contract';
import { type FieldFault, REFUSAL_STATUS, Refusal } from '#kernel/refuse';
import * as words from '#texts';
import { log } from '../log.ts';

export type Locale = 'de' | 'en';
type Sentence = (params: Record<string, string | number>, options: { locale: Locale }) => string;

/** The sentence for a code in a module's texts; the code itself when there is none (a test forbids that). */
export function sentence(key: string, params: Record<string, string | number>, locale: Locale): string {
  const found = (words as unknown as Record<string, Sentence | undefined>)[key];
  return found ? found(params, { locale }) : key;
}

/** The answer body of every refusal (ARCHITECTURE.md, "errors"). */
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

/** Any error of a request as a refusal; what nobody foresaw is logged under an id that the user sees. */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof ORPCError) {
    if (error.cause instanceof Refusal) return error.cause;
    if (error.cause instanceof ValidationError && error.code === 'BAD_REQUEST')
      return new Refusal('invalid', 'invalid_input', error.cause.issues.map(issueFault));
    if (error.status === 413) return new Refusal('too_large', 'too_large');
    if (error.status < 500) return new Refusal('invalid', 'malformed');
  }
  const { code } = (error instanceof ORPCError && error.cause ? error.cause : error) as { code?: string };
  if (code && /^(ECONN|08|57P)/.test(code)) return new Refusal('unavailable', 'database_away');
  // A character no text may hold, e.g. NUL in a search.
  if (code === '22021') return new Refusal('invalid', 'malformed');
  const id = randomUUID().slice(0, 8);
  log.error('request failed', { id, error });
  return new Refusal('broken', 'unexpected', [], { id });
}

/** What clients are told beside the body: when to ask again, and how to sign in. */
export function refusalHeaders({ kind, params }: Refusal): [string, string][] {
  if (kind === 'unauthorized') return [['www-authenticate', 'Bearer realm="Sollstand"']];
  if (kind === 'too_many' || kind === 'unavailable') return [['retry-after', String(params.seconds ?? 5)]];
  return [];
}

export const statusOf = (refusal: Refusal): number => REFUSAL_STATUS[refusal.kind];

interface Issue {
  message: string;
  path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined;
}

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
  if (issue.code === 'invalid_type' && /undefined|null/.test(issue.message))
    return { path, code: 'required' };
  return { path, code: 'not_allowed' };
}
