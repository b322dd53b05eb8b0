import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { Browser } from '../http/context.ts';
import type { Ground } from '../tx.ts';
import { checkPassword } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import { type Opened, openSession } from './sessions.ts';

export interface SetupForm {
  townName: string;
  townSlug: string;
  state: string;
  name: string;
  login: string;
  password: string;
}

/** First start: creates town and administrator, once; refuses when somebody was faster. */
export async function setUp(ground: Ground, form: SetupForm, browser: Browser): Promise<Opened> {
  await checkPassword(form.password, 'password', [form.login, form.name, form.townName]);
  const userId = ground.newId();
  const hash = await hashPassword(form.password);
  const { rows } = await sql<{
    ok: boolean;
  }>`select app.door_setup(${ground.newId()}, ${form.townSlug}, ${form.townName}, ${form.state},
    ${userId}, ${form.login}, ${form.name}, ${hash}, ${ground.newId()}, ${ground.newId()}) as ok`.execute(
    ground.db,
  );
  if (!rows[0]?.ok) refuse('conflict', 'already_set_up');
  return openSession(ground, userId, browser);
}

export async function needsSetup(ground: Ground): Promise<boolean> {
  const { rows } = await sql<{ needed: boolean }>`select app.door_needs_setup() as needed`.execute(ground.db);
  return rows[0]?.needed ?? false;
}
