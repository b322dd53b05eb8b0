import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { lockRecord, readRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { measuresContract as contract } from '../contract.ts';
import { findCycle } from '../domain/measure.ts';
import { alignLinks } from './align-links.ts';
import { measure } from './kinds.ts';
import { type LinkRow, loadLinkRows, loadNeeds, lockNeeds, measureNumbers } from './store.ts';

const ids = (list: readonly LinkRow[]) => list.map((row) => row.target);

/** Sets what a measure serves and needs. Refuses `measure_cycle` naming the measures in the circle. */
export async function setLinks(
  tx: TownTx,
  input: RouteInput<typeof contract.setLinks>,
): Promise<RouteOutput<typeof contract.setLinks>> {
  const { findings, goals, needs } = input;
  await lockNeeds(tx);
  const row = await lockRecord(tx, measure, input.id);
  await refuseCycle(tx, input.id, needs);
  // Who does not know of developments leaves them as they are.
  const developments = input.developments ?? ids((await loadLinkRows(tx, input.id)).developments);
  await alignLinks(tx, row, { findings, goals, developments, needs });
  return readLinks(tx, input);
}

export async function readLinks(
  tx: TownTx,
  input: Pick<RouteInput<typeof contract.links>, 'id'>,
): Promise<RouteOutput<typeof contract.links>> {
  await readRecord(tx, measure, input.id);
  const rows = await loadLinkRows(tx, input.id);
  return {
    findings: ids(rows.findings),
    goals: ids(rows.goals),
    developments: ids(rows.developments),
    needs: ids(rows.needs),
  };
}

async function refuseCycle(tx: TownTx, id: string, needs: readonly string[]): Promise<void> {
  const all = new Map(await loadNeeds(tx));
  all.set(id, [...needs]);
  const cycle = findCycle(all);
  if (!cycle) return;
  const numbers = await measureNumbers(tx, cycle);
  const named = cycle.map((member) => `M-${String(numbers.get(member) ?? '?').padStart(2, '0')}`).join(' → ');
  refuse('invalid', 'measure_cycle', [{ path: 'needs', code: 'not_allowed' }], { cycle: named });
}
