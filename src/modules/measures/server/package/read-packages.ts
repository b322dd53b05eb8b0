import { EDITORS } from '#kernel/functions';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { functionsFor, type TownTx } from '#platform/tx';
import type { measuresContract } from '../../contract.ts';
import { VARIANTS } from '../../contract-package.ts';
import { readCoverage } from '../package-ground.read.ts';
import type { MeasurePackageTable } from '../tables.ts';
import { hideUnseen } from './hide-unseen.ts';
import {
  findPackage,
  listPackages,
  type PackageResult,
  type PackageWhat,
  readChoice,
} from './package-store.ts';

type Contract = (typeof measuresContract)['packages'];
type Row = RouteOutput<Contract['start']>;

export const resultOf = ({ result }: MeasurePackageTable): PackageResult | null =>
  result === null ? null : (JSON.parse(result) as PackageResult);

export const packageView = (row: MeasurePackageTable): Row => ({
  id: row.id,
  version: row.version,
  name: row.name,
  what: JSON.parse(row.what) as PackageWhat,
  state: row.state,
  phase: row.phase,
  gapHundredths: row.state === 'running' && row.rows_total > 0 ? row.rows_done : null,
  createdAt: row.created_at,
  taken: VARIANTS.find((key) => key === row.taken) ?? null,
  takenAt: row.taken_at,
});

const mayEdit = (tx: TownTx) => ({
  edit: functionsFor(tx.actor, null).some((fn) => EDITORS.includes(fn)),
});

export async function readPackages(tx: TownTx): Promise<RouteOutput<Contract['all']>> {
  return { rows: (await listPackages(tx)).map(packageView), may: mayEdit(tx) };
}

export async function readPackage(
  tx: TownTx,
  { id }: RouteInput<Contract['get']>,
): Promise<RouteOutput<Contract['get']>> {
  const row = await findPackage(tx, id);
  const result = resultOf(row);
  return {
    ...packageView(row),
    result: result && tx.actor.offices !== 'all' ? await withoutOthers(tx, result) : result,
    take: await takeable(tx, row),
    may: mayEdit(tx),
  };
}

async function withoutOthers(tx: TownTx, result: PackageResult): Promise<PackageResult> {
  const { measures, findings, goals } = await readCoverage(tx);
  const seen = new Set([...measures, ...findings, ...goals].map(({ id }) => id));
  return hideUnseen(result, seen, tx.actor.locale);
}

/** Whether a variant can be taken over, or why not. */
export async function takeable(
  tx: TownTx,
  row: MeasurePackageTable,
): Promise<true | 'package_not_done' | 'package_taken' | 'package_outdated'> {
  if (row.state !== 'done') return 'package_not_done';
  if (row.taken) return 'package_taken';
  return (await readChoice(tx)).basis === row.basis || 'package_outdated';
}
