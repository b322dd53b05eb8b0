export { assessmentRoutes } from './routes.ts';
export { countWeek, evidenceExists } from './store.ts';
export * as assessmentKinds from './kinds.ts';
export type { AssessmentTables } from './tables.ts';
