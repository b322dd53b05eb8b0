import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { permissionLines } from '#platform/http/permissions';
import { enqueue } from '#platform/jobs/jobs';
import { writeJournal } from '#platform/journal';
import { type Row, toView } from '#platform/records';
import { freshToken } from '#platform/sign-in/tokens';
import type { TownTx } from '#platform/tx';
import type { organisationContract as contract } from '../contract.ts';
import { endInvitation } from './end-invitation.ts';

const DAY_MS = 86_400_000;
const INVITATION_DAYS = 14;

export async function listMembers(tx: TownTx): Promise<RouteOutput<typeof contract.members>> {
  const { rows } =
    await sql<Row>`select m.id, m.user_id, u.login, u.name, m.function, m.only_office_id, m.valid_until
    from membership m join app.town_users() u on u.id = m.user_id
    where m.town_id = ${tx.actor.townId} order by u.name, m.function`.execute(tx.db);
  return { members: rows.map((row) => toView(row)) };
}

/** Invites somebody for 14 days. A consultant's access always has an end: refuses `consultant_needs_end`. */
export async function inviteMember(
  tx: TownTx,
  input: RouteInput<typeof contract.invite>,
): Promise<RouteOutput<typeof contract.invite>> {
  if (input.functions.includes('consultant') && !input.validUntil) {
    refuse('invalid', 'consultant_needs_end', [{ path: 'validUntil', code: 'required' }]);
  }
  const { token, hash } = freshToken();
  const expires = new Date(tx.now.getTime() + INVITATION_DAYS * DAY_MS);
  const id = tx.newId();
  await sql`insert into invitation (town_id, id, token_hash, login, name, functions, valid_until, expires_at)
    values (${tx.actor.townId}, ${id}, ${hash}, ${input.login}, ${input.name}, ${input.functions}, ${input.validUntil}, ${expires})`.execute(
    tx.db,
  );
  await writeJournal(tx, {
    event: 'member.invited',
    kind: 'member',
    recordId: id,
    changes: {
      login: [null, input.login],
      functions: [null, input.functions],
      valid_until: [null, input.validUntil],
    },
  });
  await enqueue(tx, endInvitation, { id }, expires);
  return { path: `/einladung/${token}`, expiresAt: expires.toISOString() };
}

/** Takes a function away; the last administrator stays: refuses `last_administrator`. */
export async function removeMember(
  tx: TownTx,
  input: RouteInput<typeof contract.removeMember>,
): Promise<{ done: true }> {
  // All administrators, in one order: two that remove each other at once would leave none.
  await sql`select from membership where town_id = ${tx.actor.townId} and function = 'administrator'
    order by id for update`.execute(tx.db);
  const { rows } = await sql<{ user_id: string; function: string; admins: number }>`select user_id, function,
      (select count(*) from membership a where a.town_id = m.town_id and a.function = 'administrator') as admins
    from membership m where town_id = ${tx.actor.townId} and id = ${input.id} for update`.execute(tx.db);
  const row = rows[0] ?? refuse('not_found', 'not_found');
  if (row.function === 'administrator' && row.admins <= 1) refuse('state', 'last_administrator');
  await sql`delete from membership where town_id = ${tx.actor.townId} and id = ${input.id}`.execute(tx.db);
  await writeJournal(tx, {
    event: 'member.removed',
    kind: 'member',
    recordId: input.id,
    changes: { function: [row.function, null], user_id: [row.user_id, null] },
  });
  return { done: true };
}

/** Makes a bearer token for the actor; only its hash is kept. */
export async function createToken(
  tx: TownTx,
  input: RouteInput<typeof contract.createToken>,
): Promise<RouteOutput<typeof contract.createToken>> {
  const { token, hash } = freshToken('sst_');
  const expires = new Date(tx.now.getTime() + input.days * DAY_MS);
  const id = tx.newId();
  await sql`insert into api_token (town_id, id, user_id, name, token_hash, scope, expires_at)
    values (${tx.actor.townId}, ${id}, ${tx.actor.userId}, ${input.name}, ${hash}, ${input.scope}, ${expires})`.execute(
    tx.db,
  );
  await writeJournal(tx, {
    event: 'token.created',
    kind: 'token',
    recordId: id,
    changes: { name: [null, input.name], scope: [null, input.scope] },
  });
  return { token, expiresAt: expires.toISOString() };
}

export async function listPermissions({ actor }: TownTx): Promise<RouteOutput<typeof contract.permissions>> {
  return {
    routes: permissionLines().map((line) => ({ ...line, summary: line.summary[actor.locale] })),
  };
}
