import { sql } from 'kysely';
import { Refusal, refuse } from '#kernel/refuse';
import type { Browser } from '../http/context.ts';
import { log } from '../log.ts';
import type { Ground } from '../tx.ts';
import type { LetIn } from './directory.ts';
import { tellSessionsEnded } from './ended.ts';
import { countAttempt, countCode } from './limits.ts';
import { checkPassword, PASSWORD_MAX } from './password-rules.ts';
import { hashPassword, passwordFits } from './passwords.ts';
import { codeFits } from './second-factor.ts';
import { type Opened, openSession } from './sessions.ts';
import { freshToken, hashToken } from './tokens.ts';

/** Time to find the telephone and type six digits. */
const STEP_MINUTES = 10;

export interface Credentials {
  login: string;
  password: string;
  /** Of the second factor, for programs that send all at once. */
  code?: string | undefined;
}

/**
 * Checks login and password, and the code of a second factor when there is one and it is given. Answers the opened
 * session, or the step that waits for the code.
 * Refuses `wrong_credentials`, `too_many_attempts`, `sign_in_busy`, and what the directory refuses.
 */
export async function signIn(
  ground: Ground,
  given: Credentials,
  browser: Browser,
  address: string,
): Promise<{ opened: Opened } | { step: string }> {
  const { userId, secondFactor } = await whoKnows(ground, given, browser, address);
  if (!secondFactor) return { opened: await opened(ground, userId, browser, address) };
  if (given.code) {
    await takeCode(ground, userId, given.code);
    return { opened: await opened(ground, userId, browser, address) };
  }
  const { token, hash } = freshToken();
  const until = new Date(ground.clock.now().getTime() + STEP_MINUTES * 60_000);
  await sql`select app.door_open_step(${userId}, ${hash}, ${until})`.execute(ground.db);
  return { step: token };
}

/** Who stands between password and code; null when the step has ended. */
export async function readStep(
  ground: Ground,
  step: string,
): Promise<{ userId: string; login: string } | null> {
  const { rows } = await sql<{ user_id: string; login: string }>`
    select * from app.door_read_step(${hashToken(step)}, ${ground.clock.now()})`.execute(ground.db);
  return rows[0] ? { userId: rows[0].user_id, login: rows[0].login } : null;
}

/** The code after the password. Refuses `sign_in_again` when the step has ended, `wrong_code`, `too_many_attempts`. */
export async function finishSignIn(
  ground: Ground,
  step: string,
  code: string,
  browser: Browser,
  address: string,
): Promise<Opened> {
  const who = (await readStep(ground, step)) ?? refuse('unauthorized', 'sign_in_again');
  await takeCode(ground, who.userId, code);
  const { rows } = await sql<{
    done: boolean;
  }>`select app.door_close_step(${hashToken(step)}) as done`.execute(ground.db);
  if (!rows[0]?.done) refuse('unauthorized', 'sign_in_again');
  return opened(ground, who.userId, browser, address);
}

/**
 * Sets another password for who knows the present one; every other session of theirs ends. `towns` are their names.
 * Refuses `password_elsewhere` for accounts of the directory.
 */
export async function changePassword(
  ground: Ground,
  user: { id: string; login: string; name: string; towns: readonly string[] },
  given: { current: string; next: string },
  browser: Browser & { session: string },
  address: string,
): Promise<void> {
  if ((await lookUp(ground, user.login, browser)).found?.elsewhere) refuse('state', 'password_elsewhere');
  await checkPassword(given.next, 'next', [user.login, user.name, ...user.towns]);
  await confirmPassword(ground, user, given.current, browser, address, 'current');
  const hash = await hashPassword(given.next);
  await sql`select app.door_set_password(${user.id}, ${hash}, ${hashToken(browser.session)})`.execute(
    ground.db,
  );
  tellSessionsEnded();
  log.info('password changed', { user: user.id });
}

/** Asks for the password again before something delicate; a wrong one counts like a failed sign-in. */
export async function confirmPassword(
  ground: Ground,
  user: { login: string },
  password: string,
  browser: Browser,
  address: string,
  field: string,
): Promise<void> {
  await whoKnows(ground, { login: user.login, password }, browser, address).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'wrong_credentials')
      refuse('invalid', 'invalid_input', [{ path: field, code: 'wrong_password' }]);
    throw error;
  });
}

interface Found {
  user_id: string;
  password_hash: string | null;
  known: boolean;
  second_factor: boolean;
  /** The directory keeps the password. */
  elsewhere: boolean;
}

async function lookUp(ground: Ground, login: string, browser: Browser) {
  // Nobody's login, and nothing the database would take.
  if (login.includes('\0')) return { found: undefined, known: null };
  const device = browser.device ? hashToken(browser.device) : null;
  const { rows } = await sql<Found>`select * from app.door_sign_in(${login}, ${device})`.execute(ground.db);
  const found = rows[0];
  return { found, known: found?.known ? (device?.toString('hex') ?? null) : null };
}

async function whoKnows(
  ground: Ground,
  { login, password }: Credentials,
  browser: Browser,
  address: string,
): Promise<LetIn> {
  const { found, known } = await lookUp(ground, login, browser);
  const giveBack = await countAttempt({ login, address, device: known });
  const fits = await passwordFits(
    found?.password_hash ?? null,
    // Never cut: a longer one is another one. What nobody can have is compared in vain all the same.
    password.length > PASSWORD_MAX ? '' : password,
    known ? 'known' : 'stranger',
  ).catch(async (error: unknown) => {
    await giveBack();
    throw error;
  });
  const hasPassword = found?.password_hash != null;
  const local = hasPassword && !found.elsewhere;
  const letIn =
    fits && found
      ? { userId: found.user_id, secondFactor: found.second_factor }
      : password.length > PASSWORD_MAX
        ? null
        : await ground.directory.signIn(ground, { login, password, local }).catch(async (error: unknown) => {
            // A password of this installation was wrong all the same: while the directory is away, it is no free guess.
            if (hasPassword) return null;
            await giveBack();
            throw error;
          });
  if (!letIn) {
    log.info('sign-in refused', { user: found?.user_id ?? null, address });
    refuse('unauthorized', 'wrong_credentials');
  }
  await giveBack();
  return letIn;
}

async function takeCode(ground: Ground, userId: string, code: string): Promise<void> {
  const giveBack = await countCode(userId);
  if (!(await codeFits(ground, userId, code))) {
    log.info('second factor refused', { user: userId });
    refuse('unauthorized', 'wrong_code', [{ path: 'code', code: 'wrong_code' }]);
  }
  await giveBack();
}

async function opened(ground: Ground, userId: string, browser: Browser, address: string): Promise<Opened> {
  log.info('signed in', { user: userId, address });
  return openSession(ground, userId, browser);
}
