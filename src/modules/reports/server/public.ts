export * as reportsKinds from './kinds.ts';
export { makeResultsReport } from './make-report.ts';
export { reportsTables } from './privacy.ts';
export { readResults } from './results.read.ts';
export { reportsRoutes } from './routes.ts';
export type { ReportsTables } from './tables.ts';
