import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { requirementNamed, suggestMeasures, summaryOf, townLibrary } from '#modules/catalogue';
import type { TownTx } from '#platform/tx';
import type { measuresContract as contract } from '../contract.ts';
import { findingNeed } from './finding-needs.read.ts';

type Suggestions = RouteOutput<typeof contract.suggestions>;

/** More than these nobody compares for one finding. */
const MOST = 20;

/** Measures of the library that answer a finding, best first. Refuses findings that the actor does not see. */
export async function suggestForFinding(
  tx: TownTx,
  input: RouteInput<typeof contract.suggestions>,
): Promise<Suggestions> {
  const need = await findingNeed(tx, input.id);
  if (!need) return refuse('not_found', 'not_found');
  const { requirements, ...finding } = need;
  const area = finding.area as Suggestions['finding']['area'];
  const found = suggestMeasures((await townLibrary(tx)).measures, { requirements, area });
  return {
    finding: { ...finding, area },
    restsOn: requirements.map(requirementNamed),
    total: found.length,
    suggestions: found.slice(0, MOST).map(({ measure, points, serves, area: how }) => ({
      measure: summaryOf(measure),
      points,
      serves: serves.map(({ requirement, strength }) => ({ ...requirementNamed(requirement), strength })),
      area: how,
    })),
  };
}
