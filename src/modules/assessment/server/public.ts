export { describeLevels } from './chart-levels.ts';
export * as assessmentKinds from './kinds.ts';
export { ratingName } from './rating-name.ts';
export { assessmentRoutes } from './routes.ts';
export { countWeek, evidenceExists } from './store.ts';
export type { AssessmentTables } from './tables.ts';
