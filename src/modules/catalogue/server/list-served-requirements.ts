import type { RouteOutput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import type { libraryContract as contract } from '../contract-library.ts';
import type { Framework } from '../domain/framework.ts';
import { requirementNamed } from './library-view.ts';
import { catalogues } from './load-catalogues.ts';
import { townLibrary } from './town-library.ts';

/** What the library serves, in the order of the frameworks. */
export async function listServedRequirements(tx: TownTx): Promise<RouteOutput<typeof contract.requirements>> {
  const served = (await townLibrary(tx)).measures.flatMap(({ serves }) =>
    serves.map(({ requirement }) => requirement),
  );
  const requirements = catalogues()
    .frameworks.flatMap(keysOf)
    .map((key) => ({ ...requirementNamed(key), measures: served.filter((one) => one === key).length }))
    .filter(({ measures }) => measures > 0);
  return { requirements };
}

const keysOf = ({ id, requirements }: Framework): string[] => requirements.map(({ code }) => `${id}:${code}`);
