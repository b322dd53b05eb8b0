import { sql } from 'kysely';
import { workingDaysBetween } from '#kernel/calendar';
import { addDays, firstDay, lastDay, localDateOf, type Quarter, quarterOf } from '#kernel/dates';
import { isState } from '#kernel/holidays';
import { libraryWords, loadNeeds } from '#modules/measures';
import type { TownTx } from '#platform/tx';
import type {
  PlanCondition,
  RoleTime,
  TownMeasure,
  TownPlan,
  TownWay,
  WhatIf,
} from '../domain/planning/town.ts';

/** Everything the planner goes by, as the records of the town say it now. */
export async function readTownPlan(tx: TownTx, what: WhatIf): Promise<TownPlan> {
  const town = tx.actor.townId;
  const all = async <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> => (await query.execute(tx.db)).rows;
  const measures = await all(sql<
    Omit<TownMeasure, 'needs' | 'libraryHorizon' | 'wayName' | 'ways'> & { library: string }
  >`
    select m.id, m.status, m.mandatory, m.starts, m.quarters, m.once_cost_cents as "onceCostCents",
      m.yearly_cost_cents as "yearlyCostCents", m.grant_cents as "grantCents", m.budget_kind as "budgetKind",
      m.effort_days as "effortDays", m.external_days as "externalDays", m.responsible_role as "responsibleRole",
      m.horizon, m.library,
      coalesce((select array_agg(f.severity order by f.number) from measure_finding l
        join finding f on f.town_id = l.town_id and f.id = l.finding_id
        where l.town_id = m.town_id and l.measure_id = m.id and f.status <> 'draft'), '{}') as severities,
      coalesce((select array_agg(g.weight order by g.number) from measure_goal l
        join goal g on g.town_id = l.town_id and g.id = l.goal_id
        where l.town_id = m.town_id and l.measure_id = m.id), '{}') as "goalWeights"
    from measure m where m.town_id = ${town} and m.status <> 'rejected' order by m.number, m.id`);
  const needs = await loadNeeds(tx);
  const ways = await all(sql<Omit<TownWay, 'quarters'> & { quarters: number | null; measureId: string }>`
    select id, measure_id as "measureId", name, quarters, once_cost_cents as "onceCostCents",
      yearly_cost_cents as "yearlyCostCents", effort_days as "effortDays", external_days as "externalDays"
    from measure_way where town_id = ${town} order by created_at, id`);
  const frames = await all(sql<TownPlan['frames'][number]>`
    select year, result_cents as "resultCents", investment_cents as "investmentCents"
    from year_frame where town_id = ${town} order by year`);
  const conditions = await all(sql<PlanCondition>`
    select kind, measure_id as "measureId", quarter, needs_id as "needsId", lag_quarters as "lagQuarters"
    from plan_condition where town_id = ${town} order by created_at, id`);
  const roleTimes = await all(sql<RoleTime>`
    select role, from_quarter as "from", until_quarter as until, percent, away_days as "awayDays"
    from role_time where town_id = ${town} order by role, from_quarter, id`);
  const [{ state } = { state: 'BW' }] = await all(
    sql<{ state: string }>`select state from town where id = ${town}`,
  );
  const wordOf = await libraryWords(tx);
  return {
    now: quarterOf(localDateOf(tx.now)),
    measures: measures.map(({ library, ...row }) => ({
      ...row,
      libraryHorizon: wordOf(library)?.horizon ?? null,
      needs: [...(needs.get(row.id) ?? [])].sort(),
      ...waysOf(ways.filter(({ measureId }) => measureId === row.id)),
    })),
    frames,
    conditions,
    roleTimes,
    workingDays: (quarter) => workingDaysOf(isState(state) ? state : 'BW', quarter as Quarter),
    what,
  };
}

function waysOf(
  rows: readonly (Omit<TownWay, 'quarters'> & { quarters: number | null })[],
): Pick<TownMeasure, 'wayName' | 'ways'> {
  return {
    wayName: rows.find(({ quarters }) => quarters === null)?.name ?? '',
    ways: rows.flatMap(
      ({ id, name, quarters, onceCostCents, yearlyCostCents, effortDays, externalDays }): TownWay[] =>
        quarters === null
          ? []
          : [{ id, name, quarters, onceCostCents, yearlyCostCents, effortDays, externalDays }],
    ),
  };
}

const workingDaysOf = (state: Parameters<typeof workingDaysBetween>[0], quarter: Quarter): number =>
  workingDaysBetween(state, addDays(firstDay(quarter), -1), lastDay(quarter));
