export { MOST_ANSWER_FILES } from '../domain/evidence.ts';
export { fitsFact } from '../domain/legal-unit.ts';
export { percentOf, type Stated } from '../domain/older-comparison.ts';
export {
  answerWithoutAccount,
  type GivenAnswer,
  type OwnQuestion,
  readOwnQuestions,
} from './answer-without-account.ts';
export { bringFiles, type NotTaken } from './bring-files.ts';
export { calendarRoutes } from './calendar-route.ts';
export { describeLevels } from './chart-levels.ts';
export { listNis2 } from './check-legal-unit.ts';
export { compareOlder } from './compare-older.ts';
export { continueWeek } from './continue-week.ts';
export { answerFiles, observationFiles, ratingFiles } from './files.ts';
export * as assessmentKinds from './kinds.ts';
export { isOlderResultUpload, olderResultDescription, olderResultRoute } from './older-result-route.ts';
export { isQuestion } from './question-catalogue.ts';
export { ratingName } from './rating-name.ts';
export { readScores } from './read-scores.ts';
export { plainCode } from './respondents.ts';
export { assessmentRoutes } from './routes.ts';
export { sendAgendaLetter } from './send-invitations.ts';
export { type Shortfall, shortfallsOf, type UnitedRoles, unitedRoles } from './shortfalls.read.ts';
export { countWeek, evidenceExists } from './store.ts';
export type { AssessmentTables } from './tables.ts';
export { readOwnFile, takeBackFile } from './take-back-file.ts';
