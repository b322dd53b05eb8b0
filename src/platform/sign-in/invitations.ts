import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { Browser } from '../http/context.ts';
import type { Ground } from '../tx.ts';
import { checkPassword } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import { type Opened, openSession } from './sessions.ts';
import { hashToken } from './tokens.ts';

export interface Offer {
  town: string;
  login: string;
  name: string;
  /** The login has an account already. */
  known: boolean;
}

/** What the link of an invitation offers; null when it has ended. */
export async function readInvitation(ground: Ground, token: string): Promise<Offer | null> {
  const { rows } = await sql<Offer>`
    select * from app.door_invitation(${hashToken(token)}, ${ground.clock.now()})`.execute(ground.db);
  return rows[0] ?? null;
}

/**
 * Takes an invitation: a new login sets its password and is signed in, a known one has to be signed in already, since
 * the link alone proves nothing about it. Refuses `invitation_ended`, `invitation_sign_in`.
 */
export async function acceptInvitation(
  ground: Ground,
  token: string,
  password: string | null,
  signedIn: { id: string } | null,
  browser: Browser,
): Promise<Opened | null> {
  const offer = (await readInvitation(ground, token)) ?? refuse('not_found', 'invitation_ended');
  if (!offer.known) await checkPassword(password ?? '', 'password', [offer.login, offer.name, offer.town]);
  const hash = offer.known ? null : await hashPassword(password ?? '');
  const { rows } = await sql<{ user_id: string | null; created: boolean }>`
    select * from app.door_take_invitation(${hashToken(token)}, ${ground.clock.now()}, ${ground.newId()}, ${hash},
      ${signedIn?.id ?? null})`.execute(ground.db);
  const taken = rows[0] ?? refuse('not_found', 'invitation_ended');
  const userId = taken.user_id ?? refuse('unauthorized', 'invitation_sign_in');
  return taken.created ? openSession(ground, userId, browser) : null;
}
