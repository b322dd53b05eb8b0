import { sql } from 'kysely';
import { Refusal, refuse } from '#kernel/refuse';
import type { SignedIn } from '../http/context.ts';
import type { Ground } from '../tx.ts';
import { hashPassword, PASSWORD_MAX, PASSWORD_MIN, passwordFits } from './passwords.ts';
import { freshToken, hashToken } from './tokens.ts';

/** A session lives for half a working day and is not prolonged beyond it. */
export const SESSION_HOURS = 12;

const attempts = new Map<string, { failures: number; until: number }>();
const MAX_FAILURES = 10;
const WINDOW_MS = 15 * 60_000;

/** Checks login and password and opens a session; ten failures from one address for one login rest 15 minutes. */
export async function signIn(
  ground: Ground,
  login: string,
  password: string,
  address: string,
): Promise<string> {
  return openSession(ground, await whoKnows(ground, login, password, address));
}

/** The id of who has this login and password. Refuses `wrong_credentials`, `too_many_attempts`. */
async function whoKnows(ground: Ground, login: string, password: string, address: string): Promise<string> {
  const key = `${address} ${login.toLowerCase()}`;
  const now = Date.now();
  if (attempts.size > 10_000) attempts.clear();
  const past = attempts.get(key);
  if (past && past.until > now && past.failures >= MAX_FAILURES) refuse('too_many', 'too_many_attempts');
  const { rows } = await sql<{
    user_id: string;
    password_hash: string | null;
  }>`select * from app.door_credentials(${login})`.execute(ground.db);
  const found = rows[0];
  if (!(await passwordFits(found?.password_hash ?? null, password.slice(0, PASSWORD_MAX)))) {
    attempts.set(key, { failures: past && past.until > now ? past.failures + 1 : 1, until: now + WINDOW_MS });
    refuse('unauthorized', 'wrong_credentials');
  }
  attempts.delete(key);
  return found?.user_id ?? '';
}

/** Sets another password for who knows the present one; every other session of theirs ends. */
export async function changePassword(
  ground: Ground,
  user: { id: string; login: string },
  staying: string,
  given: { current: string; next: string },
  address: string,
): Promise<void> {
  checkPassword(given.next, 'next');
  await whoKnows(ground, user.login, given.current, address).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'wrong_credentials')
      refuse('invalid', 'invalid_input', [{ path: 'current', code: 'wrong_password' }]);
    throw error;
  });
  const hash = await hashPassword(given.next);
  await sql`select app.door_set_password(${user.id}, ${hash}, ${hashToken(staying)})`.execute(ground.db);
}

export async function openSession(ground: Ground, userId: string): Promise<string> {
  const { token, hash } = freshToken();
  const now = ground.clock.now();
  const until = new Date(now.getTime() + SESSION_HOURS * 3_600_000);
  await sql`select app.door_open_session(${userId}, ${hash}, ${now}, ${until})`.execute(ground.db);
  return token;
}

export async function closeSession(ground: Ground, token: string): Promise<void> {
  await sql`select app.door_close_session(${hashToken(token)})`.execute(ground.db);
}

/** Who is behind a session cookie; null when it ended. */
export async function whoHasSession(ground: Ground, token: string): Promise<SignedIn | null> {
  const { rows } = await sql<{
    who: Omit<SignedIn, 'via' | 'scope'> | null;
  }>`select app.door_session(${hashToken(token)}, ${ground.clock.now()}) as who`.execute(ground.db);
  const who = rows[0]?.who;
  return who ? { ...who, via: 'session', scope: 'admin' } : null;
}

/** Who is behind a bearer token; null when it is unknown or expired. */
export async function whoHasToken(ground: Ground, token: string): Promise<SignedIn | null> {
  const { rows } = await sql<{
    who: Omit<SignedIn, 'via'> | null;
  }>`select app.door_token(${hashToken(token)}, ${ground.clock.now()}) as who`.execute(ground.db);
  const who = rows[0]?.who;
  return who ? { ...who, via: 'token' } : null;
}

export interface SetupForm {
  townName: string;
  townSlug: string;
  state: string;
  name: string;
  login: string;
  password: string;
}

/** First start: creates town and administrator, once; refuses when somebody was faster. */
export async function setUp(ground: Ground, form: SetupForm): Promise<string> {
  checkPassword(form.password, 'password');
  const userId = ground.newId();
  const hash = await hashPassword(form.password);
  const { rows } = await sql<{
    ok: boolean;
  }>`select app.door_setup(${ground.newId()}, ${form.townSlug}, ${form.townName}, ${form.state},
    ${userId}, ${form.login}, ${form.name}, ${hash}, ${ground.newId()}, ${ground.newId()}) as ok`.execute(
    ground.db,
  );
  if (!rows[0]?.ok) refuse('conflict', 'already_set_up');
  return openSession(ground, userId);
}

export async function needsSetup(ground: Ground): Promise<boolean> {
  const { rows } = await sql<{ needed: boolean }>`select app.door_needs_setup() as needed`.execute(ground.db);
  return rows[0]?.needed ?? false;
}

export async function readInvitation(ground: Ground, token: string) {
  const { rows } = await sql<{ town: string; login: string; name: string; known: boolean }>`
    select * from app.door_invitation(${hashToken(token)}, ${ground.clock.now()})`.execute(ground.db);
  return rows[0] ?? null;
}

/** Takes an invitation; a new login sets its password, a known one keeps its own and must sign in. */
export async function acceptInvitation(
  ground: Ground,
  token: string,
  password: string | null,
): Promise<{ known: boolean; session: string | null }> {
  const offer = (await readInvitation(ground, token)) ?? refuse('not_found', 'invitation_ended');
  if (!offer.known) checkPassword(password ?? '', 'password');
  const hash = offer.known ? null : await hashPassword(password ?? '');
  const { rows } = await sql<{
    id: string | null;
  }>`select app.door_accept_invitation(${hashToken(token)}, ${ground.clock.now()}, ${ground.newId()}, ${hash}) as id`.execute(
    ground.db,
  );
  const userId = rows[0]?.id ?? refuse('not_found', 'invitation_ended');
  return { known: offer.known, session: offer.known ? null : await openSession(ground, userId) };
}

export function checkPassword(password: string, path: string): void {
  if (password.length < PASSWORD_MIN)
    refuse('invalid', 'invalid_input', [{ path, code: 'password_short', params: { min: PASSWORD_MIN } }]);
  if (password.length > PASSWORD_MAX)
    refuse('invalid', 'invalid_input', [{ path, code: 'too_long', params: { max: PASSWORD_MAX } }]);
}
