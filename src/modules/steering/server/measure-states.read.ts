import { sql } from 'kysely';
import { localDateOf } from '#kernel/dates';
import type { TownTx } from '#platform/tx';
import type { MeasureState } from '../domain/meeting.ts';

/** Measures that are carried out or wait for a decision, as the group sees them. */
export async function measureStates(tx: TownTx): Promise<(MeasureState & { number: number })[]> {
  const today = localDateOf(tx.now);
  const { rows } = await sql<
    MeasureState & { number: number }
  >`select m.id, m.number, m.title, m.status, r.light,
      coalesce(r.blocker, '') as blocker, r.month as "reportedFor", d.since,
      (select count(*)::int from measure_task t where t.town_id = m.town_id and t.measure_id = m.id and t.done_on is null
        and t.due_on < ${today}) as overdue,
      exists (select from measure_indicator i where i.town_id = m.town_id and i.measure_id = m.id
        and i.next_review_on <= ${today}) as "reviewDue"
    from measure m
      left join lateral (select p.light, p.blocker, p.month from measure_report p
        where p.town_id = m.town_id and p.measure_id = m.id order by p.month desc limit 1) r on true
      left join lateral (select date_trunc('month', min(x.decided_on))::date as since from measure_decision x
        where x.town_id = m.town_id and x.measure_id = m.id and x.outcome = 'decided') d on true
    where m.town_id = ${tx.actor.townId} and m.status in ('recommended', 'decided') order by m.number`.execute(
    tx.db,
  );
  return rows;
}
