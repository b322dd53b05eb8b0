export { findingFiles } from './files.ts';
export * as findingsKinds from './kinds.ts';
export { findingsRoutes } from './routes.ts';
export type { FindingsTables, FindingTable } from './tables.ts';
