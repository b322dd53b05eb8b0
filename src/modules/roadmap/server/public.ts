export { CONDITION_KINDS } from '../domain/planning/condition-kinds.ts';
export { plan } from '../domain/planning/plan.ts';
export { readPsplib } from '../domain/planning/psplib.ts';
export { describeCost } from './chart-cost.ts';
export * as roadmapKinds from './kinds.ts';
export { readPlan } from './plan.read.ts';
export { roadmapRoutes } from './routes.ts';
export { planJob } from './run-plan-job.ts';
export type { RoadmapTables } from './tables.ts';
