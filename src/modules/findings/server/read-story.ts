import type { RouteInput, RouteOutput } from '#kernel/route';
import { readRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { findingsContract as contract } from '../contract.ts';
import { loadEvidence } from './evidence.read.ts';
import { finding } from './kinds.ts';
import { loadStory } from './store.ts';

/** Wordings, answers and evidence of a finding the actor can see. */
export async function readStory(
  tx: TownTx,
  input: Pick<RouteInput<typeof contract.story>, 'id'>,
): Promise<RouteOutput<typeof contract.story>> {
  await readRecord(tx, finding, input.id);
  return { ...(await loadStory(tx, input.id)), links: await loadEvidence(tx, input.id) };
}
