import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { catalogues } from '#modules/catalogue';
import { insertRecord, readRecord, removeRecord } from '#platform/records';
import { type TownTx, tables } from '#platform/tx';
import type { weekContract as contract } from '../contract-week.ts';
import { gatesOf } from '../domain/gates.ts';
import { FRAMEWORKS } from '../domain/rating.ts';
import { readWeekCounts } from './gates.read.ts';
import { engagement, gatePassage } from './kinds.ts';
import type { WeekTables } from './tables.ts';

type Gates = RouteOutput<typeof contract.gates>;

/** What each phase still has to leave behind. */
export async function showGates(tx: TownTx, { id }: RouteInput<typeof contract.gates>): Promise<Gates> {
  await readRecord(tx, engagement, id);
  const passages = await passagesOf(tx, id);
  const gates = gatesOf(await readWeekCounts(tx, id, toJudge()));
  return {
    gates: gates.map((gate) => {
      const passage = passages.find(({ phase }) => phase === gate.phase);
      return {
        ...gate,
        passed: passage
          ? {
              at: passage.created_at,
              by: passage.passed_by,
              reason: passage.reason,
              openPoints: passage.open_points,
            }
          : null,
      };
    }),
  };
}

const toJudge = (): number =>
  catalogues()
    .frameworks.filter(({ id }) => FRAMEWORKS.some((known) => known === id))
    .reduce((n, { requirements }) => n + requirements.filter(({ tier }) => tier !== 'small').length, 0);

const passagesOf = (tx: TownTx, engagementId: string): Promise<WeekTables['gate_passage'][]> =>
  tables<WeekTables>(tx)
    .selectFrom('gate_passage')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('engagement_id', '=', engagementId)
    .execute();

/** Closes a phase. Refuses `gate_reason_missing` while something is open and nobody says why, `gate_passed` twice. */
export async function passGate(
  tx: TownTx,
  { id, phase, reason = '' }: RouteInput<typeof contract.passGate>,
): Promise<Gates> {
  const { gates } = await showGates(tx, { id } as RouteInput<typeof contract.gates>);
  const gate = gates.find((one) => one.phase === phase) ?? refuse('not_found', 'not_found');
  if (gate.passed) refuse('state', 'gate_passed');
  if (gate.open > 0 && !reason)
    refuse('invalid', 'gate_reason_missing', [{ path: 'reason', code: 'required' }]);
  await insertRecord(
    tx,
    gatePassage,
    { engagement_id: id, phase, open_points: gate.open, reason, passed_by: tx.actor.name },
    'passed',
  );
  return showGates(tx, { id } as RouteInput<typeof contract.gates>);
}

export async function reopenGate(
  tx: TownTx,
  { id, phase }: RouteInput<typeof contract.reopenGate>,
): Promise<{ done: true }> {
  const passage = (await passagesOf(tx, id)).find((one) => one.phase === phase);
  if (!passage) return refuse('not_found', 'not_found');
  await removeRecord(tx, gatePassage, passage.id, { version: null });
  return { done: true };
}
