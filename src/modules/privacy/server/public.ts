export { anonymise } from './anonymise.ts';
export { runRetention, showRetention } from './retention.ts';
export { privacyRoutes } from './routes.ts';
export { declared as declaredTables, kinds as allKinds } from './rules.ts';
export { findPeople, type Someone } from './subject.read.ts';
export { exportPerson, showTraces } from './traces.ts';
