import type { RouteInput } from '#kernel/route';
import { ofOwnOffice } from '#platform/offices';
import { insertRecord, toRow } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { measuresContract as contract } from '../contract.ts';
import { alignLinks } from './align-links.ts';
import { carryLibrary } from './carry-library.ts';
import { checkLibrary } from './check-library.ts';
import { measure } from './kinds.ts';
import { type MeasureView, savedView } from './view.ts';

/** Adds a measure together with the findings it answers and the goals it serves: all of it or nothing. */
export async function createMeasure(
  tx: TownTx,
  input: RouteInput<typeof contract.create>,
): Promise<MeasureView> {
  const { findingIds, goalIds, ...fields } = input;
  await checkLibrary(tx, fields.library);
  const stored = await insertRecord(tx, measure, ofOwnOffice(tx, toRow(fields)));
  await alignLinks(
    tx,
    stored,
    { findings: findingIds, goals: goalIds, developments: [], needs: [] },
    { findings: 'findingIds', goals: 'goalIds' },
  );
  await carryLibrary(tx, stored, fields.library);
  return savedView(tx, stored);
}
