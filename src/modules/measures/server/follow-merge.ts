import type { MergeFollower } from '#modules/findings';
import { undoBatch } from '#platform/batch-undo';
import { writeJournal } from '#platform/journal';
import { updateRecords } from '#platform/record-batches';
import { removeRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { measureFinding } from './kinds.ts';
import { linkNames } from './link-names.read.ts';
import { type FindingLinkRow, findingLinksBeside, findingLinksOf, linksForMerge } from './store.ts';

/** Measures go along with the findings they answer; each measure's own story says so. */
export const followMerge: MergeFollower = {
  async move(tx, from, to) {
    const answering = new Set<string>();
    for (const row of await linksForMerge(tx, from, to)) {
      const known = answering.has(row.measure_id);
      answering.add(row.measure_id);
      if (row.finding_id === to) continue;
      // A measure that answers both is linked once.
      if (known) await removeRecord(tx, measureFinding, row.id, { version: null });
      else await updateRecords(tx, measureFinding, [{ before: row, patch: { finding_id: to } }], 'moved');
      await tell(tx, row, row.finding_id, known ? null : to);
    }
  },
  async back(tx, batch, kept) {
    const before = await findingLinksBeside(tx, kept);
    await undoBatch(tx, measureFinding, batch, 'moved');
    const known = new Map(before.map((row) => [row.id, row.finding_id]));
    for (const row of await findingLinksOf(
      tx,
      before.map((row) => row.measure_id),
    ))
      if (known.get(row.id) !== row.finding_id)
        await tell(tx, row, known.get(row.id) ?? null, row.finding_id);
  },
};

async function tell(tx: TownTx, row: FindingLinkRow, from: string | null, to: string | null): Promise<void> {
  const names = await linkNames(
    tx,
    'findings',
    [from, to].filter((id) => id !== null),
  );
  const name = (id: string | null) => (id && names.get(id)) || null;
  await writeJournal(tx, {
    event: `measure.${to ? 'linked' : 'unlinked'}`,
    kind: 'measure',
    recordId: row.measure_id,
    officeId: row.office_id,
    changes: { findings: [name(from), name(to)] },
  });
}
