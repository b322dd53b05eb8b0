export * as steeringKinds from './kinds.ts';
export { type Minutes, readMinutes } from './minutes.read.ts';
export { steeringRoutes } from './routes.ts';
export { sendMinutesLetter } from './send-minutes.ts';
export type { SteeringTables } from './tables.ts';
