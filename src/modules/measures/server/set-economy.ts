import { type FieldFault, refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { writeJournal } from '#platform/journal';
import { requireOffice } from '#platform/offices';
import { insertRecord, lockRecord, removeRecord, toRow, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { measuresContract } from '../contract.ts';
import { measure, measureEconomy, measureReplacement } from './kinds.ts';
import { readEconomies } from './package-ground.read.ts';
import { showEconomy } from './show-economy.ts';

type Input = RouteInput<(typeof measuresContract)['economy']['set']>;

/**
 * Sets ranges, certainty and what a measure replaces, all at once. Refuses a range without one end or the wrong way
 * round, and `version_conflict` when somebody saved since the caller read it.
 */
export async function setEconomy(
  tx: TownTx,
  input: Input,
): Promise<RouteOutput<(typeof measuresContract)['economy']['set']>> {
  const row = await lockRecord(tx, measure, input.id);
  requireOffice(tx, row.office_id);
  const faults = faultsOf(input);
  if (faults.length > 0) refuse('invalid', 'invalid_input', faults);
  const { economies, replacements: before } = await readEconomies(tx, input.id);
  const [said] = economies;
  if ((said?.version ?? 0) !== input.version)
    refuse('conflict', 'version_conflict', [], { version: said?.version ?? 0 });
  const { id, replacements, version: _version, town: _town, ...fields } = input;
  const values = { ...toRow(fields), measure_id: id, office_id: row.office_id };
  // What it replaces belongs to the whole that was read: its version moves on with every change.
  if (said)
    await updateRecord(
      tx,
      measureEconomy,
      said.id,
      { ...values, version: said.version + 1 },
      { version: null },
    );
  else await insertRecord(tx, measureEconomy, values);
  const kept = (one: Input['replacements'][number]) => JSON.stringify(sorted(one));
  const wanted = replacements.map(kept);
  const had = before.map(({ id: rowId, measureId: _measureId, ...one }) => ({ rowId, told: kept(one) }));
  for (const { rowId, told } of had)
    if (!wanted.includes(told)) await removeRecord(tx, measureReplacement, rowId, { version: null });
  for (const [at, one] of replacements.entries())
    if (!had.some(({ told }) => told === wanted[at]))
      await insertRecord(tx, measureReplacement, {
        ...toRow(one),
        measure_id: id,
        office_id: row.office_id,
      });
  await writeJournal(tx, {
    event: 'measure.priced',
    kind: 'measure',
    recordId: id,
    officeId: row.office_id,
    changes: {},
  });
  return showEconomy(tx, input);
}

const sorted = (one: object) => Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1));

const RANGES = [
  ['onceLeastCents', 'onceMostCents'],
  ['yearlyLeastCents', 'yearlyMostCents'],
  ['effortLeastDays', 'effortMostDays'],
  ['yearlyLeastDays', 'yearlyMostDays'],
] as const;

function faultsOf(input: Input): FieldFault[] {
  const faults = RANGES.flatMap(([least, most]) => rangeFaults(input[least], input[most], least, most));
  for (const [at, one] of input.replacements.entries()) {
    const path = (name: string) => `replacements.${at}.${name}`;
    faults.push(
      ...rangeFaults(
        one.yearlyLeastCents,
        one.yearlyMostCents,
        path('yearlyLeastCents'),
        path('yearlyMostCents'),
      ),
    );
  }
  return faults;
}

function rangeFaults(
  least: number | null,
  most: number | null,
  leastPath: string,
  mostPath: string,
): FieldFault[] {
  if (least === null && most === null) return [];
  if (least === null) return [{ path: leastPath, code: 'required' }];
  if (most === null) return [{ path: mostPath, code: 'required' }];
  return most < least ? [{ path: mostPath, code: 'range_reversed' }] : [];
}
