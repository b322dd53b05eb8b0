/** A fault the person who runs the product can act on: one German sentence that says what to do. */
export class DatabaseProblem extends Error {
  readonly code: string;

  constructor(code: string, text: string, cause?: unknown) {
    super(text, cause === undefined ? undefined : { cause });
    this.name = 'DatabaseProblem';
    this.code = code;
  }
}

/** Code of a system or PostgreSQL error ('ECONNREFUSED', '28P01'), also out of an AggregateError. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

export const messageOf = (error: unknown): string =>
  error instanceof AggregateError
    ? messageOf(error.errors[0])
    : error instanceof Error
      ? error.message
      : String(error);
