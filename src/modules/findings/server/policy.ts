import { refuse } from '#kernel/refuse';
import type { TownTx } from '#platform/tx';
import { type FindingMay, findingMay } from '../domain/finding.ts';
import type { FindingTable } from './tables.ts';

/** What the actor may do with this finding; also sent to the page as `may`. */
export const mayOf = (tx: TownTx, row: FindingTable): FindingMay =>
  findingMay(row.status, tx.actor.functions);

/** Refuses unless the actor may; the reason is the refusal's code. */
export function requireMay(tx: TownTx, row: FindingTable, what: keyof FindingMay): void {
  const answer = mayOf(tx, row)[what];
  if (answer !== true) refuse('state', 'finding_step', [], { reason: answer });
}
