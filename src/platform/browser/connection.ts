import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract';
import type { JsonifiedClient } from '@orpc/openapi-client';
import type { Call } from './link.ts';

/** Sent along with one call: the version read (If-Match) and the key that makes a POST repeatable. */
export interface CallContext {
  version?: number;
  idempotencyKey?: string;
}

export type Client<C extends AnyContractRouter> = JsonifiedClient<ContractRouterClient<C, CallContext>>;

let link: Promise<Call> | undefined;

/** The link to the server is not among the first scripts: pages come with the answers they begin with. */
export function connect(): Promise<Call> {
  link ??= import('./link.ts').then(
    ({ openLink }) => openLink(),
    (error: unknown) => {
      // Lost on the way: the next call tries again.
      link = undefined;
      throw error;
    },
  );
  return link;
}

/** The typed client of one module: `api<typeof findingsContract>('findings').list({ town })`. */
export function api<C extends AnyContractRouter>(module: string): Client<C> {
  const reach = (path: readonly string[]): unknown =>
    new Proxy(() => undefined, {
      get: (_target, step) => reach([...path, String(step)]),
      apply: async (_target, _self, args: unknown[]) => (await connect())(path, args),
    });
  return reach([module]) as Client<C>;
}
