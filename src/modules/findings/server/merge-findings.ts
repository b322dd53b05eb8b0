import { refuse } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { type Batch, batchOf } from '#platform/batch-undo';
import { moveFiles } from '#platform/files/rows';
import { writeJournal } from '#platform/journal';
import { updateRecords } from '#platform/record-batches';
import { lockRecord, removeRecord, type StoredRow, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { m } from '#texts';
import type { findingsContract as contract } from '../contract.ts';
import { classOf, classOfArea, strictest } from '../domain/confidentiality.ts';
import { statusAfterMerge } from '../domain/finding.ts';
import { insertWording } from './correct-finding.ts';
import { severityOf } from './judgement.ts';
import { finding, link } from './kinds.ts';
import { requireMay } from './policy.ts';
import { evidenceForMerge, mergedBefore } from './store.ts';
import type { FindingTable } from './tables.ts';
import { type FindingView, viewOf } from './view.ts';

/** A part of the house above whose records point at findings: they go along with what is merged, and back. */
export interface MergeFollower {
  move: (tx: TownTx, from: readonly string[], to: string) => Promise<void>;
  /** `kept` is the finding that everything had moved to. */
  back: (tx: TownTx, batch: Batch, kept: string) => Promise<void>;
}

type Row = StoredRow & FindingTable;
/** F-12, as people say it. */
const numberOf = ({ number }: Pick<FindingTable, 'number'>): string => `F-${String(number).padStart(2, '0')}`;
const named = (rows: readonly FindingTable[]): string =>
  rows.map((row) => `${numberOf(row)} ${row.title}`).join('; ');

/**
 * Makes several findings one, in the editor's words. Evidence, files and what `followers` hold move to the one that is
 * kept; the others stay readable under their number and lead there. Whoever had answered is asked anew. Refuses
 * `finding_step`, `findings_apart` (of another week or office), `version_conflict`.
 */
export const mergeFindings =
  (followers: readonly MergeFollower[]) =>
  async (tx: TownTx, input: RouteInput<typeof contract.merge>): Promise<FindingView> => {
    const { kept, others } = await lockAll(tx, input);
    const { area, title, statement, basis, cause, consequence, impact = null, likelihood = null } = input;
    const severity = severityOf({ impact, likelihood }) ?? input.severity;
    const batch = await batchOf(tx);
    await insertWording(
      tx,
      kept,
      statement,
      m.findings_merged_reason({ numbers: numbersOf(others, tx) }, at(tx)),
    );
    const from = others.map(({ id }) => id);
    await moveEvidence(tx, from, kept.id);
    await moveFiles(tx, 'finding', from, kept.id);
    for (const { move } of followers) await move(tx, from, kept.id);
    await mergeAway(tx, others, kept, batch);
    const status = statusAfterMerge([kept, ...others].map((one) => one.status));
    const words = { area, title, statement, basis, cause, consequence, severity, impact, likelihood };
    const confidentiality = strictest([classOfArea(area), ...[kept, ...others].map(classOf)]);
    const saved = await updateRecord(
      tx,
      finding,
      kept.id,
      { ...words, status, confidentiality: confidentiality === classOfArea(area) ? null : confidentiality },
      { event: 'took_in', note: named(others) },
    );
    // Also where its own words stay as they are.
    if (saved.version === kept.version)
      await writeJournal(tx, {
        event: 'finding.took_in',
        kind: 'finding',
        recordId: kept.id,
        officeId: kept.office_id,
        changes: {},
        note: named(others),
      });
    return viewOf(tx, saved as unknown as FindingTable);
  };

const at = (tx: TownTx) => ({ locale: tx.actor.locale });
const numbersOf = (rows: readonly FindingTable[], tx: TownTx): string =>
  new Intl.ListFormat(tx.actor.locale, { type: 'conjunction' }).format(rows.map(numberOf));

/** All of them in the order of their ids, so that two who merge at once do not wait for each other. */
async function lockAll(
  tx: TownTx,
  { id, others: asked }: RouteInput<typeof contract.merge>,
): Promise<{ kept: Row; others: Row[] }> {
  const versions = new Map(asked.map((one) => [one.id, one.version]));
  versions.delete(id);
  if (versions.size === 0) refuse('invalid', 'invalid_input', [{ path: 'others', code: 'required' }]);
  const rows: Row[] = [];
  for (const each of [id, ...versions.keys()].sort())
    rows.push((await lockRecord(tx, finding, each)) as unknown as Row);
  for (const row of rows) {
    requireMay(tx, row, 'merge');
    const version = versions.get(row.id);
    if (version !== undefined && version !== row.version)
      refuse('conflict', 'version_conflict', [], { version: row.version });
  }
  const kept = rows.find((row) => row.id === id) as Row;
  const apart = rows.some(
    (row) => row.engagement_id !== kept.engagement_id || row.office_id !== kept.office_id,
  );
  if (apart) refuse('state', 'findings_apart');
  const others = rows.filter((row) => row.id !== id).sort((a, b) => a.number - b.number);
  return { kept, others };
}

/** Evidence that both rest on is named once. */
async function moveEvidence(tx: TownTx, from: readonly string[], to: string): Promise<void> {
  const there = new Set<string>();
  for (const row of await evidenceForMerge(tx, from, to)) {
    const target = `${row.kind} ${row.target_id}`;
    if (there.has(target)) await removeRecord(tx, link, row.id, { version: null });
    else if (row.finding_id !== to)
      await updateRecords(tx, link, [{ before: row, patch: { finding_id: to } }], 'moved');
    there.add(target);
  }
}

/** The others lead to the one that is kept, and so do those that were merged into them before. */
async function mergeAway(tx: TownTx, others: readonly Row[], kept: Row, batch: Batch): Promise<void> {
  for (const one of others)
    await updateRecord(
      tx,
      finding,
      one.id,
      {
        status: 'merged',
        merged_status: one.status,
        merged_into: kept.id,
        merge_batch: batch.xid,
        merged_at: batch.at,
      },
      { event: 'merged', note: `${numberOf(kept)} ${kept.title}`, version: null },
    );
  const before = await mergedBefore(
    tx,
    others.map(({ id }) => id),
  );
  await updateRecords(
    tx,
    finding,
    before.map((row) => ({ before: row, patch: { merged_into: kept.id } })),
    'merged',
  );
}
