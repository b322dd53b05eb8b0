export { runRetention } from './retention.ts';
export { privacyRoutes } from './routes.ts';
export { declared as declaredTables, kinds as allKinds } from './rules.ts';
