import { ORPCError } from '@orpc/client';

/** The answer body of a refusal (same shape on every route). */
export interface Problem {
  code: string;
  text: string;
  fields: { path: string; code: string; text: string }[];
}

/** What the server said, when it refused; null for a lost network and other faults. */
export function problemOf(error: unknown): Problem | null {
  return error instanceof ORPCError && (error.data as Problem | undefined)?.code
    ? (error.data as Problem)
    : null;
}
export const statusOf = (error: unknown): number | null => (error instanceof ORPCError ? error.status : null);
