import { refuse } from '#kernel/refuse';
import { carryWay, type MeasureTable, measuresKinds, type WayValues } from '#modules/measures';
import { insertRecord, lockRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { m } from '#texts';
import { measureWay } from './kinds.ts';
import { lockWays } from './ways-store.ts';

const NONE = {
  quarters: null,
  once_cost_cents: 0,
  yearly_cost_cents: 0,
  effort_days: 0,
  external_days: 0,
};

/**
 * Another way comes to stand in a measure, with its place; the one that stood in it until now becomes a way to choose, so
 * that nothing of it is lost. Refuses `plan_outdated` when the way is gone or stands in the measure already.
 */
export async function takeWay(
  tx: TownTx,
  measureId: string,
  { wayId, starts }: { wayId: string; starts: string },
): Promise<void> {
  const before = (await lockRecord(tx, measuresKinds.measure, measureId)) as unknown as MeasureTable;
  const ways = await lockWays(tx, measureId);
  const chosen = ways.find(({ id }) => id === wayId);
  if (!chosen || chosen.quarters === null) refuse('state', 'plan_outdated');
  const { quarters, once_cost_cents, yearly_cost_cents, effort_days, external_days } = before;
  const stood: WayValues = { quarters, once_cost_cents, yearly_cost_cents, effort_days, external_days };
  await carryWay(tx, measureId, {
    starts,
    name: chosen.name,
    values: {
      quarters: chosen.quarters,
      once_cost_cents: chosen.once_cost_cents,
      yearly_cost_cents: chosen.yearly_cost_cents,
      effort_days: chosen.effort_days,
      external_days: chosen.external_days,
    },
  });
  const named = ways.find(({ own }) => own);
  const change = { event: 'taken', version: null };
  if (named) await updateRecord(tx, measureWay, named.id, { own: false, ...stood }, change);
  else
    await insertRecord(tx, measureWay, {
      measure_id: measureId,
      name: freeName(
        ways.map(({ name }) => name),
        m.roadmap_way_before({}, { locale: tx.actor.locale }),
      ),
      office_id: before.office_id,
      ...stood,
    });
  await updateRecord(tx, measureWay, wayId, { own: true, ...NONE }, change);
}

function freeName(taken: readonly string[], wanted: string): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted} (${count})`;
    if (!taken.includes(name)) return name;
  }
}
