import { refuse } from '#kernel/refuse';
import type { TownTx } from '#platform/tx';
import { heldRoles } from './own-roles.read.ts';

/** Functions that the catalogue lists. It stands beside this module, so whoever knows both hands them in. */
export type ListedRoles = () => readonly string[];

/** Refuses a function that neither the catalogue lists nor anybody of the town holds. */
export async function requireKnownRole(tx: TownTx, listed: ListedRoles, role: string): Promise<void> {
  if (listed().includes(role) || (await heldRoles(tx)).includes(role)) return;
  refuse('invalid', 'invalid_input', [{ path: 'role', code: 'activity_role_unknown' }]);
}
