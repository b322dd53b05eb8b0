import { refuse } from '#kernel/refuse';
import type { Row, StoredRow } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { siteOfRoom } from './item.read.ts';

/** A room stands at one site: refuses a room of another site, and a room without its site. */
export async function checkPlace(tx: TownTx, values: Row, before: StoredRow | null): Promise<void> {
  // What an earlier import left behind is no reason to refuse a change that does not touch the place.
  if (values.site_id === undefined && values.room_id === undefined) return;
  const pick = (field: string) =>
    (values[field] === undefined ? before?.[field] : values[field]) as string | null | undefined;
  const room = pick('room_id');
  if (!room) return;
  const site = pick('site_id');
  if (!site) refuse('invalid', 'invalid_input', [{ path: 'siteId', code: 'site_of_room_missing' }]);
  const actual = await siteOfRoom(tx, room);
  // An unknown room is refused by the database, at its field.
  if (actual && actual !== site)
    refuse('invalid', 'invalid_input', [{ path: 'roomId', code: 'room_elsewhere' }]);
}
