export { measuresRoutes } from './routes.ts';
export { placeMeasure } from './place-measure.ts';
export { loadNeeds } from './store.ts';
export * as measuresKinds from './kinds.ts';
export type { MeasuresTables, MeasureTable } from './tables.ts';
