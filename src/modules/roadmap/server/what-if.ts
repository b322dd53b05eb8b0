import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import type { roadmapContract as contract } from '../contract.ts';
import { planResultOf } from '../domain/planning/result.ts';
import type { WhatIf } from '../domain/planning/town.ts';
import { quickInThread } from './planning/run-in-thread.ts';
import { askedOf } from './planning-store.ts';

/** A plan under changed assumptions, at once and without a proof; nothing is kept. */
export async function whatIf(
  tx: TownTx,
  what: RouteInput<typeof contract.whatIf>,
): Promise<RouteOutput<typeof contract.whatIf>> {
  const { problem, before, now } = await askedOf(tx, what);
  refuseUnknown(what, before, '');
  return planResultOf(problem, before, now, await quickInThread(problem.pack));
}

/** A delay must be that of a measure there is. */
export function refuseUnknown(
  { delayedId }: WhatIf,
  known: ReadonlyMap<string, unknown>,
  under: string,
): void {
  if (delayedId !== null && !known.has(delayedId))
    refuse('invalid', 'invalid_input', [{ path: `${under}delayedId`, code: 'unknown_reference' }]);
}
