export {
  DOCUMENT_KINDS,
  EDITIONS,
  FORMATS,
  FORMATS_OF,
  formatsFor,
  TECHNICAL_READERS,
} from '../domain/documents/editions.ts';
export { brandFilesDescription, brandFilesRoute, isBrandUpload } from './documents/brand-files-route.ts';
export { makeDocument } from './documents/make-document.ts';
export type { Wanted } from './documents/make-file.ts';
export * as reportsKinds from './kinds.ts';
export {
  bringLibrary,
  isLibraryUpload,
  libraryFileDescription,
  libraryFileRoute,
} from './library/library-route.ts';
export { makeResultsReport } from './make-report.ts';
export { reportsTables } from './privacy.ts';
export { reportsRoutes } from './routes.ts';
export type { ReportsTables } from './tables.ts';
