import { sql } from 'kysely';
import { localDateOf } from '#kernel/dates';
import { refuse } from '#kernel/refuse';
import { town } from '#platform/http/bind';
import { recordHandlers } from '#platform/http/record-handlers';
import { measuresContract } from '../contract.ts';
import { plainDecisions } from '../contract-decisions.ts';
import { belongsToMeasure } from './belongs-to-measure.ts';
import { measureDecision } from './kinds.ts';
import { withdrawDecision } from './withdraw-decision.ts';

const { remove: _, ...plain } = recordHandlers(plainDecisions, measureDecision, {
  list: { sorts: { decidedOn: sql`r.decided_on` }, order: '-decidedOn' },
  where: (query) => (query.measureId ? [sql`r.measure_id = ${query.measureId}`] : []),
  // With another outcome it is another decision: the status of the measure may rest on it.
  fixed: ['outcome'],
  check: async (tx, values, before) => {
    if (before?.withdrawn_on) refuse('state', 'measure_decision_withdrawn');
    if (String(values.decided_on ?? before?.decided_on) > localDateOf(tx.now))
      refuse('invalid', 'invalid_input', [{ path: 'decidedOn', code: 'in_future' }]);
    await belongsToMeasure(tx, values, before);
  },
});

export const decisionsRoutes = {
  ...plain,
  withdraw: town(measuresContract.decisions.withdraw, withdrawDecision),
};
