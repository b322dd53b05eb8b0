import type { RouteInput } from '#kernel/route';
import { insertRecord, lockRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { findingsContract as contract } from '../contract.ts';
import { finding, wording } from './kinds.ts';
import { requireMay } from './policy.ts';
import { latestWordingSeq } from './store.ts';
import type { FindingTable } from './tables.ts';
import { type FindingView, viewOf } from './view.ts';

/** Gives a finding a new wording; the earlier ones stay readable with reason and author. */
export async function correctFinding(
  tx: TownTx,
  input: RouteInput<typeof contract.correct>,
): Promise<FindingView> {
  const row = (await lockRecord(tx, finding, input.id)) as unknown as FindingTable;
  requireMay(tx, row, 'correct');
  await insertWording(tx, row, input.statement, input.reason);
  const saved = await updateRecord(
    tx,
    finding,
    input.id,
    { statement: input.statement, status: 'corrected' },
    { event: 'corrected', note: input.reason },
  );
  return viewOf(tx, saved as unknown as FindingTable);
}

/** Adds a wording to the history of a finding. */
export async function insertWording(
  tx: TownTx,
  row: FindingTable,
  statement: string,
  reason: string,
): Promise<void> {
  await insertRecord(
    tx,
    wording,
    {
      finding_id: row.id,
      seq: (await latestWordingSeq(tx, row.id)) + 1,
      statement,
      reason,
      by_name: tx.actor.name,
      at: tx.now,
      office_id: row.office_id,
    },
    'added',
  );
}
