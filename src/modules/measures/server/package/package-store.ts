import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import { writeJournal } from '#platform/journal';
import { readRecord } from '#platform/records';
import { type TownTx, tables } from '#platform/tx';
import type { packageResult, packageWhat } from '../../contract-package.ts';
import { measurePackage } from '../kinds.ts';
import { readCoverage, readEconomies } from '../package-ground.read.ts';
import type { MeasurePackageTable, MeasuresTables } from '../tables.ts';
import { type TownChoice, townChoice } from './town-choice.ts';

export type PackageResult = z.infer<typeof packageResult>;
export type PackageWhat = z.infer<typeof packageWhat>;

/** What can be chosen from as the records say it now, with a fingerprint of it. */
export async function readChoice(tx: TownTx): Promise<{ choice: TownChoice; basis: string }> {
  const choice = townChoice(await readCoverage(tx), await readEconomies(tx));
  const told = choice.known.map(({ serves, ...one }) => [one, [...serves]]);
  return {
    choice,
    basis: createHash('sha256')
      .update(JSON.stringify([told, choice.targets]))
      .digest('hex'),
  };
}

export async function findPackage(tx: TownTx, id: string): Promise<MeasurePackageTable> {
  return (await readRecord(tx, measurePackage, id)) as unknown as MeasurePackageTable;
}

export async function listPackages(tx: TownTx): Promise<MeasurePackageTable[]> {
  return tables<MeasuresTables>(tx)
    .selectFrom('measure_package')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(100)
    .execute();
}

export async function isPackageRunning(tx: TownTx): Promise<boolean> {
  const row = await tables<MeasuresTables>(tx)
    .selectFrom('measure_package')
    .select('id')
    .where('town_id', '=', tx.actor.townId)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends a running reckoning, whichever way; false when it is not running any more. */
export async function endPackage(
  tx: TownTx,
  id: string,
  end: { state: 'done'; result: PackageResult; basis: string } | { state: 'cancelled' | 'failed' },
): Promise<boolean> {
  const { numUpdatedRows } = await tables<MeasuresTables>(tx)
    .updateTable('measure_package')
    .set((eb) => ({
      state: end.state,
      version: eb('version', '+', 1),
      updated_at: tx.now.toISOString(),
      ...(end.state === 'done' ? { result: JSON.stringify(end.result), basis: end.basis } : {}),
    }))
    .where('town_id', '=', tx.actor.townId)
    .where('id', '=', id)
    .where('state', '=', 'running')
    .$if(end.state === 'done', (query) => query.where('cancel_asked', '=', false))
    .executeTakeFirst();
  if (Number(numUpdatedRows) === 0) return false;
  await writeJournal(tx, {
    event: `measure_package.${end.state}`,
    kind: 'measure_package',
    recordId: id,
    officeId: null,
    changes: { state: ['running', end.state] },
  });
  return true;
}

/** Ids among `ids` that rows of others point at which came or were changed at another moment. */
export async function touchedSince(tx: TownTx, ids: readonly string[], at: string): Promise<Set<string>> {
  const { rows } = await sql<{
    id: string;
  }>`select * from app.touched_since('measure', ${[...ids]}::uuid[], ${at}) as id`.execute(tx.db);
  return new Set(rows.map(({ id }) => id));
}
