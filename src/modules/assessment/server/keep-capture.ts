import { sql } from 'kysely';
import { Refusal, refuse } from '#kernel/refuse';
import { ofOwnOffice, requireOffice } from '#platform/offices';
import {
  changedFields,
  insertRecord,
  type RecordKind,
  type Row,
  type StoredRow,
  updateRecord,
} from '#platform/records';
import type { TownTx } from '#platform/tx';

export interface Capture {
  id: string;
  /** The version it rests on; null = new. */
  baseVersion: number | null;
  /** Who captured it. */
  capturedBy: string;
  /** What it becomes, in snake_case. */
  values: Row;
  /** What else stands for the same record, e.g. room and point; default its id. */
  key?: string;
}

/**
 * Keeps what a device captured, however often it is sent: the same content again changes nothing. Refuses
 * `other_person` when somebody else is signed in by now, `version_conflict` when it rests on an older version, and
 * `not_found` for a record that is gone or an id that is not this town's. `find` reads the record, if there is one.
 */
export async function keepCapture(
  tx: TownTx,
  spec: RecordKind,
  { id, baseVersion, capturedBy, values, key = id }: Capture,
  find: () => Promise<StoredRow | undefined>,
): Promise<StoredRow> {
  if (capturedBy !== tx.actor.userId) refuse('forbidden', 'other_person');
  // Sent twice at once, the second waits for the first and finds what it made.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.actor.townId} ${spec.kind} ${key}`}, 0))`.execute(
    tx.db,
  );
  const before = await find();
  if (!before) {
    if (baseVersion !== null) refuse('not_found', 'not_found');
    return insertRecord(tx, spec, ofOwnOffice(tx, { ...values, id })).catch((error: unknown) => {
      // Only the id can be taken: by a record that cannot be seen from here.
      if (error instanceof Refusal && error.code === 'duplicate') refuse('not_found', 'not_found');
      throw error;
    });
  }
  requireOffice(tx, before.office_id);
  if (Object.keys(changedFields(before, values)).length === 0) return before;
  if (baseVersion !== before.version) refuse('conflict', 'version_conflict', [], { version: before.version });
  return updateRecord(tx, spec, before.id, values, { version: before.version });
}

/** Instants compare as text: a device may write the same one in another way. */
export const instant = (given: string | null): string | null => given && new Date(given).toISOString();
