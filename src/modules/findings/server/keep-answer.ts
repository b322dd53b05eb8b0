import { refuse } from '#kernel/refuse';
import { writeJournal } from '#platform/journal';
import { insertRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { type Answer, statusAfter } from '../domain/finding.ts';
import { finding, review } from './kinds.ts';
import { latestWordingSeq, standsDisputed } from './store.ts';
import type { FindingTable } from './tables.ts';

/** Who answers: somebody signed in, or a guest of the review round. */
export interface Reviewer {
  name: string;
  title: string;
  userId: string | null;
  guestId: string | null;
}

/** How the story of the finding calls an answer. */
const EVENTS: Record<Answer, string> = { agrees: 'confirmed', disagrees: 'disputed', missing: 'missing' };

/**
 * Records who answered what to the present wording; anything but agreement says why. A finding stays disputed until
 * everybody who disagrees with this wording has changed their answer. Refuses `finding_reason_missing`.
 */
export async function keepAnswer(
  tx: TownTx,
  row: FindingTable,
  by: Reviewer,
  { answer, comment }: { answer: Answer; comment: string },
): Promise<FindingTable> {
  if (answer !== 'agrees' && !comment)
    refuse('invalid', 'finding_reason_missing', [{ path: 'comment', code: 'required' }]);
  await insertRecord(
    tx,
    review,
    {
      finding_id: row.id,
      reviewer_name: by.name,
      reviewer_title: by.title,
      reviewer_user_id: by.userId,
      guest_id: by.guestId,
      answer,
      comment,
      at: tx.now,
      wording_seq: await latestWordingSeq(tx, row.id),
      office_id: row.office_id,
    },
    'given',
  );
  const status = (await standsDisputed(tx, row.id)) ? 'disputed' : statusAfter(row.status, answer);
  const event = EVENTS[answer];
  const saved = await updateRecord(tx, finding, row.id, { status }, { event, note: comment });
  // An answer that leaves the status is told all the same.
  if (saved.version === row.version)
    await writeJournal(tx, {
      event: `finding.${event}`,
      kind: 'finding',
      recordId: row.id,
      officeId: row.office_id,
      changes: {},
      ...(comment ? { note: comment } : {}),
    });
  return saved as unknown as FindingTable;
}
