import type { RouteOutput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import type { ownCataloguesContract as contract } from '../contract-own.ts';
import { correctionsOf } from './corrections.ts';
import { catalogues } from './load-catalogues.ts';
import { ownCatalogues } from './own-store.ts';

type Listed = RouteOutput<typeof contract.overview>;

/** All catalogues, the shipped ones with what of them has not been confirmed. */
export async function listCatalogues(tx: TownTx): Promise<Listed> {
  const checked = new Map<string, Set<string>>();
  for (const { id } of catalogues().frameworks)
    checked.set(id, new Set((await correctionsOf(tx, id)).map(({ requirement }) => requirement)));
  const shipped = catalogues().frameworks.map(({ id, title, version, scale, requirements }) => ({
    id,
    title,
    version,
    scale: scale?.name ?? null,
    requirements: requirements.length,
    questions: requirements.reduce((n, { questions }) => n + questions.length, 0),
    unconfirmed: requirements.filter(
      ({ code, confirmedParts }) =>
        Object.values(confirmedParts).includes(false) && !checked.get(id)?.has(code),
    ).length,
  }));
  return { shipped, own: await ownCatalogues(tx) };
}
