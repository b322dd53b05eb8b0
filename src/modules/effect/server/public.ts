export * as effectKinds from './kinds.ts';
export { remindReviews, sendReviewReminder } from './remind-reviews.ts';
export { effectRoutes } from './routes.ts';
export type { EffectTables } from './tables.ts';
export { takeMonthlyValues } from './take-value.ts';
