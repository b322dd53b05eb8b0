export { findCycle } from '../domain/measure.ts';
export { measureFiles } from './files.ts';
export { followMerge } from './follow-merge.ts';
export * as measuresKinds from './kinds.ts';
export { placeMeasure } from './place-measure.ts';
export { measuresRoutes } from './routes.ts';
export { loadNeeds } from './store.ts';
export type { MeasuresTables, MeasureTable } from './tables.ts';
