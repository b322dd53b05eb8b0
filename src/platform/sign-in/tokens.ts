import { createHash, randomBytes } from 'node:crypto';

/** A fresh opaque token and the hash that is stored; the token itself is shown or sent once. */
export function freshToken(prefix = ''): { token: string; hash: Buffer } {
  const token = prefix + randomBytes(32).toString('base64url');
  return { token, hash: hashToken(token) };
}

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();
