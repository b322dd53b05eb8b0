export { describeCost } from './chart-cost.ts';
export * as roadmapKinds from './kinds.ts';
export { readPlan } from './plan.read.ts';
export { roadmapRoutes } from './routes.ts';
export type { RoadmapTables } from './tables.ts';
