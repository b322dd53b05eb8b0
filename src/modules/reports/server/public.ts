export {
  DOCUMENT_KINDS,
  type DocumentKind,
  EDITIONS,
  FORMATS,
  FORMATS_OF,
} from '../domain/documents/editions.ts';
export { brandFilesDescription, brandFilesRoute, isBrandUpload } from './documents/brand-files-route.ts';
export { makeDocument } from './documents/make-document.ts';
export type { Wanted } from './documents/make-file.ts';
export * as reportsKinds from './kinds.ts';
export { makeResultsReport } from './make-report.ts';
export { reportsTables } from './privacy.ts';
export { readResults } from './results.read.ts';
export { reportsRoutes } from './routes.ts';
export type { ReportsTables } from './tables.ts';
