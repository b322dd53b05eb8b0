import { sql } from 'kysely';
import type { TownTx } from '#platform/tx';
import type { Certainty } from '../domain/economy.ts';
import type { Horizon, MeasureStatus } from '../domain/measure.ts';
import { loadNeeds } from './store.ts';

export interface FindingRow {
  id: string;
  number: number;
  title: string;
  area: string;
  severity: number;
  /** Requirements whose ratings it rests on, as `itil:incident`. */
  requirements: string[];
}
export interface GoalRow {
  id: string;
  number: number;
  title: string;
  weight: number;
}
export interface LinkRow {
  measureId: string;
  targetId: string;
  strength: number;
}
export interface MeasureRow {
  id: string;
  number: number;
  title: string;
  status: MeasureStatus;
  horizon: Horizon;
  mandatory: boolean;
  onceCostCents: number;
  yearlyCostCents: number;
  grantCents: number;
  budgetKind: 'result' | 'investment';
  effortDays: number;
  responsibleRole: string;
  library: string;
}
export interface EconomyRow {
  id: string;
  version: number;
  measureId: string;
  onceLeastCents: number | null;
  onceMostCents: number | null;
  yearlyLeastCents: number | null;
  yearlyMostCents: number | null;
  effortLeastDays: number | null;
  effortMostDays: number | null;
  yearlyLeastDays: number;
  yearlyMostDays: number;
  onceCertainty: Certainty;
  yearlyCertainty: Certainty;
  effortCertainty: Certainty;
  note: string;
}
export interface ReplacementRow {
  id: string;
  measureId: string;
  title: string;
  contractId: string | null;
  yearlyLeastCents: number;
  yearlyMostCents: number;
  fromYear: number;
  certainty: Certainty;
}
export interface RateRow {
  role: string;
  dayCents: number;
  certainty: Certainty;
}

const all = async <T>(tx: TownTx, query: ReturnType<typeof sql<T>>): Promise<T[]> =>
  (await query.execute(tx.db)).rows;

/** What measures are for: findings that left their draft and goals, and what the measures of the town do about them. */
export async function readCoverage(tx: TownTx) {
  const town = tx.actor.townId;
  const findings = await all(
    tx,
    sql<FindingRow>`select f.id, f.number, f.title, f.area, f.severity, coalesce((
        select array_agg(distinct t.framework || ':' || t.requirement)
          from finding_link l join rating t on t.town_id = l.town_id and t.id = l.target_id
          where l.town_id = f.town_id and l.finding_id = f.id and l.kind = 'rating'), '{}') as requirements
      from finding f where f.town_id = ${town} and f.merged_into is null and f.status <> 'draft'
      order by f.number`,
  );
  const [{ drafts } = { drafts: 0 }] = await all(
    tx,
    sql<{ drafts: number }>`select count(*)::int as drafts from finding
      where town_id = ${town} and merged_into is null and status = 'draft'`,
  );
  const goals = await all(
    tx,
    sql<GoalRow>`select id, number, title, weight from goal where town_id = ${town} order by number`,
  );
  const measures = await all(
    tx,
    sql<MeasureRow>`select id, number, title, status, horizon, mandatory, once_cost_cents as "onceCostCents",
        yearly_cost_cents as "yearlyCostCents", grant_cents as "grantCents", budget_kind as "budgetKind",
        effort_days as "effortDays", responsible_role as "responsibleRole", library
      from measure where town_id = ${town} order by number, id`,
  );
  const findingLinks = await all(
    tx,
    sql<LinkRow>`select measure_id as "measureId", finding_id as "targetId", strength from measure_finding
      where town_id = ${town} order by strength desc, measure_id`,
  );
  const goalLinks = await all(
    tx,
    sql<LinkRow>`select measure_id as "measureId", goal_id as "targetId", strength from measure_goal
      where town_id = ${town} order by strength desc, measure_id`,
  );
  return { findings, drafts, goals, measures, findingLinks, goalLinks, needs: await loadNeeds(tx) };
}
export type CoverageGround = Awaited<ReturnType<typeof readCoverage>>;

/** What was said of the cost of measures, and what a day of the town's own people costs; of one measure or of all. */
export async function readEconomies(tx: TownTx, measureId: string | null = null) {
  const town = tx.actor.townId;
  const which = measureId === null ? sql`true` : sql`measure_id = ${measureId}`;
  const economies = await all(
    tx,
    sql<EconomyRow>`select id, version, measure_id as "measureId", once_least_cents as "onceLeastCents",
        once_most_cents as "onceMostCents", yearly_least_cents as "yearlyLeastCents",
        yearly_most_cents as "yearlyMostCents", effort_least_days as "effortLeastDays",
        effort_most_days as "effortMostDays", yearly_least_days as "yearlyLeastDays",
        yearly_most_days as "yearlyMostDays", once_certainty as "onceCertainty",
        yearly_certainty as "yearlyCertainty", effort_certainty as "effortCertainty", note
      from measure_economy where town_id = ${town} and ${which}`,
  );
  const replacements = await all(
    tx,
    sql<ReplacementRow>`select id, measure_id as "measureId", title, contract_id as "contractId",
        yearly_least_cents as "yearlyLeastCents", yearly_most_cents as "yearlyMostCents", from_year as "fromYear", certainty
      from measure_replacement where town_id = ${town} and ${which} order by created_at, title, id`,
  );
  const rates = await all(
    tx,
    sql<RateRow>`select role, day_cents as "dayCents", certainty from role_rate where town_id = ${town} order by role`,
  );
  return { economies, replacements, rates };
}
export type EconomyGround = Awaited<ReturnType<typeof readEconomies>>;

export interface FrameRow {
  year: number;
  resultCents: number;
  investmentCents: number;
}
/** What the years from the given one on have for measures. */
export const readFrames = (tx: TownTx, from: number): Promise<FrameRow[]> =>
  all(
    tx,
    sql<FrameRow>`select year, result_cents as "resultCents", investment_cents as "investmentCents"
      from year_frame where town_id = ${tx.actor.townId} and year >= ${from} order by year`,
  );
