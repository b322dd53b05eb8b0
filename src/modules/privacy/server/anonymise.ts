import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { writeJournal } from '#platform/journal';
import type { TownTx } from '#platform/tx';
import type { privacyContract as contract } from '../contract.ts';
import { holdOf } from './retention.ts';
import { idsOf, readSubject, somebody, surnameOf } from './subject.read.ts';
import { isCell } from './traces.ts';

/**
 * Takes somebody out of this town for good. The name must be typed as it stands; `kept` are cells in which somebody decided that the
 * words stay. Refuses `privacy_own`, `privacy_held` during a hold, and `last_administrator`.
 */
export async function anonymise(
  tx: TownTx,
  input: RouteInput<typeof contract.anonymise>,
): Promise<{ changed: number }> {
  const subject = await readSubject(tx, input);
  if (subject.first.name !== input.name)
    refuse('invalid', 'invalid_input', [{ path: 'name', code: 'name_differs' }]);
  if (!input.kept.every(isCell)) refuse('invalid', 'invalid_input', [{ path: 'kept', code: 'not_allowed' }]);
  const users = idsOf(subject.who, 'user');
  if (users.includes(tx.actor.userId ?? '')) refuse('state', 'privacy_own');
  if ((await holdOf(tx)).until) refuse('state', 'privacy_held');
  const { rows: admins } = await sql<{ user_id: string }>`select user_id from membership
    where town_id = ${tx.actor.townId} and function = 'administrator' order by id for update`.execute(tx.db);
  if (admins.length > 0 && admins.every((row) => users.includes(row.user_id)))
    refuse('state', 'last_administrator');
  const surname = input.surname ? surnameOf(subject) : null;
  const { rows } = await sql<{
    n: number;
  }>`select app.door_anonymise(${somebody(subject, surname ? [surname] : [])},
    ${input.kept}::text[], ${tx.now}) as n`.execute(tx.db);
  const changed = rows[0]?.n ?? 0;
  await writeJournal(tx, {
    event: 'person.anonymised',
    kind: 'person',
    recordId: input.id,
    changes: { places: [null, changed], kept: [null, input.kept.length] },
  });
  return { changed };
}
