import { sql } from 'kysely';
import type { TownTx } from '#platform/tx';
import type { InterviewTables } from './tables.ts';

export type RespondentRow = InterviewTables['respondent'] & { office: string | null };

export async function respondentsOf(tx: TownTx, interviewId: string): Promise<RespondentRow[]> {
  const { rows } = await sql<RespondentRow>`select r.*, o.name as office from respondent r
    left join office o on o.town_id = r.town_id and o.id = r.works_in_id
    where r.town_id = ${tx.actor.townId} and r.interview_id = ${interviewId} order by r.created_at, r.id`.execute(
    tx.db,
  );
  return rows;
}

/** Answers of the whole week with the office of who gave them; for the team alone. */
export async function officeAnswers(
  tx: TownTx,
  engagementId: string,
): Promise<{ question: string; office: string | null; level: number | null }[]> {
  const { rows } = await sql<{ question: string; office: string | null; level: number | null }>`
    select a.question, o.name as office, a.level from answer a
      join respondent r on r.town_id = a.town_id and r.id = a.respondent_id
      left join office o on o.town_id = r.town_id and o.id = r.works_in_id
    where a.town_id = ${tx.actor.townId} and a.engagement_id = ${engagementId}`.execute(tx.db);
  return rows;
}

interface Said {
  id: string;
  interviewId: string;
  interview: string;
  respondentId: string;
  respondent: string;
  office: string | null;
  key: string;
  state: InterviewTables['answer']['state'];
  level: number | null;
  reason: string;
  evidence: string;
}

/** What people of a week said to these questions, at whatever site; for the team alone. */
export async function saidTo(
  tx: TownTx,
  engagementId: string,
  questions: readonly string[],
): Promise<Said[]> {
  const { rows } = await sql<Said>`
    select a.id, a.interview_id as "interviewId", i.title as interview, r.id as "respondentId", r.name as respondent,
        o.name as office, a.question as key, a.state, a.level, a.reason, a.evidence
      from answer a join respondent r on r.town_id = a.town_id and r.id = a.respondent_id
        join interview i on i.town_id = a.town_id and i.id = a.interview_id
        left join office o on o.town_id = r.town_id and o.id = r.works_in_id
    where a.town_id = ${tx.actor.townId} and a.engagement_id = ${engagementId}
      and split_part(a.question, '@', 1) = any (${[...questions]})
    order by r.name, a.question, a.id`.execute(tx.db);
  return rows;
}

/** Names of sites by id; one that is gone is missing. */
export async function siteNames(tx: TownTx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`select id, name from site
    where town_id = ${tx.actor.townId} and id = any (${[...ids]}::uuid[])`.execute(tx.db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
