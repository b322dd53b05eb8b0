import { sql } from 'kysely';
import { belongsToMeasure } from '#modules/measures';
import { town } from '#platform/http/bind';
import { chart } from '#platform/http/chart';
import { recordHandlers } from '#platform/http/record-handlers';
import type { Row } from '#platform/records';
import { effectContract as contract } from '../contract.ts';
import { chartIndicator } from './chart-indicator.ts';
import { reportJoins } from './consulting.read.ts';
import { checkReport, showExecution } from './execution.ts';
import { showIndicator } from './indicator.ts';
import { measureReport, measureTask } from './kinds.ts';
import { readReviews } from './read-reviews.ts';
import { readNow } from './reading.read.ts';
import { reviewMeasure } from './review-measure.ts';
import { removeIndicator, setIndicator } from './set-indicator.ts';
import { showConsulting } from './show-consulting.ts';
import { showExecutions } from './show-executions.ts';
import { showRegister } from './show-register.ts';
import { takeValue } from './take-value.ts';

const ofMeasure = (query: Row) => (query.measureId ? [sql`r.measure_id = ${query.measureId}`] : []);

export const effectRoutes = {
  indicator: town(contract.indicator, showIndicator),
  setIndicator: town(contract.setIndicator, setIndicator),
  removeIndicator: town(contract.removeIndicator, removeIndicator),
  takeValue: town(contract.takeValue, takeValue),
  reading: town(contract.reading, (tx, { source, scope }) => readNow(tx, source, scope)),
  chart: chart(contract.chart, chartIndicator),
  reviews: town(contract.reviews, readReviews),
  review: town(contract.review, reviewMeasure),
  register: town(contract.register, showRegister),
  execution: town(contract.execution, showExecution),
  executions: town(contract.executions, showExecutions),
  consulting: town(contract.consulting, showConsulting),
  reports: recordHandlers(contract.reports, measureReport, {
    list: { sorts: { month: sql`r.month` }, order: '-month', ...reportJoins },
    where: ofMeasure,
    check: checkReport,
  }),
  tasks: recordHandlers(contract.tasks, measureTask, {
    list: {
      sorts: { dueOn: sql`coalesce(r.due_on, '9999-12-31'::date)`, title: sql`r.title` },
      order: 'dueOn',
    },
    where: ofMeasure,
    check: belongsToMeasure,
  }),
};
