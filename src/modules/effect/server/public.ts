export * as effectKinds from './kinds.ts';
export { readNow } from './reading.read.ts';
export { remindReviews, sendReviewReminder } from './remind-reviews.ts';
export { reviewMeasure } from './review-measure.ts';
export { effectRoutes } from './routes.ts';
export { setIndicator } from './set-indicator.ts';
export type { EffectTables } from './tables.ts';
export { takeMonthlyValues, takeValue } from './take-value.ts';
