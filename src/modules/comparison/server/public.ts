export * as comparisonKinds from './kinds.ts';
export { comparisonTables } from './privacy.ts';
export { comparisonRoutes } from './routes.ts';
export { gatherComparison } from './take-part.ts';
