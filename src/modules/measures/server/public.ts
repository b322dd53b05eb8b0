export { measuresRoutes } from './routes.ts';
export { findCycle } from '../domain/measure.ts';
export { placeMeasure } from './place-measure.ts';
export { loadNeeds } from './store.ts';
export * as measuresKinds from './kinds.ts';
export type { MeasuresTables, MeasureTable } from './tables.ts';
