import { refuse } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { functionWords } from '#platform/function-words';
import { writeJournal } from '#platform/journal';
import { insertRecord, lockRecord, updateRecord } from '#platform/records';
import { functionsFor, type TownTx } from '#platform/tx';
import type { findingsContract as contract } from '../contract.ts';
import { ANSWERING, type Answer, statusAfter } from '../domain/finding.ts';
import { finding, review } from './kinds.ts';
import { requireMay } from './policy.ts';
import type { FindingTable } from './tables.ts';
import { type FindingView, viewOf } from './view.ts';

/** How the story of the finding calls an answer. */
const EVENTS: Record<Answer, string> = { agrees: 'confirmed', disagrees: 'disputed', missing: 'missing' };

/** Records who answered what; anything but agreement says why. Refuses `finding_reason_missing`, `finding_step`. */
export async function reviewFinding(
  tx: TownTx,
  input: RouteInput<typeof contract.review>,
): Promise<FindingView> {
  const row = (await lockRecord(tx, finding, input.id)) as unknown as FindingTable;
  requireMay(tx, row, 'review');
  if (input.answer !== 'agrees' && !input.comment) {
    refuse('invalid', 'finding_reason_missing', [{ path: 'comment', code: 'required' }]);
  }
  await insertRecord(
    tx,
    review,
    {
      finding_id: input.id,
      reviewer_name: tx.actor.name,
      reviewer_title: functionWords(
        functionsFor(tx.actor, row.office_id).filter((f) => ANSWERING.includes(f)),
      ),
      reviewer_user_id: tx.actor.userId,
      answer: input.answer,
      comment: input.comment,
      at: tx.now,
      office_id: row.office_id,
    },
    'given',
  );
  const status = statusAfter(row.status, input.answer);
  const event = EVENTS[input.answer];
  const saved = await updateRecord(tx, finding, input.id, { status }, { event, note: input.comment });
  // An answer that leaves the status is told all the same.
  if (saved.version === row.version)
    await writeJournal(tx, {
      event: `finding.${event}`,
      kind: 'finding',
      recordId: row.id,
      officeId: row.office_id,
      changes: {},
      ...(input.comment ? { note: input.comment } : {}),
    });
  return viewOf(tx, saved as unknown as FindingTable);
}
