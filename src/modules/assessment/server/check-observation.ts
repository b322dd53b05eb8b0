import { refuse } from '#kernel/refuse';
import { catalogues, hasPoint } from '#modules/catalogue';
import type { Row, StoredRow } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { planOfRoom } from './walk.read.ts';

/** Refuses a point that no checklist has, and a floor plan that is no picture of the site the room belongs to. */
export async function checkObservation(tx: TownTx, values: Row, before: StoredRow | null): Promise<void> {
  const now = { ...before, ...values } as Row;
  const point = values.point;
  if (point && !hasPoint(catalogues().checklists, String(point)))
    refuse('invalid', 'invalid_input', [{ path: 'point', code: 'unknown_reference' }]);
  const touched = 'plan_file_id' in values || 'room_id' in values;
  if (!touched || !now.plan_file_id) return;
  const fits = now.room_id && (await planOfRoom(tx, String(now.room_id), String(now.plan_file_id)));
  if (!fits) refuse('invalid', 'invalid_input', [{ path: 'planFileId', code: 'unknown_reference' }]);
}
