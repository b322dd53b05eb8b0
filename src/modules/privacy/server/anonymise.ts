import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { writeJournal } from '#platform/journal';
import type { TownTx } from '#platform/tx';
import type { privacyContract as contract } from '../contract.ts';
import { holdOf } from './retention.ts';
import { readSubject, surnameOf } from './subject.read.ts';

/**
 * Takes somebody out of this town for good. The name must be typed as it stands; refuses `privacy_own`, `privacy_held`
 * during a hold, and `last_administrator`.
 */
export async function anonymise(
  tx: TownTx,
  input: RouteInput<typeof contract.anonymise>,
): Promise<{ changed: number }> {
  const subject = await readSubject(tx, input.kind, input.id);
  const own = subject.who.find((one) => one.kind === input.kind && one.id === input.id);
  if (own?.name !== input.name) refuse('invalid', 'invalid_input', [{ path: 'name', code: 'name_differs' }]);
  if (subject.users.includes(tx.actor.userId ?? '')) refuse('state', 'privacy_own');
  if ((await holdOf(tx)).until) refuse('state', 'privacy_held');
  const { rows: admins } = await sql<{ user_id: string }>`select user_id from membership
    where town_id = ${tx.actor.townId} and function = 'administrator' order by id for update`.execute(tx.db);
  if (admins.length > 0 && admins.every((row) => subject.users.includes(row.user_id)))
    refuse('state', 'last_administrator');
  const surname = input.surname ? surnameOf(subject) : null;
  const names = surname ? [...subject.names, surname] : subject.names;
  const { rows } = await sql<{ n: number }>`select app.door_anonymise(${names}, ${subject.logins},
    ${subject.persons}::uuid[], ${subject.users}::uuid[], ${tx.now}) as n`.execute(tx.db);
  const changed = rows[0]?.n ?? 0;
  await writeJournal(tx, {
    event: 'person.anonymised',
    kind: 'person',
    recordId: input.id,
    changes: { places: [null, changed] },
  });
  return { changed };
}
