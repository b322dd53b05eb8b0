import { refuse } from '#kernel/refuse';
import { functionsFor, type TownTx } from '#platform/tx';
import { type FindingMay, findingMay } from '../domain/finding.ts';
import type { FindingTable } from './tables.ts';

/** What the actor may do with this finding; also sent to the page as `may`. */
export const mayOf = (tx: TownTx, row: FindingTable): FindingMay =>
  findingMay(row.status, functionsFor(tx.actor, row.office_id));

const NOT_THEIRS = new Set<string | true>(['may_only_editors', 'may_only_reviewers']);

/** Refuses unless the actor may: `not_your_function` when it is somebody else's, else `finding_step`. */
export function requireMay(tx: TownTx, row: FindingTable, what: keyof FindingMay): void {
  const answer = mayOf(tx, row)[what];
  if (NOT_THEIRS.has(answer)) refuse('forbidden', 'not_your_function', [], { reason: String(answer) });
  if (answer !== true) refuse('state', 'finding_step', [], { reason: answer });
}
