import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { Browser, SignedIn } from '../http/context.ts';
import type { Ground } from '../tx.ts';
import { tellSessionsEnded } from './ended.ts';
import { freshToken, hashToken } from './tokens.ts';

/** A session lives for half a working day and is not prolonged beyond it; two hours without a request end it too. */
export const SESSION_HOURS = 12;

/** Tokens for the cookies of a browser that has signed in. */
export interface Opened {
  session: string;
  device: string;
}

/** Opens a session with a fresh token; the one the browser held before ends. */
export async function openSession(ground: Ground, userId: string, browser: Browser): Promise<Opened> {
  const { token, hash } = freshToken();
  const device = browser.device ?? freshToken().token;
  const before = browser.session ? hashToken(browser.session) : null;
  const now = ground.clock.now();
  const until = new Date(now.getTime() + SESSION_HOURS * 3_600_000);
  await sql`select app.door_begin_session(${userId}, ${hash}, ${now}, ${until}, ${browser.agent}, ${before},
    ${hashToken(device)})`.execute(ground.db);
  return { session: token, device };
}

export async function closeSession(ground: Ground, token: string): Promise<void> {
  await sql`select app.door_close_session(${hashToken(token)})`.execute(ground.db);
  tellSessionsEnded();
}

/** Where somebody is signed in; `token` is the session that asks. */
export async function listSessions(ground: Ground, userId: string, token: string) {
  const { rows } = await sql<{
    id: string;
    created_at: string;
    seen_at: string;
    expires_at: string;
    agent: string;
    current: boolean;
  }>`select * from app.door_sessions(${userId}, ${hashToken(token)}, ${ground.clock.now()})`.execute(
    ground.db,
  );
  return rows;
}

/** Ends one of somebody's sessions; refuses `not_found`. */
export async function endSessionOf(ground: Ground, userId: string, id: string): Promise<void> {
  const { rows } = await sql<{
    done: boolean;
  }>`select app.door_end_session(${userId}, ${id}) as done`.execute(ground.db);
  if (!rows[0]?.done) refuse('not_found', 'not_found');
  tellSessionsEnded();
}

/** Ends all sessions of somebody but the one that asks, and forgets known devices; returns how many ended. */
export async function endOtherSessions(ground: Ground, userId: string, token: string): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select app.door_end_other_sessions(${userId}, ${hashToken(token)}) as n`.execute(ground.db);
  tellSessionsEnded();
  return rows[0]?.n ?? 0;
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
