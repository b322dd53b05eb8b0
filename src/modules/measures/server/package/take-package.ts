import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { townLibrary } from '#modules/catalogue';
import { batchOf } from '#platform/batch-undo';
import { insertRecords } from '#platform/record-batches';
import { lockRecord, type Row, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { measuresContract } from '../../contract.ts';
import { measure, measureDependency, measureEconomy, measureFinding, measurePackage } from '../kinds.ts';
import { lockNeeds } from '../store.ts';
import type { MeasurePackageTable } from '../tables.ts';
import { adoptedRow, economyRow } from './adopted-row.ts';
import { readChoice } from './package-store.ts';
import { resultOf, takeable } from './read-packages.ts';

type Contract = (typeof measuresContract)['packages'];

/**
 * Takes a variant over: each chosen measure of the library becomes a proposal with its findings, what it needs and its
 * ranges; what the town had stays as it is. All or nothing. Refuses `package_outdated` when anything it was reckoned from
 * has changed since, `package_impossible` for a variant without a package.
 */
export async function takePackage(
  tx: TownTx,
  { id, variant }: RouteInput<Contract['take']>,
): Promise<RouteOutput<Contract['take']>> {
  await lockNeeds(tx);
  const row = (await lockRecord(tx, measurePackage, id)) as unknown as MeasurePackageTable;
  const answer = await takeable(tx, row);
  if (answer !== true) refuse('state', answer);
  const found = resultOf(row)?.variants.find(({ key }) => key === variant);
  if (!found || found.over.length > 0) return refuse('state', 'package_impossible');
  const { choice } = await readChoice(tx);
  const wanted = new Set(found.chosen.map((one) => one.id));
  const fresh = choice.known.filter(({ shown }) => !shown.own && wanted.has(shown.id));
  const library = new Map((await townLibrary(tx)).measures.map((one) => [one.id, one]));
  const ids = new Map(fresh.map(({ shown }) => [shown.id, tx.newId()]));
  const rows = fresh.flatMap(({ shown }): Row[] => {
    const from = library.get(shown.id);
    return from ? [{ id: ids.get(shown.id), ...adoptedRow(from, shown, tx.actor.locale) }] : [];
  });
  const own = fresh.map(({ shown }) => ({ measure_id: ids.get(shown.id) }));
  await insertRecords(tx, measure, rows);
  await insertRecords(
    tx,
    measureFinding,
    fresh.flatMap(({ serves }, at) =>
      [...serves].map(([finding, strength]) => ({ ...own[at], finding_id: finding, strength })),
    ),
    'added',
  );
  await insertRecords(
    tx,
    measureDependency,
    fresh.flatMap(({ needs }, at) => needs.map((need) => ({ ...own[at], needs_id: ids.get(need) ?? need }))),
    'added',
  );
  await insertRecords(
    tx,
    measureEconomy,
    fresh.map(({ shown }, at) => ({ ...own[at], ...economyRow(shown) })),
  );
  const { xid } = await batchOf(tx);
  await updateRecord(
    tx,
    measurePackage,
    id,
    { taken: variant, taken_at: tx.now, taken_xid: xid },
    { event: 'taken', version: null },
  );
  return { created: rows.length };
}
