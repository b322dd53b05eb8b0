import { hash, verify } from '@node-rs/argon2';
import { inTurn, type Lane } from './hashing-queue.ts';

/** Parameters of OWASP for argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> =>
  inTurn('known', () => hash(password, COST));

let decoy: Promise<string> | undefined;

/** True when the password fits; an unknown login costs the same time as a known one. */
export async function passwordFits(stored: string | null, password: string, lane: Lane): Promise<boolean> {
  decoy ??= hash('no such login', COST);
  const against = stored ?? (await decoy);
  const fits = await inTurn(lane, () => verify(against, password).catch(() => false));
  return stored !== null && fits;
}
