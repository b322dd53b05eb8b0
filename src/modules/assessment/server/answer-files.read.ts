import { sql } from 'kysely';
import type { FileView } from '#kernel/file-routes';
import type { TownTx } from '#platform/tx';

export interface OwnFile {
  id: string;
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
}

/** What somebody without an account has laid before to a question; what the team adds is not among it. */
export async function ownFiles(
  tx: TownTx,
  respondentId: string,
  question: string | null,
): Promise<OwnFile[]> {
  const { rows } = await sql<OwnFile>`
    select f.id, f.name, f.media_type as "mediaType", f.bytes, f.sha256 from answer_evidence e
      join file f on f.town_id = e.town_id and f.answer_evidence_id = e.id and f.added_by_user_id is null
    where e.town_id = ${tx.actor.townId} and e.respondent_id = ${respondentId}
      and (${question}::text is null or e.question = ${question}) order by f.created_at, f.id`.execute(tx.db);
  return rows;
}

export interface AnswerEvidence {
  id: string;
  respondentId: string;
  question: string;
  files: FileView[];
}

/** Files to all answers of an interview. */
export async function evidenceOfInterview(tx: TownTx, interviewId: string): Promise<AnswerEvidence[]> {
  const { rows } = await sql<AnswerEvidence>`
    select e.id, e.respondent_id as "respondentId", e.question,
      (select coalesce(json_agg(json_build_object('id', f.id, 'version', f.version, 'name', f.name, 'mediaType', f.media_type,
          'bytes', f.bytes, 'sha256', f.sha256, 'addedBy', f.added_by, 'confidentiality', f.confidentiality, 'createdAt', f.created_at) order by f.created_at, f.id), '[]')
        from file f where f.town_id = e.town_id and f.answer_evidence_id = e.id) as files
    from answer_evidence e where e.town_id = ${tx.actor.townId} and e.interview_id = ${interviewId}
    order by e.created_at, e.id`.execute(tx.db);
  return rows;
}

/** When the first answer of an interview came, or null. */
export async function firstAnswerAt(tx: TownTx, interviewId: string): Promise<string | null> {
  const { rows } = await sql<{ at: string | null }>`select min(created_at) as at from answer
    where town_id = ${tx.actor.townId} and interview_id = ${interviewId}`.execute(tx.db);
  return rows[0]?.at ?? null;
}
