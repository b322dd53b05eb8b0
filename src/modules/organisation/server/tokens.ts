import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { writeJournal } from '#platform/journal';
import { type Row, toView } from '#platform/records';
import { freshToken } from '#platform/sign-in/tokens';
import type { TownTx } from '#platform/tx';
import type { organisationContract as contract } from '../contract.ts';

const DAY_MS = 86_400_000;

const administers = (tx: TownTx): boolean => tx.actor.functions.includes('administrator');

/** The own tokens, for administrators everybody's; never the secret itself. */
export async function listTokens(tx: TownTx): Promise<RouteOutput<typeof contract.tokens>> {
  const { rows } =
    await sql<Row>`select k.id, k.name, k.scope, u.name as owner, k.user_id = ${tx.actor.userId} as own,
      k.created_at, k.seen_at, k.expires_at
    from api_token k join app.town_users() u on u.id = k.user_id
    where k.town_id = ${tx.actor.townId} and k.expires_at > ${tx.now}
      and (k.user_id = ${tx.actor.userId} or ${administers(tx)})
    order by own desc, k.created_at desc`.execute(tx.db);
  return { tokens: rows.map((row) => toView(row)) };
}

/** Makes a bearer token for the actor; only its hash is kept. */
export async function createToken(
  tx: TownTx,
  input: RouteInput<typeof contract.createToken>,
): Promise<RouteOutput<typeof contract.createToken>> {
  const { token, hash } = freshToken('sst_');
  const expires = new Date(tx.now.getTime() + input.days * DAY_MS);
  const id = tx.newId();
  await sql`insert into api_token (town_id, id, user_id, name, token_hash, scope, expires_at, created_at)
    values (${tx.actor.townId}, ${id}, ${tx.actor.userId}, ${input.name}, ${hash}, ${input.scope}, ${expires}, ${tx.now})`.execute(
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

/** Revokes a token at once: the next request that carries it is refused. */
export async function revokeToken(
  tx: TownTx,
  input: RouteInput<typeof contract.revokeToken>,
): Promise<{ done: true }> {
  const { rows } = await sql<{ name: string; scope: string }>`delete from api_token
    where town_id = ${tx.actor.townId} and id = ${input.id}
      and (user_id = ${tx.actor.userId} or ${administers(tx)}) returning name, scope`.execute(tx.db);
  const row = rows[0] ?? refuse('not_found', 'not_found');
  await writeJournal(tx, {
    event: 'token.revoked',
    kind: 'token',
    recordId: input.id,
    changes: { name: [row.name, null], scope: [row.scope, null] },
  });
  return { done: true };
}
