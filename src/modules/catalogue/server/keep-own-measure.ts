import { EDITORS } from '#kernel/functions';
import { type FieldFault, refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { insertRecord, lockRecord, readRecord, removeRecord, toView, updateRecord } from '#platform/records';
import { functionsFor, type TownTx } from '#platform/tx';
import type { ownLibraryContract as contract } from '../contract-own-library.ts';
import { libraryMeasure } from './kinds.ts';
import { catalogues, findRequirement } from './load-catalogues.ts';
import { lockLibrary, type OwnRow, presentMeasures } from './own-library-store.ts';
import { contentOf, originOf } from './town-library.ts';

type View = RouteOutput<typeof contract.get>;

/** More than these nobody finds anything in. */
export const MOST_OWN = 500;

export function ownMeasureView(tx: TownTx, row: OwnRow): View {
  const edits = functionsFor(tx.actor, null).some((fn) => EDITORS.includes(fn)) || 'may_only_editors';
  const { id, version, key, released } = row;
  const { createdAt, updatedAt, officeId } = toView<View>(row as never);
  return {
    ...{ id, version, key, createdAt, updatedAt, officeId },
    ...contentOf(row),
    released,
    origin: originOf(row),
    may: {
      edit: edits === true && row.origin_town !== null ? 'may_only_where_written' : edits,
      remove: edits,
    },
  };
}

export async function listOwnMeasures(tx: TownTx): Promise<RouteOutput<typeof contract.list>> {
  const rows = (await presentMeasures(tx)).map((row) => ownMeasureView(tx, row));
  return { rows, next: null, total: rows.length, totalIsFloor: false };
}

export const showOwnMeasure = async (tx: TownTx, { id }: { id: string }): Promise<View> =>
  ownMeasureView(tx, (await readRecord(tx, libraryMeasure, id)) as unknown as OwnRow);

/** Keeps a measure that somebody wrote. Refuses roles and requirements nobody knows, `own_library_full` beyond `MOST_OWN`. */
export async function createOwnMeasure(tx: TownTx, input: RouteInput<typeof contract.create>): Promise<View> {
  checkReferences(input);
  await lockLibrary(tx);
  if ((await presentMeasures(tx)).length >= MOST_OWN)
    refuse('state', 'own_library_full', [], { most: MOST_OWN });
  const id = tx.newId();
  const row = await insertRecord(tx, libraryMeasure, { id, key: `own-${id}`, ...kept(input) });
  return ownMeasureView(tx, row as unknown as OwnRow);
}

/** Refuses `own_measure_taken` for one that came from a consultancy: there it is changed. */
export async function changeOwnMeasure(
  tx: TownTx,
  { id, ...input }: RouteInput<typeof contract.update>,
): Promise<View> {
  if (tx.ifMatch === null) refuse('invalid', 'version_missing');
  checkReferences(input);
  const before = (await lockRecord(tx, libraryMeasure, id)) as unknown as OwnRow;
  if (before.origin_town !== null) refuse('state', 'own_measure_taken', [], { name: before.origin_name });
  const row = await updateRecord(tx, libraryMeasure, id, kept(input));
  return ownMeasureView(tx, row as unknown as OwnRow);
}

/** One that was taken is closed instead, so that measures made of it still know their origin. */
export async function removeOwnMeasure(tx: TownTx, { id }: { id: string }): Promise<{ done: true }> {
  const row = (await lockRecord(tx, libraryMeasure, id)) as unknown as OwnRow;
  if (row.origin_town === null) await removeRecord(tx, libraryMeasure, id);
  else if (row.replaced_at === null)
    await updateRecord(tx, libraryMeasure, id, { replaced_at: tx.now }, { event: 'removed' });
  return { done: true };
}

export type Written = Omit<RouteInput<typeof contract.create>, 'town'>;

export function kept({ released, ...input }: Written) {
  const { town: _, ...content } = input as Written & { town?: string };
  return { title: content.title, content: JSON.stringify(content), released };
}

function checkReferences(written: Written): void {
  const faults = referenceFaults(written);
  if (faults.length > 0) refuse('invalid', 'invalid_input', faults);
}

/** Roles and requirements nobody knows, and those named twice. */
export function referenceFaults({
  role,
  effort,
  serves,
}: Pick<Written, 'role' | 'effort' | 'serves'>): FieldFault[] {
  const roles = new Set(catalogues().roles.roles.map(({ key }) => key));
  const known = (requirement: string) => {
    const [framework = '', code = ''] = requirement.split(':', 2);
    return findRequirement(framework, code) !== undefined;
  };
  const faults = [
    ...(roles.has(role) ? [] : ['role']),
    ...effort.flatMap((one, at) => (roles.has(one.role) ? [] : [`effort.${at}.role`])),
    ...serves.flatMap((one, at) => (known(one.requirement) ? [] : [`serves.${at}.requirement`])),
  ];
  const twice = (keys: string[], path: (at: number) => string) =>
    keys.flatMap((key, at) => (keys.indexOf(key) < at ? [{ path: path(at), code: 'duplicate' }] : []));
  return [
    ...faults.map((path) => ({ path, code: 'unknown_reference' })),
    ...twice(
      effort.map((one) => one.role),
      (at) => `effort.${at}.role`,
    ),
    ...twice(
      serves.map((one) => one.requirement),
      (at) => `serves.${at}.requirement`,
    ),
  ];
}
