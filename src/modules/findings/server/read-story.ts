import type { RouteInput, RouteOutput } from '#kernel/route';
import { readRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { findingsContract as contract } from '../contract.ts';
import { catalogueSources, loadEvidence } from './evidence.read.ts';
import { finding } from './kinds.ts';
import { maySeparate } from './separate-findings.ts';
import { loadStory, mergedInto } from './store.ts';
import type { FindingTable } from './tables.ts';

/** Wordings, answers and evidence of a finding the actor can see, with those of what was merged into it. */
export async function readStory(
  tx: TownTx,
  input: Pick<RouteInput<typeof contract.story>, 'id'>,
): Promise<RouteOutput<typeof contract.story>> {
  const row = (await readRecord(tx, finding, input.id)) as unknown as FindingTable;
  const merged = [];
  for (const one of await mergedInto(tx, input.id)) merged.push({ ...one, ...(await loadStory(tx, one.id)) });
  return {
    ...(await loadStory(tx, input.id)),
    links: await loadEvidence(tx, input.id),
    controls: await catalogueSources(tx, [input.id, ...merged.map(({ id }) => id)]),
    merged,
    separable: await maySeparate(tx, row),
  };
}
