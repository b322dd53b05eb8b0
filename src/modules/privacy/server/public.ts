export { runRetention } from './retention.ts';
export { privacyRoutes } from './routes.ts';
export { kinds as allKinds } from './rules.ts';
