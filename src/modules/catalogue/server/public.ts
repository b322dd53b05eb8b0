export { type ChecklistCatalogue, checklistFor, hasPoint } from '../domain/checklists.ts';
export type { Framework } from '../domain/framework.ts';
export { fulfilment, type GroupFulfilment, overallFulfilment } from '../domain/fulfilment.ts';
export { checkUnit, type Nis2Answers, type TrackResult } from '../domain/nis2.ts';
export { type ComparedChapter, placeOlderLevels } from '../domain/older-edition.ts';
export {
  listFaultText,
  type QuestionList,
  type QuestionSheet,
  readQuestionList,
} from '../domain/question-list.ts';
export { unionsOfRoles } from '../domain/roles.ts';
export { catalogues, findRequirement, nis2Check, olderEdition } from './load-catalogues.ts';
export { catalogueRoutes } from './routes.ts';
