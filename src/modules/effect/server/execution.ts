import { sql } from 'kysely';
import { localDateOf } from '#kernel/dates';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { belongsToMeasure, measuresKinds } from '#modules/measures';
import { type Row, readRecord } from '#platform/records';
import { type TownTx, tables } from '#platform/tx';
import type { effectContract as contract } from '../contract.ts';
import { beganOn, HOURS, monthBefore } from '../domain/execution.ts';
import { placed, readExecutions, silentSince } from './executions.read.ts';
import { planned } from './measures.read.ts';
import type { EffectTables } from './tables.ts';

/** A month is told when it has begun; its consultants' hours stay with the contract they were worked under. */
export async function checkReport(tx: TownTx, values: Row, before: Row | null): Promise<void> {
  const month = String(values.month ?? before?.month);
  if (month > localDateOf(tx.now)) refuse('invalid', 'invalid_input', [{ path: 'month', code: 'in_future' }]);
  await belongsToMeasure(tx, values, before);
  const worked = Number(values.consultant_hours ?? before?.consultant_hours ?? 0) > 0;
  const own = values.contract_id === undefined ? before?.contract_id : values.contract_id;
  if (!worked || own) return;
  const measure = await readRecord(
    tx,
    measuresKinds.measure,
    String(values.measure_id ?? before?.measure_id),
  );
  values.contract_id = measure.consult_contract_id;
}

export async function showExecution(
  tx: TownTx,
  { id }: RouteInput<typeof contract.execution>,
): Promise<RouteOutput<typeof contract.execution>> {
  await readRecord(tx, measuresKinds.measure, id);
  const db = tables<EffectTables>(tx);
  const today = localDateOf(tx.now);
  const of = { town: tx.actor.townId, id };
  const reports = await db
    .selectFrom('measure_report')
    .select(['month', 'cost_cents', 'own_days', 'consultant_hours'])
    .where('town_id', '=', of.town)
    .where('measure_id', '=', of.id)
    .execute();
  const tasks = await db
    .selectFrom('measure_task')
    .select(['due_on', 'done_on'])
    .where('town_id', '=', of.town)
    .where('measure_id', '=', of.id)
    .execute();
  const plan = await planned(tx, id);
  const asked = monthBefore(today);
  const [course] = await readExecutions(tx, asked, { only: sql<boolean>`m.id = ${id}` });
  const sum = (key: 'cost_cents' | 'own_days' | 'consultant_hours') =>
    reports.reduce((total, report) => total + report[key], 0);
  const open = tasks.filter(({ done_on }) => done_on === null);
  return {
    costCents: sum('cost_cents'),
    plannedCents: plan.cents,
    ownDays: sum('own_days'),
    plannedDays: plan.days,
    consultantHours: sum('consultant_hours'),
    contractHours: plan.externalDays * HOURS,
    tasks: tasks.length,
    tasksDone: tasks.length - open.length,
    overdue: open.filter(({ due_on }) => due_on !== null && due_on < today).length,
    reportedFor:
      reports
        .map(({ month }) => month)
        .sort()
        .at(-1) ?? null,
    beganOn: course ? beganOn({ ...course, placedFrom: placed(course)?.from ?? null }) : null,
    missingSince: course ? silentSince(course, asked) : null,
  };
}
