import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import { fileHandlers } from '#platform/files/handlers';
import { chart } from '#platform/http/chart';
import { recordHandlers } from '#platform/http/record-handlers';
import { type Row, toView } from '#platform/records';
import { budgetContract as contract } from '../contract.ts';
import { availableCents, type BudgetAmounts } from '../domain/budget-line.ts';
import { chartYears } from './chart-years.ts';
import { contractFiles } from './files.ts';
import * as kinds from './kinds.ts';
import { spendingRoutes } from './routes-spending.ts';

export const budgetRoutes = {
  spending: spendingRoutes,
  files: fileHandlers(contract.files, contractFiles),
  yearChart: chart(contract.yearChart, chartYears),
  contracts: recordHandlers(contract.contracts, kinds.contract, {
    list: {
      sorts: {
        number: sql`r.number`,
        title: sql`r.title`,
        partner: sql`r.partner`,
        yearlyCostCents: sql`r.yearly_cost_cents`,
        endsOn: sql`coalesce(r.ends_on, '9999-12-31'::date)`,
      },
      order: 'number',
    },
    check: (_tx, values, before) => {
      const starts = (values.starts_on ?? before?.starts_on) as string | null;
      const ends = (values.ends_on ?? before?.ends_on) as string | null;
      if (starts && ends && ends < starts)
        refuse('invalid', 'invalid_input', [{ path: 'endsOn', code: 'before_start' }]);
    },
  }),
  lines: recordHandlers(contract.lines, kinds.budgetLine, {
    list: {
      sorts: {
        account: sql`(r.product || ' ' || r.account)`,
        year: sql`r.year`,
        title: sql`r.title`,
        plannedCents: sql`r.planned_cents`,
        actualCents: sql`r.actual_cents`,
      },
      order: '-year',
      columns: sql`c.title as contract_title`,
      joins: sql`left join contract c on c.town_id = r.town_id and c.id = r.contract_id`,
    },
    where: (query) => [
      ...(query.year ? [sql`r.year = ${query.year}`] : []),
      ...(query.kind ? [sql`r.kind = ${query.kind}`] : []),
      ...(query.product ? [sql`r.product = ${query.product}`] : []),
    ],
    view: (_tx, row) => {
      const view = toView<Row>(row);
      return {
        contractTitle: null,
        ...view,
        availableCents: availableCents(view as unknown as BudgetAmounts),
      };
    },
  }),
};
