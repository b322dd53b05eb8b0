import { type FieldFault, refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { enqueue } from '#platform/jobs/jobs';
import { insertRecord } from '#platform/records';
import { isReckoning } from '#platform/solver/kept-reckonings';
import type { TownTx } from '#platform/tx';
import type { measuresContract } from '../../contract.ts';
import { measurePackage } from '../kinds.ts';
import type { MeasurePackageTable } from '../tables.ts';
import { readChoice } from './package-store.ts';
import { packageView } from './read-packages.ts';
import { packageJob } from './run-package-job.ts';

type Contract = (typeof measuresContract)['packages'];

/** Asks for packages under limits; one reckoning at a time in a town. */
export async function startPackage(
  tx: TownTx,
  { name, variants }: RouteInput<Contract['start']>,
): Promise<RouteOutput<Contract['start']>> {
  const faults = variants.flatMap(({ key }, at): FieldFault[] =>
    variants.findIndex((one) => one.key === key) < at
      ? [{ path: `variants.${at}.key`, code: 'not_allowed' }]
      : [],
  );
  if (faults.length > 0) refuse('invalid', 'invalid_input', faults);
  if (await isReckoning(tx, 'measure_package')) refuse('state', 'package_running');
  const { choice } = await readChoice(tx);
  if (choice.known.length === 0 || choice.targets.length === 0) refuse('state', 'package_nothing');
  const row = await insertRecord(tx, measurePackage, { name, what: JSON.stringify({ variants }) });
  await enqueue(tx, packageJob, { id: row.id });
  return packageView(row as unknown as MeasurePackageTable);
}
