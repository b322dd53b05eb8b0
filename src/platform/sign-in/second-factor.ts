import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import { renderSVG } from 'uqr';
import { refuse } from '#kernel/refuse';
import type { Ground } from '../tx.ts';
import { hashToken } from './tokens.ts';

const PERIOD_S = 30;
const RECOVERY_CODES = 10;
/** Without signs that are taken for one another. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Time-based codes of RFC 6238 as every authenticator app makes them. */
const totp = (secret: string, login = '') =>
  new TOTP({ issuer: 'Sollstand', label: login, secret: Secret.fromBase32(secret), period: PERIOD_S });

interface Factor {
  secret: string;
  confirmed: boolean;
  codes: number;
}

async function factorOf(ground: Ground, userId: string): Promise<Factor | null> {
  const { rows } = await sql<Factor>`select * from app.door_factor(${userId})`.execute(ground.db);
  return rows[0] ?? null;
}

/** Whether somebody's second factor is on, and how many recovery codes are left. */
export async function factorState(
  ground: Ground,
  userId: string,
): Promise<{ on: boolean; recoveryCodes: number }> {
  const factor = await factorOf(ground, userId);
  return { on: factor?.confirmed ?? false, recoveryCodes: factor?.confirmed ? factor.codes : 0 };
}

/** A fresh secret, as text and as a picture to photograph; nothing is asked for before it is confirmed. */
export async function prepareFactor(ground: Ground, user: { id: string; login: string }) {
  const secret = new Secret({ size: 20 }).base32;
  const { rows } = await sql<{
    made: boolean;
  }>`select app.door_begin_factor(${user.id}, ${secret}) as made`.execute(ground.db);
  if (!rows[0]?.made) refuse('state', 'second_factor_on');
  const address = totp(secret, user.login).toString();
  return { secret, address, picture: renderSVG(address, { border: 2 }) };
}

/** Switches the factor on with a code that proves the app has it; answers the recovery codes, once. */
export async function confirmFactor(ground: Ground, userId: string, code: string): Promise<string[]> {
  const factor = await factorOf(ground, userId);
  if (!factor || factor.confirmed) refuse('state', factor ? 'second_factor_on' : 'second_factor_missing');
  const step = stepOf(ground, factor.secret, code) ?? wrongCode();
  const codes = Array.from({ length: RECOVERY_CODES }, recoveryCode);
  const { rows } = await sql<{
    done: boolean;
  }>`select app.door_confirm_factor(${userId}, ${factor.secret}, ${step},
    ${ground.clock.now()}, ${codes.map((one) => hashToken(plain(one)))}) as done`.execute(ground.db);
  if (!rows[0]?.done) refuse('state', 'second_factor_on');
  return codes;
}

export async function dropFactor(ground: Ground, userId: string): Promise<void> {
  await sql`select app.door_drop_factor(${userId})`.execute(ground.db);
}

/** True for a code of the app that has not been used, or a recovery code, which is then gone. */
export async function codeFits(ground: Ground, userId: string, code: string): Promise<boolean> {
  const factor = await factorOf(ground, userId);
  if (!factor?.confirmed) return false;
  const step = stepOf(ground, factor.secret, code);
  const { rows } = await (step === null
    ? sql<{ done: boolean }>`select app.door_spend_code(${userId}, ${hashToken(plain(code))}) as done`
    : sql<{ done: boolean }>`select app.door_spend_step(${userId}, ${step}) as done`
  ).execute(ground.db);
  return rows[0]?.done ?? false;
}

/** The time step a code belongs to, one step of clock drift either way; null when it belongs to none. */
function stepOf(ground: Ground, secret: string, code: string): number | null {
  const digits = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return null;
  const timestamp = ground.clock.now().getTime();
  const delta = totp(secret).validate({ token: digits, timestamp, window: 1 });
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_S) + delta;
}

const wrongCode = (): never => refuse('invalid', 'invalid_input', [{ path: 'code', code: 'wrong_code' }]);

const group = () => Array.from({ length: 5 }, () => SIGNS[randomInt(SIGNS.length)]).join('');
/** Some 123 bits, so that a fast hash may keep them (ASVS 6.5.2), in five groups for reading and typing. */
const recoveryCode = () => Array.from({ length: 5 }, group).join('-');
/** However somebody types it. */
const plain = (code: string) => code.toLowerCase().replace(/[^a-z0-9]/g, '');
