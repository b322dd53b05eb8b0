export { WORK_KINDS } from '../domain/activities.ts';
export { describeShares, kindWords } from './chart-shares.ts';
export { storeDay } from './keep-day.ts';
export * as activityKinds from './kinds.ts';
export { readActivities } from './read-activities.ts';
export { activityRoutes } from './routes.ts';
export type { ActivityTables } from './tables.ts';
