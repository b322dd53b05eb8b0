import { createORPCClient, ORPCError } from '@orpc/client';
import type { AnyContractRouter } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import type { Problem } from './problems.ts';

/** Sent along with one call: the version read (If-Match) and the key that makes a POST repeatable. */
export interface CallContext {
  version?: number;
  idempotencyKey?: string;
}

export type Call = (path: readonly string[], args: unknown[]) => unknown;

/** Calls every route of the interface by its name; paths and methods come from the minified contract. */
export function openLink(minified: AnyContractRouter): Call {
  const link = new OpenAPILink<CallContext>(minified, {
    url: `${location.origin}/api/v1`,
    headers: ({ context }) => ({
      ...(context.version === undefined ? {} : { 'if-match': `"${context.version}"` }),
      ...(context.idempotencyKey ? { 'idempotency-key': context.idempotencyKey } : {}),
    }),
    customErrorResponseBodyDecoder: (body, response) => {
      const problem = body as Problem | null;
      return typeof problem?.code === 'string' && Array.isArray(problem.fields)
        ? new ORPCError(problem.code, { status: response.status, message: problem.text, data: problem })
        : null;
    },
  });
  const client: unknown = createORPCClient(link as never);
  return (path, args) => {
    let at = client;
    for (const step of path) at = (at as Record<string, unknown>)[step];
    return (at as (...given: unknown[]) => unknown)(...args);
  };
}
