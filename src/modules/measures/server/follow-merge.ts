import { sql } from 'kysely';
import type { MergeFollower } from '#modules/findings';
import { undoBatch } from '#platform/batch-undo';
import { writeJournal } from '#platform/journal';
import { updateRecords } from '#platform/record-batches';
import { removeRecord, type StoredRow } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { measureFinding } from './kinds.ts';
import { linkNames } from './link-names.read.ts';

type LinkRow = StoredRow<{ measure_id: string; finding_id: string }>;

/** Measures go along with the findings they answer; each measure's own story says so. */
export const followMerge: MergeFollower = {
  async move(tx, from, to) {
    const { rows } = await sql<LinkRow>`select * from measure_finding
      where town_id = ${tx.actor.townId} and finding_id = any (${[...from, to]}::uuid[])
      order by (finding_id = ${to}) desc, created_at, id for update`.execute(tx.db);
    const answering = new Set<string>();
    for (const row of rows) {
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
    const before = await linksOfMeasures(tx, kept);
    await undoBatch(tx, measureFinding, batch, 'moved');
    const known = new Map(before.map((row) => [row.id, row.finding_id]));
    for (const row of await linksNow(tx, before))
      if (known.get(row.id) !== row.finding_id)
        await tell(tx, row, known.get(row.id) ?? null, row.finding_id);
  },
};

/** All links with findings of the measures that answer one. */
const linksOfMeasures = async (tx: TownTx, findingId: string): Promise<LinkRow[]> =>
  (
    await sql<LinkRow>`select l.* from measure_finding l where l.town_id = ${tx.actor.townId}
      and l.measure_id in (select o.measure_id from measure_finding o
        where o.town_id = l.town_id and o.finding_id = ${findingId})`.execute(tx.db)
  ).rows;

const linksNow = async (tx: TownTx, before: readonly LinkRow[]): Promise<LinkRow[]> =>
  (
    await sql<LinkRow>`select * from measure_finding where town_id = ${tx.actor.townId}
      and measure_id = any (${before.map((row) => row.measure_id)}::uuid[]) order by id`.execute(tx.db)
  ).rows;

async function tell(tx: TownTx, row: LinkRow, from: string | null, to: string | null): Promise<void> {
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
