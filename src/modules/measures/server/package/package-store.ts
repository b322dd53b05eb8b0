import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import { townLibrary } from '#modules/catalogue';
import { readRecord } from '#platform/records';
import { listReckonings } from '#platform/solver/kept-reckonings';
import type { TownTx } from '#platform/tx';
import type { packageResult, packageWhat } from '../../contract-package.ts';
import { measurePackage } from '../kinds.ts';
import { readCoverage, readEconomies } from '../package-ground.read.ts';
import type { MeasurePackageTable } from '../tables.ts';
import { type TownChoice, townChoice } from './town-choice.ts';

export type PackageResult = z.infer<typeof packageResult>;
export type PackageWhat = z.infer<typeof packageWhat>;

/** What can be chosen from as the records say it now, with a fingerprint of it. */
export async function readChoice(tx: TownTx): Promise<{ choice: TownChoice; basis: string }> {
  const choice = townChoice(
    await readCoverage(tx),
    await readEconomies(tx),
    (await townLibrary(tx)).measures,
  );
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

export const listPackages = (tx: TownTx) => listReckonings<MeasurePackageTable>(tx, 'measure_package');

/** Ids among `ids` that rows of others point at which came or were changed at another moment. */
export async function touchedSince(tx: TownTx, ids: readonly string[], at: string): Promise<Set<string>> {
  const { rows } = await sql<{
    id: string;
  }>`select * from app.touched_since('measure', ${[...ids]}::uuid[], ${at}) as id`.execute(tx.db);
  return new Set(rows.map(({ id }) => id));
}
