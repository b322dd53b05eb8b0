export { roadmapRoutes } from './routes.ts';
export { readPlan } from './plan.read.ts';
export * as roadmapKinds from './kinds.ts';
export type { RoadmapTables } from './tables.ts';
