import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import type { libraryContract as contract } from '../contract-library.ts';
import { requirementNamed, summaryOf } from './library-view.ts';
import { findLibraryMeasure } from './load-catalogues.ts';
import { townLibrary } from './town-library.ts';

/** Refuses `not_found` for an id that the library does not have. */
export async function showLibraryMeasure(
  tx: TownTx,
  input: RouteInput<typeof contract.get>,
): Promise<RouteOutput<typeof contract.get>> {
  const { grants, source, measures } = await townLibrary(tx);
  const measure = measures.find(({ id }) => id === input.measure);
  if (!measure) return refuse('not_found', 'not_found');
  const { why, steps, proof, effort, risks, service, indicator, firstReviewMonths } = measure;
  return {
    ...summaryOf(measure),
    ...{ why, steps, proof, effort, risks, service, indicator, firstReviewMonths, source },
    needs: measure.needs.flatMap((id) => {
      const needed = findLibraryMeasure(id);
      return needed ? [{ id, title: needed.title }] : [];
    }),
    serves: [...measure.serves]
      .sort((a, b) => b.strength - a.strength)
      .map(({ requirement, strength }) => ({ ...requirementNamed(requirement), strength })),
    grants: grants
      .filter(({ key }) => measure.grants.includes(key))
      .map(({ title, confirmed }) => ({ title, confirmed })),
  };
}
