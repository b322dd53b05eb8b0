import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import { recordHandlers } from '#platform/http/record-handlers';
import type { TownTx } from '#platform/tx';
import { catalogueContract as contract } from '../contract.ts';
import type { Frequency, Modal } from '../domain/framework.ts';
import { correction } from './kinds.ts';
import { findRequirement } from './load-catalogues.ts';

export interface Correction {
  requirement: string;
  modal: Modal | null;
  frequency: Frequency | null;
  source: string;
}

/** What the town has found in its own copy of a standard. */
export const correctionsOf = async (tx: TownTx, framework: string): Promise<Correction[]> =>
  (
    await sql<Correction>`select requirement, modal, frequency, source from requirement_correction
      where town_id = ${tx.actor.townId} and framework = ${framework}`.execute(tx.db)
  ).rows;

export const correctionHandlers = recordHandlers(contract.corrections, correction, {
  list: { sorts: { requirement: sql`r.requirement` }, order: 'requirement' },
  where: ({ framework }) => (framework ? [sql`r.framework = ${framework}`] : []),
  check: (_tx, values, before) => {
    const framework = String(values.framework ?? before?.framework);
    const requirement = String(values.requirement ?? before?.requirement);
    if (!findRequirement(framework, requirement))
      refuse('invalid', 'invalid_input', [{ path: 'requirement', code: 'unknown_reference' }]);
  },
  fixed: ['framework', 'requirement'],
});
