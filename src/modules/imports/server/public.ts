export { importsTables } from './privacy.ts';
export { importRoutes } from './routes.ts';
export { importJob } from './run-job.ts';
export type { ImportsTables } from './tables.ts';
export { removeOldUploads, uploadsFolder } from './upload.ts';
export { UPLOAD_PATH, uploadDescription, uploadRoute } from './upload-route.ts';
