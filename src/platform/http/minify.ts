import { type AnyContractRouter, minifyContractRouter } from '@orpc/contract';

/** Only what a client needs to call: method and path of each route; summaries, rights and schemas stay here. */
export function minify(contract: AnyContractRouter): unknown {
  return JSON.parse(JSON.stringify(minifyContractRouter(contract)), (key, value) => {
    if (key === 'route') return { method: value.method, path: value.path };
    return key === 'meta' || key === 'errorMap' ? {} : value;
  });
}
