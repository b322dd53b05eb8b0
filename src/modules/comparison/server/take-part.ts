import { sql } from 'kysely';
import { localDateOf } from '#kernel/dates';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { insertRecord, removeRecord } from '#platform/records';
import { type Ground, inTown, jobActor, type TownTx } from '#platform/tx';
import type { comparisonContract as contract } from '../contract.ts';
import { readFigures } from './figures.ts';
import { comparisonMembership } from './kinds.ts';
import { showComparison } from './show-comparison.ts';
import { dropValues, findMembership, keepValues, lockTown } from './store.ts';

/** Takes part, with the figures of this moment, or leaves: what still waits goes with the town. */
export async function takePart(
  tx: TownTx,
  { agreed }: RouteInput<typeof contract.takePart>,
): Promise<RouteOutput<typeof contract.takePart>> {
  await lockTown(tx);
  const membership = await findMembership(tx);
  if (agreed && !membership) {
    await insertRecord(tx, comparisonMembership, { agreed_on: localDateOf(tx.now) });
    await takeFigures(tx);
  }
  if (!agreed && membership) {
    await removeRecord(tx, comparisonMembership, membership.id, { version: null });
    await dropValues(tx);
  }
  return showComparison(tx);
}

async function takeFigures(tx: TownTx): Promise<void> {
  const taken = await readFigures(tx);
  await keepValues(
    tx,
    taken.map(({ figure, value }) => ({ figure: figure.key, value })),
  );
}

/** Every night: the figures of each town that takes part are taken anew, then what waits is gathered into pools. */
export async function gatherComparison(
  ground: Ground,
  towns: readonly { town_id: string }[],
): Promise<number> {
  for (const { town_id: townId } of towns)
    await inTown(ground, jobActor({ townId, actorId: null }), async (tx) => {
      if (await findMembership(tx)) await takeFigures(tx);
    });
  const { rows } = await sql<{
    pools: number;
  }>`select app.door_pool_comparison(${localDateOf(ground.clock.now())}) as pools`.execute(ground.db);
  return rows[0]?.pools ?? 0;
}
