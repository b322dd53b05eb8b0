import { type FieldFault, refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import type { roadmapContract as contract } from '../contract.ts';
import { planResultOf } from '../domain/planning/result.ts';
import type { WhatIf } from '../domain/planning/town.ts';
import { quickInThread } from './planning/run-in-thread.ts';
import { type Asked, askedOf } from './planning-store.ts';

/** A plan under changed assumptions, at once and without a proof; nothing is kept. */
export async function whatIf(
  tx: TownTx,
  what: RouteInput<typeof contract.whatIf>,
): Promise<RouteOutput<typeof contract.whatIf>> {
  const asked = await askedOf(tx, what);
  refuseImpossible(what, asked, '');
  const { problem, before, now } = asked;
  return planResultOf(problem, before, now, await quickInThread(problem.pack));
}

/** What is delayed and held must be measures there are; what has its place is not held at another. All faults at once. */
export function refuseImpossible({ delayedId }: WhatIf, { before, heldFaults }: Asked, under: string): void {
  const faults: FieldFault[] = heldFaults(under);
  if (delayedId !== null && !before.has(delayedId))
    faults.push({ path: `${under}delayedId`, code: 'unknown_reference' });
  if (faults.length > 0) refuse('invalid', 'invalid_input', faults);
}
