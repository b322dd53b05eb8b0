import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract';
import type { JsonifiedClient } from '@orpc/openapi-client';
import type { Call, CallContext } from './link.ts';

export type Client<C extends AnyContractRouter> = JsonifiedClient<ContractRouterClient<C, CallContext>>;

type ReadContract = () => Promise<AnyContractRouter>;
let readContract: ReadContract | undefined;
let link: Promise<Call> | undefined;

/** Once at start: how the paths and methods of the interface (the minified contract) are got when first needed. */
export function connect(read: ReadContract): void {
  readContract = read;
}

/** The link to the server is not among the first scripts: pages come with the answers they begin with. */
export function reachServer(): Promise<Call> {
  link ??= open().catch((error: unknown) => {
    // Lost on the way: the next call tries again.
    link = undefined;
    throw error;
  });
  return link;
}

async function open(): Promise<Call> {
  if (!readContract) throw new Error('connect() comes before the first call.');
  const [contract, { openLink }] = await Promise.all([readContract(), import('./link.ts')]);
  return openLink(contract);
}

/** The typed client of one module: `api<typeof findingsContract>('findings').list({ town })`. */
export function api<C extends AnyContractRouter>(module: string): Client<C> {
  const reach = (path: readonly string[]): unknown =>
    new Proxy(() => undefined, {
      get: (_target, step) => reach([...path, String(step)]),
      apply: async (_target, _self, args: unknown[]) => (await reachServer())(path, args),
    });
  return reach([module]) as Client<C>;
}
