import { sql } from 'kysely';
import type { TownTx } from '#platform/tx';
import type { WeekCounts } from '../domain/gates.ts';
import { PHASES, type Phase } from '../domain/rating.ts';

interface Counted {
  rooms: number;
  rooms_seen: number;
  interviews: number;
  interviews_held: number;
  goals: number;
  goals_owned: number;
  pairs: number;
  pairs_decided: number;
  judged: number;
  findings: number;
  drafts: number;
  in_review: number;
  standing: number;
  standing_with_measure: number;
  measures: number;
  costed: number;
  scheduled: number;
  agreed: boolean;
  spending_years: number;
}

/** As many full years before the week as the town's spending is looked back on. */
const SPENDING_YEARS = 3;

/** All counts of a week in one statement; `requirements` is how many there are to judge. */
export async function readWeekCounts(
  tx: TownTx,
  engagementId: string,
  requirements: number,
): Promise<WeekCounts> {
  const town = tx.actor.townId;
  const { rows } = await sql<Counted>`select
      (select count(*)::int from room r join site s on s.town_id = r.town_id and s.id = r.site_id
        where r.town_id = ${town} and s.in_scope) as rooms,
      (select count(*)::int from room r join site s on s.town_id = r.town_id and s.id = r.site_id
        where r.town_id = ${town} and s.in_scope and exists (select from observation o
          where o.town_id = r.town_id and o.room_id = r.id and o.engagement_id = ${engagementId})) as rooms_seen,
      i.*, g.*, p.*, f.*, m.*,
      (select count(*)::int from rating r where r.town_id = ${town} and r.engagement_id = ${engagementId}
        and r.level is not null) as judged,
      (select target_agreed_on is not null from engagement e
        where e.town_id = ${town} and e.id = ${engagementId}) as agreed,
      (select count(*)::int from engagement e
          cross join generate_series(extract(year from e.starts_on)::int - ${SPENDING_YEARS}, extract(year from e.starts_on)::int - 1) y
        where e.town_id = ${town} and e.id = ${engagementId} and (
          exists (select from posting p where p.town_id = e.town_id and p.year = y)
          or exists (select from spending_entry s where s.town_id = e.town_id and s.year = y))) as spending_years
    from (select count(*)::int as interviews, count(*) filter (where status = 'done')::int as interviews_held
        from interview where town_id = ${town} and engagement_id = ${engagementId}) i,
      (select count(*)::int as goals, count(owner_person_id)::int as goals_owned
        from goal where town_id = ${town} and engagement_id = ${engagementId}) g,
      (select count(*)::int as pairs, count(*) filter (where decision <> '')::int as pairs_decided
        from goal_pair where town_id = ${town} and engagement_id = ${engagementId}) p,
      (select count(*)::int as findings, count(*) filter (where status = 'draft')::int as drafts,
          count(*) filter (where status = 'in_review')::int as in_review,
          count(*) filter (where status in ('confirmed', 'corrected'))::int as standing,
          count(*) filter (where status in ('confirmed', 'corrected') and exists (select from measure_finding l
            where l.town_id = finding.town_id and l.finding_id = finding.id))::int as standing_with_measure
        from finding where town_id = ${town} and engagement_id = ${engagementId} and status <> 'merged') f,
      (select count(*)::int as measures,
          count(*) filter (where once_cost_cents + yearly_cost_cents + effort_days > 0)::int as costed,
          count(starts)::int as scheduled
        from measure where town_id = ${town} and status <> 'rejected') m`.execute(tx.db);
  const found = rows[0] as Counted;
  return {
    agenda: await agendaCounts(tx, engagementId),
    rooms: { total: found.rooms, seen: found.rooms_seen },
    interviews: { total: found.interviews, held: found.interviews_held },
    goals: { total: found.goals, owned: found.goals_owned },
    goalPairs: { total: found.pairs, decided: found.pairs_decided },
    requirements: { total: requirements, judged: found.judged },
    spendingYears: { total: SPENDING_YEARS, told: found.spending_years },
    findings: { total: found.findings, draft: found.drafts, inReview: found.in_review },
    standing: { total: found.standing, withMeasure: found.standing_with_measure },
    measures: { total: found.measures, costed: found.costed, scheduled: found.scheduled },
    targetAgreed: found.agreed,
  };
}

async function agendaCounts(tx: TownTx, engagementId: string): Promise<WeekCounts['agenda']> {
  const { rows } = await sql<{
    phase: Phase;
    total: number;
    done: number;
  }>`select phase, count(*)::int as total,
      count(*) filter (where done)::int as done
    from agenda_entry where town_id = ${tx.actor.townId} and engagement_id = ${engagementId} group by phase`.execute(
    tx.db,
  );
  const of = (phase: Phase) => rows.find((row) => row.phase === phase);
  return Object.fromEntries(
    PHASES.map((phase) => [phase, { total: of(phase)?.total ?? 0, done: of(phase)?.done ?? 0 }]),
  ) as WeekCounts['agenda'];
}
