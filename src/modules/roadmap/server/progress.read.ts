import { sql } from 'kysely';
import { type LocalDate, quarterOf } from '#kernel/dates';
import type { TownTx } from '#platform/tx';
import type { MeasureNow } from '../domain/progress.ts';

/** All measures as they stand, with the latest monthly report, what all reports say was spent and when it was done. */
export async function readMeasuresNow(tx: TownTx): Promise<MeasureNow[]> {
  const town = tx.actor.townId;
  const { rows } = await sql<Omit<MeasureNow, 'doneIn'> & { doneOn: LocalDate | null }>`
    select m.id, m.number, m.title, m.status, m.starts, m.quarters, m.once_cost_cents as "onceCents",
      m.yearly_cost_cents as "yearlyCents", r.percent, r.light, r.month as "reportedFor",
      coalesce(s.spent, 0)::float8 as "spentCents", d.decided_on as "doneOn"
    from measure m
      left join (select distinct on (measure_id) measure_id, percent, light, month from measure_report
        where town_id = ${town} order by measure_id, month desc, created_at desc) r on r.measure_id = m.id
      left join (select measure_id, sum(cost_cents) as spent from measure_report
        where town_id = ${town} group by measure_id) s on s.measure_id = m.id
      left join (select measure_id, max(decided_on) as decided_on from measure_decision
        where town_id = ${town} and outcome = 'done' group by measure_id) d on d.measure_id = m.id
    where m.town_id = ${town} order by m.number, m.id`.execute(tx.db);
  return rows.map(({ doneOn, ...row }) => ({
    ...row,
    doneIn: row.status === 'done' && doneOn ? quarterOf(doneOn) : null,
  }));
}

/** What was said of the cost and effort of a measure, as the simulation needs it; null where nothing was. */
export interface Ranges {
  measureId: string;
  library: string;
  onceLeastCents: number | null;
  onceMostCents: number | null;
  effortLeastDays: number | null;
  effortMostDays: number | null;
  effortDays: number;
  onceCertainty: string | null;
  effortCertainty: string | null;
}

export async function readRanges(tx: TownTx): Promise<Ranges[]> {
  const { rows } = await sql<Ranges>`
    select m.id as "measureId", m.library, e.once_least_cents as "onceLeastCents", e.once_most_cents as "onceMostCents",
      e.effort_least_days as "effortLeastDays", e.effort_most_days as "effortMostDays", m.effort_days as "effortDays",
      e.once_certainty as "onceCertainty", e.effort_certainty as "effortCertainty"
    from measure m left join measure_economy e on e.town_id = m.town_id and e.measure_id = m.id
    where m.town_id = ${tx.actor.townId}`.execute(tx.db);
  return rows;
}
