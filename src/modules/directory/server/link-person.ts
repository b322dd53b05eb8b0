import { sql } from 'kysely';
import { organisationKinds } from '#modules/organisation';
import { insertRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { Person } from '../domain/entries.ts';
import { type Alike, readAlike } from './person.read.ts';

/**
 * Who signs in is one person of the organisation: known by the login, else by an address that nobody else has, else new.
 * Where several have the address nobody is chosen, and nobody is added.
 */
export async function linkPerson(
  tx: TownTx,
  { login, name, mail }: Pick<Person, 'login' | 'name' | 'mail'>,
): Promise<void> {
  const key = login.toLowerCase();
  // Two first sign-ins at once make one person.
  await sql`select pg_advisory_xact_lock(hashtext('app.person'), hashtext(${`${tx.actor.townId} ${mail.toLowerCase() || key}`}))`.execute(
    tx.db,
  );
  const rows = await readAlike(tx, key, mail);
  const [first] = rows;
  if (!first) {
    await insertRecord(tx, organisationKinds.person, { name, email: mail, login: key });
    return;
  }
  const patch = patchOf(first, rows.length === 1, { key, mail });
  if (!patch) return;
  await updateRecord(tx, organisationKinds.person, first.id, patch);
}

function patchOf(first: Alike, alone: boolean, { key, mail }: { key: string; mail: string }) {
  if (!alone) return null;
  if (first.login === key) return first.email === '' && mail ? { email: mail } : null;
  return first.login === '' ? { login: key } : null;
}
