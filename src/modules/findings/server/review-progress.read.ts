import { type RawBuilder, sql } from 'kysely';
import type { RouteOutput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import type { reviewContract as contract } from '../contract-review.ts';
import { type Answered, answerState } from '../domain/review-round.ts';

type GuestView = RouteOutput<typeof contract.guests>['guests'][number];

/** Put before those responsible, and still speaking for itself. */
const asked = (status: RawBuilder<unknown>) => sql`${status} not in ('draft', 'merged')`;

/** How many findings of the week have been put before those responsible. */
export async function submittedCount(tx: TownTx, engagementId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from finding
    where town_id = ${tx.actor.townId} and engagement_id = ${engagementId} and ${asked(sql`status`)}`.execute(
    tx.db,
  );
  return rows[0]?.count ?? 0;
}

/** Of an area that the guest `g` is asked about. */
const isAbout = (area: RawBuilder<unknown>) => sql`(g.areas = '{}' or ${area} = any (g.areas))`;

interface GuestRow extends Omit<GuestView, 'answered' | 'changed' | 'open'> {
  answered: number;
  changed: number;
}

/** Guests of a round by name, each with how many of the findings they have answered; an answer to an earlier wording is counted apart. */
export async function guestsOf(tx: TownTx, roundId: string, engagementId: string): Promise<GuestView[]> {
  const { rows } = await sql<GuestRow>`
    with asked as (
      select f.id, f.area, coalesce(w.seq, 1) as seq from finding f
        left join (select finding_id, max(seq) as seq from finding_wording where town_id = ${tx.actor.townId} group by finding_id) w
          on w.finding_id = f.id
        where f.town_id = ${tx.actor.townId} and f.engagement_id = ${engagementId} and ${asked(sql`f.status`)}
    ), said as (
      select v.guest_id, a.id, bool_or(v.finding_id = a.id and coalesce(v.wording_seq, 1) >= a.seq) as present
        from finding_review v join finding o on o.town_id = v.town_id and o.id = v.finding_id
          join review_guest g on g.town_id = v.town_id and g.id = v.guest_id
          join asked a on a.id = coalesce(o.merged_into, o.id) and ${isAbout(sql`a.area`)}
        where v.town_id = ${tx.actor.townId} and v.guest_id is not null group by v.guest_id, a.id
    ), counted as (
      select guest_id, count(*) filter (where present)::int as answered, count(*) filter (where not present)::int as changed
        from said group by guest_id
    )
    select g.id, g.name, g.title, g.email, g.areas, g.remark,
      (select count(*)::int from asked a where ${isAbout(sql`a.area`)}) as asked, g.signed_at as "signedAt", g.invited_at as "invitedAt", g.reminded_at as "remindedAt",
      coalesce(c.answered, 0) as answered, coalesce(c.changed, 0) as changed,
      (select max(l.until) from review_link l where l.town_id = g.town_id and l.guest_id = g.id) as "linkUntil"
    from review_guest g left join counted c on c.guest_id = g.id
    where g.town_id = ${tx.actor.townId} and g.round_id = ${roundId}
    order by g.name, g.id`.execute(tx.db);
  return rows.map((row) => ({ ...row, open: row.asked - row.answered - row.changed }));
}

/** A finding as somebody in the review round sees it. */
export interface AskedFinding {
  id: string;
  number: number;
  title: string;
  statement: string;
  basis: string;
  consequence: string;
  severity: number;
  state: ReturnType<typeof answerState>;
  /** What this guest answered last. */
  given: (Answered & { comment: string; statement: string }) | null;
}

interface AskedRow {
  id: string;
  number: number;
  title: string;
  statement: string;
  basis: string;
  consequence: string;
  severity: number;
  seq: number;
  answer: Answered['answer'] | null;
  comment: string | null;
  wording: number | null;
  said_to: string | null;
}

/**
 * Findings of the week that are no drafts and of an area the guest is asked about, with the guest's last answer and the wording it was given to. What was
 * answered to a finding merged into it belongs to an earlier wording.
 */
export async function findingsFor(
  tx: TownTx,
  engagementId: string,
  guestId: string,
): Promise<AskedFinding[]> {
  const { rows } = await sql<AskedRow>`
    select f.id, f.number, f.title, f.statement, f.basis, f.consequence, f.severity,
      coalesce((select max(w.seq) from finding_wording w where w.town_id = f.town_id and w.finding_id = f.id), 1) as seq,
      v.answer, v.comment, case when v.finding_id = f.id then v.wording_seq else 0 end as wording,
      (select w.statement from finding_wording w where w.town_id = f.town_id and w.finding_id = v.finding_id
        and w.seq = case when v.finding_id = f.id then v.wording_seq else coalesce(v.wording_seq, 1) end) as said_to
    from review_guest g join finding f on f.town_id = g.town_id and ${isAbout(sql`f.area`)}
      left join lateral (
      select v.* from finding_review v join finding o on o.town_id = v.town_id and o.id = v.finding_id
        where v.town_id = f.town_id and coalesce(o.merged_into, o.id) = f.id and v.guest_id = ${guestId}
        order by v.at desc, v.created_at desc limit 1) v on true
    where g.town_id = ${tx.actor.townId} and g.id = ${guestId} and f.engagement_id = ${engagementId}
      and ${asked(sql`f.status`)}
    order by f.number`.execute(tx.db);
  return rows.map(({ seq, answer, comment, wording, said_to, ...shown }) => {
    const given = answer
      ? { answer, wording, comment: comment ?? '', statement: said_to ?? shown.statement }
      : null;
    return { ...shown, state: answerState(given, seq), given };
  });
}
