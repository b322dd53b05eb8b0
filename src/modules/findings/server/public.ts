export { findingsRoutes } from './routes.ts';
export * as findingsKinds from './kinds.ts';
export type { FindingsTables, FindingTable } from './tables.ts';
