export { makeResultsReport } from './make-report.ts';
export { readResults } from './results.read.ts';
export { reportsRoutes } from './routes.ts';
