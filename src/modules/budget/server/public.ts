export { describeYears } from './chart-years.ts';
export { contractFiles } from './files.ts';
export { importContracts } from './import-contracts.ts';
export { importBudgetLines } from './import-lines.ts';
export * as budgetKinds from './kinds.ts';
export { budgetRoutes } from './routes.ts';
export type { BudgetTables } from './tables.ts';
