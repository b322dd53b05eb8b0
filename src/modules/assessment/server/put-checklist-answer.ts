import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { catalogues, hasPoint } from '#modules/catalogue';
import { toRow, toView } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { assessmentContract as contract } from '../contract.ts';
import { instant, keepCapture } from './keep-capture.ts';
import { checklistAnswer } from './kinds.ts';
import { findRow } from './store.ts';

/**
 * Keeps the answer to a point in a room. There is one per week: two devices that answered the same point with
 * different words meet as `version_conflict`, whatever ids they chose.
 */
export async function putChecklistAnswer(
  tx: TownTx,
  input: RouteInput<typeof contract.putChecklistAnswer>,
): Promise<RouteOutput<typeof contract.putChecklistAnswer>> {
  const { id, baseVersion, capturedBy, ...fields } = input;
  if (!hasPoint(catalogues().checklists, fields.point))
    refuse('invalid', 'invalid_input', [{ path: 'point', code: 'unknown_reference' }]);
  const values = { ...toRow(fields), seen_at: instant(fields.seenAt) };
  const { engagementId, roomId, point } = fields;
  const stored = await keepCapture(
    tx,
    checklistAnswer,
    { id, baseVersion, capturedBy, values, key: `${engagementId} ${roomId} ${point}` },
    () => findRow(tx, 'checklist_answer', { engagement_id: engagementId, room_id: roomId, point }),
  );
  return toView(stored);
}
