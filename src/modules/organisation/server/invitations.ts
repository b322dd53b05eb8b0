import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { enqueue } from '#platform/jobs/jobs';
import { writeJournal } from '#platform/journal';
import { type Row, readRecord, toView } from '#platform/records';
import { freshToken } from '#platform/sign-in/tokens';
import type { TownTx } from '#platform/tx';
import type { organisationContract as contract } from '../contract.ts';
import { endInvitation } from './end-invitation.ts';
import { office } from './kinds.ts';

const DAY_MS = 86_400_000;
const INVITATION_DAYS = 14;

/** Invitations nobody has taken yet; the link itself is not kept. */
export async function listInvitations(tx: TownTx): Promise<RouteOutput<typeof contract.invitations>> {
  const { rows } =
    await sql<Row>`select i.id, i.login, i.name, i.functions, o.name as only_office, i.valid_until,
      i.created_at, i.expires_at
    from invitation i left join office o on o.town_id = i.town_id and o.id = i.only_office_id
    where i.town_id = ${tx.actor.townId} and i.used_at is null and i.expires_at > ${tx.now}
    order by i.created_at desc`.execute(tx.db);
  return { invitations: rows.map((row) => toView(row)) };
}

/**
 * Invites somebody for 14 days. A consultant's access always has an end: refuses `consultant_needs_end`. Who
 * administers does so for the whole town: refuses `administrator_everywhere`.
 */
export async function inviteMember(
  tx: TownTx,
  input: RouteInput<typeof contract.invite>,
): Promise<RouteOutput<typeof contract.invite>> {
  if (input.functions.includes('consultant') && !input.validUntil)
    refuse('invalid', 'consultant_needs_end', [{ path: 'validUntil', code: 'required' }]);
  if (input.onlyOfficeId) {
    if (input.functions.includes('administrator'))
      refuse('invalid', 'administrator_everywhere', [{ path: 'onlyOfficeId', code: 'not_allowed' }]);
    await readRecord(tx, office, input.onlyOfficeId).catch(() =>
      refuse('invalid', 'invalid_input', [{ path: 'onlyOfficeId', code: 'unknown_reference' }]),
    );
  }
  const { token, hash } = freshToken();
  const expires = new Date(tx.now.getTime() + INVITATION_DAYS * DAY_MS);
  const id = tx.newId();
  await sql`insert into invitation (town_id, id, token_hash, login, name, functions, only_office_id, valid_until,
      expires_at, created_at)
    values (${tx.actor.townId}, ${id}, ${hash}, ${input.login}, ${input.name}, ${input.functions},
      ${input.onlyOfficeId}, ${input.validUntil}, ${expires}, ${tx.now})`.execute(tx.db);
  await writeJournal(tx, {
    event: 'member.invited',
    kind: 'member',
    recordId: id,
    changes: {
      login: [null, input.login],
      functions: [null, input.functions],
      only_office_id: [null, input.onlyOfficeId],
      valid_until: [null, input.validUntil],
    },
  });
  await enqueue(tx, endInvitation, { id }, expires);
  return { path: `/einladung/${token}`, expiresAt: expires.toISOString() };
}

/** Withdraws an invitation nobody has taken; its link leads nowhere from then on. */
export async function withdrawInvitation(
  tx: TownTx,
  input: RouteInput<typeof contract.withdrawInvitation>,
): Promise<{ done: true }> {
  const { rows } = await sql<{ login: string; functions: string[] }>`delete from invitation
    where town_id = ${tx.actor.townId} and id = ${input.id} and used_at is null returning login, functions`.execute(
    tx.db,
  );
  const row = rows[0] ?? refuse('not_found', 'not_found');
  await writeJournal(tx, {
    event: 'member.uninvited',
    kind: 'member',
    recordId: input.id,
    changes: { login: [row.login, null], functions: [row.functions, null] },
  });
  return { done: true };
}
