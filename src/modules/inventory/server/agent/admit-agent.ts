import { sql } from 'kysely';
import { hashToken } from '#platform/sign-in/tokens';
import type { Actor, Ground } from '#platform/tx';

export interface Admitted {
  actor: Actor;
  tokenId: string;
}

/** The town a token belongs to, and in whose name its reports are stored; null for a wrong or revoked one. */
export async function admitAgent(ground: Ground, token: string): Promise<Admitted | null> {
  if (token.length < 20 || token.length > 200) return null;
  const { rows } = await sql<{
    town_id: string;
    slug: string;
    token_id: string;
  }>`select * from app.door_agent_token(${hashToken(token)})`.execute(ground.db);
  const found = rows[0];
  if (!found) return null;
  const actor: Actor = {
    userId: null,
    name: 'Inventar-Agent',
    townId: found.town_id,
    townSlug: found.slug,
    functions: [],
    offices: 'all',
    via: 'job',
    locale: 'de',
  };
  return { actor, tokenId: found.token_id };
}
