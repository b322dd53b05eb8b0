import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import { fileHandlers } from '#platform/files/handlers';
import { town } from '#platform/http/bind';
import { chart } from '#platform/http/chart';
import { recordHandlers } from '#platform/http/record-handlers';
import { type Row, toView } from '#platform/records';
import { spendingContract as contract } from '../contract-spending.ts';
import { assignArea } from './assign-area.ts';
import { chartSpending } from './chart-spending.ts';
import { postingFiles, spendingEntryFiles } from './files.ts';
import * as kinds from './kinds.ts';
import { putGuide } from './put-guide.ts';
import { showGuide } from './show-guide.ts';
import { showParts } from './show-parts.ts';
import { showSpending } from './show-spending.ts';

const named = {
  columns: sql`c.title as contract_title`,
  joins: sql`left join contract c on c.town_id = r.town_id and c.id = r.contract_id`,
};
const view = (_tx: unknown, row: Row) => ({ contractTitle: null, ...toView<Row>(row) });

/** An amount is there exactly when it is not unknown: over what is stored and what is sent. */
function checkAmount(values: Row, before: Row | null): void {
  const { amount_cents = null, certainty }: Row = { ...before, ...values };
  if (certainty !== 'unknown' && amount_cents === null)
    refuse('invalid', 'invalid_input', [{ path: 'amountCents', code: 'required' }]);
  if (certainty === 'unknown' && amount_cents !== null)
    refuse('invalid', 'invalid_input', [{ path: 'amountCents', code: 'amount_of_unknown' }]);
}

export const spendingRoutes = {
  postings: recordHandlers(contract.postings, kinds.posting, {
    list: {
      sorts: {
        year: sql`r.year`,
        bookedOn: sql`coalesce(r.booked_on, '0001-01-01'::date)`,
        document: sql`(r.document || ' ' || r.line)`,
        partner: sql`r.partner`,
        amountCents: sql`r.amount_cents`,
      },
      order: '-year',
      ...named,
    },
    where: (query) => [
      ...(query.year ? [sql`r.year = ${query.year}`] : []),
      ...(query.area ? [sql`r.cost_area = ${query.area}`] : []),
      ...(query.contractId ? [sql`r.contract_id = ${query.contractId}`] : []),
    ],
    view,
  }),
  entries: recordHandlers(contract.entries, kinds.spendingEntry, {
    list: {
      sorts: {
        year: sql`r.year`,
        title: sql`r.title`,
        amountCents: sql`coalesce(r.amount_cents, 0)`,
        certainty: sql`r.certainty`,
      },
      order: '-year',
      ...named,
    },
    where: (query) => [
      ...(query.year ? [sql`r.year = ${query.year}`] : []),
      ...(query.area ? [sql`r.cost_area = ${query.area}`] : []),
      ...(query.certainty ? [sql`r.certainty = ${query.certainty}`] : []),
    ],
    view,
    check: (_tx, values, before) => checkAmount(values, before),
  }),
  postingFiles: fileHandlers(contract.postingFiles, postingFiles),
  entryFiles: fileHandlers(contract.entryFiles, spendingEntryFiles),
  assignArea: town(contract.assignArea, assignArea),
  overview: town(contract.overview, showSpending),
  parts: town(contract.parts, showParts),
  chart: chart(contract.chart, (tx, { until }) => chartSpending(tx, until)),
  guide: town(contract.guide, showGuide),
  putGuide: town(contract.putGuide, putGuide),
};
