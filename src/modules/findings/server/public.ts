export { classOf } from '../domain/confidentiality.ts';
export { ANSWERS } from '../domain/finding.ts';
export {
  answerFinding,
  type GivenReview,
  type ReviewSheet,
  readReviewSheet,
  signReview,
} from './answer-by-link.ts';
export { findingFiles } from './files.ts';
export * as findingsKinds from './kinds.ts';
export type { MergeFollower } from './merge-findings.ts';
export { findingsTables } from './privacy.ts';
export { sendReviewLetter } from './review-letters.ts';
export type { AskedFinding } from './review-progress.read.ts';
export { findingsRoutes } from './routes.ts';
export { severityWord } from './severity-word.ts';
export type { FindingsTables, FindingTable } from './tables.ts';
