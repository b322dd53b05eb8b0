import { sql } from 'kysely';
import { town } from '#platform/http/bind';
import { chart } from '#platform/http/chart';
import { recordHandlers } from '#platform/http/record-handlers';
import { askToStop } from '#platform/jobs/progress';
import { removeRecord } from '#platform/records';
import { roadmapContract as contract } from '../contract.ts';
import { acceptPlan } from './accept-plan.ts';
import { chartCost } from './chart-cost.ts';
import { checkCondition, checkRoleTime } from './check-conditions.ts';
import { checkWay } from './check-way.ts';
import { keepBaseline, renameBaseline } from './keep-baseline.ts';
import { measureWay, planCondition, roadmapBaseline, roadmapPlan, roleTime, yearFrame } from './kinds.ts';
import { findPlan } from './planning-store.ts';
import { readPlan, readPlans } from './read-plans.ts';
import { showProgress } from './show-progress.ts';
import { placeOnRoadmap, showRoadmap } from './show-roadmap.ts';
import { simulateInForce, simulatePlan } from './show-simulation.ts';
import { startPlan } from './start-plan.ts';
import { whatIf } from './what-if.ts';
import { whyNotEarlier } from './why-not-earlier.ts';

export const roadmapRoutes = {
  show: town(contract.show, showRoadmap),
  costChart: chart(contract.costChart, chartCost),
  place: town(contract.place, placeOnRoadmap),
  frames: recordHandlers(contract.frames, yearFrame, {
    list: { sorts: { year: sql`r.year` }, order: 'year' },
  }),
  roleTimes: recordHandlers(contract.roleTimes, roleTime, {
    list: { sorts: { role: sql`r.role`, fromQuarter: sql`r.from_quarter` }, order: 'role' },
    check: (_tx, values, before) => checkRoleTime({ ...before, ...values }),
  }),
  conditions: recordHandlers(contract.conditions, planCondition, {
    list: { sorts: { quarter: sql`coalesce(r.quarter, '0000-Q1')`, kind: sql`r.kind` }, order: 'quarter' },
    check: (_tx, values, before) => checkCondition({ ...before, ...values }),
  }),
  ways: recordHandlers(contract.ways, measureWay, {
    list: { sorts: { name: sql`r.name`, createdAt: sql`r.created_at` }, order: 'createdAt' },
    where: ({ measureId }) => (measureId ? [sql`r.measure_id = ${measureId}`] : []),
    check: checkWay,
  }),
  reasons: town(contract.reasons, whyNotEarlier),
  simulation: town(contract.simulation, simulateInForce),
  planSimulation: town(contract.planSimulation, simulatePlan),
  progress: town(contract.progress, showProgress),
  keepBaseline: town(contract.keepBaseline, keepBaseline),
  renameBaseline: town(contract.renameBaseline, renameBaseline),
  removeBaseline: town(contract.removeBaseline, async (tx, { id }) => {
    await removeRecord(tx, roadmapBaseline, id, { version: null });
    return { done: true } as const;
  }),
  whatIf: town(contract.whatIf, whatIf),
  plans: town(contract.plans, readPlans),
  getPlan: town(contract.getPlan, readPlan),
  startPlan: town(contract.startPlan, startPlan),
  cancelPlan: town(contract.cancelPlan, async (tx, { id }) => {
    if ((await findPlan(tx, id)).state === 'running') await askToStop(tx, 'roadmap_plan', id);
    return { done: true } as const;
  }),
  acceptPlan: town(contract.acceptPlan, acceptPlan),
  removePlan: town(contract.removePlan, async (tx, { id }) => {
    await removeRecord(tx, roadmapPlan, id, { version: null });
    return { done: true } as const;
  }),
};
