import { m } from '#texts';

/** The answer body of a refusal (same shape on every route). */
export interface Problem {
  code: string;
  text: string;
  fields: { path: string; code: string; text: string }[];
}

/** An answer that is none of the expected, as the link throws it; told by its shape, since the link loads late. */
const answered = (error: unknown): { status: number; data?: unknown } | null =>
  error instanceof Error && 'status' in error && typeof error.status === 'number'
    ? (error as Error & { status: number; data?: unknown })
    : null;

/**
 * What the server said, when it refused; null for a lost network and other faults. Where the session has ended, what was typed stays
 * on the page, and the words say how to go on with it.
 */
export function problemOf(error: unknown): Problem | null {
  const data = answered(error)?.data as Problem | undefined;
  if (!data?.code) return null;
  // An address whose id is none: no form has such a field, and nothing there could be put right.
  const nowhere = data.fields?.length > 0 && data.fields.every(({ path }) => path === 'id');
  if (nowhere) return { ...data, text: m.refusal_not_found() };
  return data.code === 'sign_in_first' ? { ...data, text: m.platform_session_elsewhere() } : data;
}
export const statusOf = (error: unknown): number | null => answered(error)?.status ?? null;
