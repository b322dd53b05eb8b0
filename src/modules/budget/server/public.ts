export { budgetRoutes } from './routes.ts';
export * as budgetKinds from './kinds.ts';
export type { BudgetTables } from './tables.ts';
