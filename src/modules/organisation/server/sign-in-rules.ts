import { sql } from 'kysely';
import type { Fn } from '#kernel/functions';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { writeJournal } from '#platform/journal';
import type { TownTx } from '#platform/tx';
import type { organisationContract as contract } from '../contract.ts';

type Rules = RouteOutput<typeof contract.signInRules>;

export async function readSignInRules(tx: TownTx): Promise<Rules> {
  const { rows } = await sql<{ second_factor_for: Fn[] }>`select second_factor_for from town
    where id = ${tx.actor.townId}`.execute(tx.db);
  return { secondFactorFor: rows[0]?.second_factor_for ?? [] };
}

/**
 * Demands a second factor for functions. It holds from the next request on: sessions without one keep the account page.
 * Refuses `second_factor_yourself` when whoever sets the rule would be the first to stand outside.
 */
export async function setSignInRules(
  tx: TownTx,
  { secondFactorFor: wanted }: RouteInput<typeof contract.setSignInRules>,
): Promise<Rules> {
  await sql`select from town where id = ${tx.actor.townId} for update`.execute(tx.db);
  const before = (await readSignInRules(tx)).secondFactorFor;
  const after = [...new Set(wanted)].sort();
  if (after.join() === before.join()) return { secondFactorFor: before };
  const { rows } = await sql<{ has: boolean }>`select app.has_second_factor() as has`.execute(tx.db);
  if (!rows[0]?.has && tx.actor.functions.some((held) => after.includes(held)))
    refuse('state', 'second_factor_yourself');
  await sql`update town set second_factor_for = ${after}, version = version + 1, updated_at = ${tx.now}
    where id = ${tx.actor.townId}`.execute(tx.db);
  await writeJournal(tx, {
    event: 'town.second_factor_demanded',
    kind: 'town',
    recordId: tx.actor.townId,
    changes: { second_factor_for: [before.join(', '), after.join(', ')] },
  });
  return { secondFactorFor: after };
}
