import { createORPCClient, ORPCError } from '@orpc/client';
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract';
import type { JsonifiedClient } from '@orpc/openapi-client';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import type { Problem } from './problems.ts';

/** Sent along with one call: the version read (If-Match) and the key that makes a POST repeatable. */
export interface CallContext {
  version?: number;
  idempotencyKey?: string;
}

export type Client<C extends AnyContractRouter> = JsonifiedClient<ContractRouterClient<C, CallContext>>;

let root: unknown;

/** Once at start: paths and methods of the interface (the minified contract) and where it lies. */
export function connect(minified: AnyContractRouter, origin: string): void {
  const link = new OpenAPILink<CallContext>(minified, {
    url: `${origin}/api/v1`,
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
  root = createORPCClient(link as never);
}

/** The typed client of one module: `api<typeof findingsContract>('findings').list({ town })`. */
export function api<C extends AnyContractRouter>(module: string): Client<C> {
  // Looked up at the call, so that a module file may name its client before the app has connected.
  const reach = (path: readonly string[]): unknown =>
    new Proxy(() => undefined, {
      get: (_target, step) => reach([...path, String(step)]),
      apply: (_target, _self, args: unknown[]) => {
        let at = root;
        for (const step of path) at = (at as Record<string, unknown>)[step];
        return (at as (...given: unknown[]) => unknown)(...args);
      },
    });
  return reach([module]) as Client<C>;
}
