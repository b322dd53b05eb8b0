import { insertRecords } from '#platform/record-batches';
import { insertRecord, type RecordKind, type Row } from '#platform/records';
import type { TownTx } from '#platform/tx';

const AT_ONCE = 500;

/**
 * Inserts rows of one kind with the statements of a few; each bears the id it is to have. Rows that draw a number go one
 * by one, so that the numbers follow their order.
 */
export async function insertRows(tx: TownTx, kind: RecordKind, rows: readonly Row[]): Promise<void> {
  if (kind.numbered && rows.some(({ number }) => typeof number !== 'number')) {
    for (const row of rows) await insertRecord(tx, kind, row, 'imported');
    return;
  }
  const said = rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([, to]) => to !== undefined)),
  );
  const alike = Map.groupBy(said, (row) => Object.keys(row).sort().join());
  for (const group of alike.values())
    for (let from = 0; from < group.length; from += AT_ONCE)
      await insertRecords(tx, kind, group.slice(from, from + AT_ONCE), 'imported');
}
