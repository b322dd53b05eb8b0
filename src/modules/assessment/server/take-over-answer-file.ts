import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { hangFile, readFile } from '#platform/files/rows';
import { endingOf } from '#platform/files/types';
import { requireOffice } from '#platform/offices';
import { insertRecord, lockRecord, readRecord, type StoredRow } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { evidenceContract as contract } from '../contract-evidence.ts';
import { answerFiles, ratingFiles } from './files.ts';
import { findRating, type InterviewRow } from './interview-store.ts';
import { answerEvidence, engagement, interview, rating } from './kinds.ts';
import { findQuestion } from './question-catalogue.ts';
import { requireTeam } from './read-interview-sheet.ts';
import type { InterviewTables } from './tables.ts';

/**
 * Makes a file of an answer evidence of the rating of its requirement, by decision of the team. From then on readers of
 * the rating see it, under a name that tells of nobody; again it changes nothing. The file of the answer stays.
 */
export async function takeOverAnswerFile(
  tx: TownTx,
  { id, fileId }: RouteInput<typeof contract.takeOverAnswerFile>,
): Promise<RouteOutput<typeof contract.takeOverAnswerFile>> {
  await requireTeam(tx);
  const place = await readRecord<InterviewTables['answer_evidence']>(tx, answerEvidence, id);
  const { name, mediaType, bytes, sha256 } = await readFile(tx, answerFiles, id, fileId);
  const held = await readRecord<InterviewRow>(tx, interview, place.interview_id);
  const target = await ratingFor(tx, held.engagement_id, place.question);
  requireOffice(tx, target.office_id);
  const neutral = `Beleg ${sha256.slice(0, 8)}.${endingOf(name)}`;
  await hangFile(tx, ratingFiles, target, { name: neutral, mediaType, bytes, sha256 });
  return { ratingId: target.id };
}

/** The rating of the requirement a question belongs to; made when nobody has opened it yet. */
async function ratingFor(tx: TownTx, engagementId: string, question: string): Promise<StoredRow> {
  const asked = findQuestion(question) ?? refuse('not_found', 'not_found');
  const { framework, requirement, target } = asked;
  // Two at once make one rating.
  await lockRecord(tx, engagement, engagementId);
  const there = await findRating(tx, engagementId, framework, requirement);
  return there ?? insertRecord(tx, rating, { engagement_id: engagementId, framework, requirement, target });
}
