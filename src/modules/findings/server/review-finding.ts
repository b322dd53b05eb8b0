import type { RouteInput } from '#kernel/route';
import { functionWords } from '#platform/function-words';
import { lockRecord } from '#platform/records';
import { functionsFor, type TownTx } from '#platform/tx';
import type { findingsContract as contract } from '../contract.ts';
import { ANSWERING } from '../domain/finding.ts';
import { keepAnswer } from './keep-answer.ts';
import { finding } from './kinds.ts';
import { requireMay } from './policy.ts';
import type { FindingTable } from './tables.ts';
import { type FindingView, viewOf } from './view.ts';

/** The answer of somebody signed in. Refuses `finding_reason_missing`, `finding_step`. */
export async function reviewFinding(
  tx: TownTx,
  input: RouteInput<typeof contract.review>,
): Promise<FindingView> {
  const row = (await lockRecord(tx, finding, input.id)) as unknown as FindingTable;
  requireMay(tx, row, 'review');
  const title = functionWords(functionsFor(tx.actor, row.office_id).filter((f) => ANSWERING.includes(f)));
  const by = { name: tx.actor.name, title, userId: tx.actor.userId, guestId: null };
  return viewOf(tx, await keepAnswer(tx, row, by, { answer: input.answer, comment: input.comment }));
}
