import { sql } from 'kysely';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { listRecords } from '#platform/lists';
import { toRow, toView } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { assessmentContract as contract } from '../contract.ts';
import { checkObservation } from './check-observation.ts';
import { instant, keepCapture } from './keep-capture.ts';
import { observation } from './kinds.ts';
import { whereSeen } from './names.read.ts';
import { findRow } from './store.ts';

/** Keeps an observation under the id its device gave it; see `keepCapture` for what is refused. */
export async function putObservation(
  tx: TownTx,
  input: RouteInput<typeof contract.putObservation>,
): Promise<RouteOutput<typeof contract.putObservation>> {
  const { id, baseVersion, capturedBy, ...fields } = input;
  const values = { ...toRow(fields), seen_at: instant(fields.seenAt) };
  await checkObservation(tx, values, null);
  await keepCapture(tx, observation, { id, baseVersion, capturedBy, values }, () =>
    findRow(tx, 'observation', { id }),
  );
  const { rows } = await listRecords(
    tx,
    observation,
    { limit: 1 },
    {
      sorts: { number: sql`r.number` },
      order: 'number',
      ...whereSeen,
      where: [sql`r.id = ${id}`],
    },
  );
  return toView(rows[0] ?? {});
}
