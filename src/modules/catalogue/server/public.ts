export { type ChecklistCatalogue, checklistFor, hasPoint } from '../domain/checklists.ts';
export type {
  ForeignCatalogue,
  ForeignFault,
  ForeignReading,
  ForeignRemark,
} from '../domain/foreign-catalogue.ts';
export { foreignFaultText, foreignRemarkText } from '../domain/foreign-fault-text.ts';
export type { Framework } from '../domain/framework.ts';
export { fulfilment, type GroupFulfilment, overallFulfilment } from '../domain/fulfilment.ts';
export type { LibraryMeasure } from '../domain/measure-library.ts';
export { checkUnit, type Nis2Answers, type TrackResult } from '../domain/nis2.ts';
export { type ComparedChapter, placeOlderLevels } from '../domain/older-edition.ts';
export { frameworkOf, isFramework } from '../domain/oscal/framework-in.ts';
export { controlIds, foreignOf } from '../domain/oscal/framework-out.ts';
export type { Stamp } from '../domain/oscal/resolve-profile.ts';
export { writeCatalogue } from '../domain/oscal/write-catalogue.ts';
export { namedAs, shortName } from '../domain/requirement-name.ts';
export { unionsOfRoles } from '../domain/roles.ts';
export { suggestMeasures } from '../domain/suggest-measures.ts';
export {
  bringOwnMeasures,
  type OwnMeasureEntry,
  ownMeasureEntries,
  ownMeasureEntry,
  ownMeasureFaults,
  partlyMeasureFaults,
} from './bring-own-measures.ts';
export { catalogueFileRoutes, catalogueFilesDescription, isCatalogueUpload } from './catalogue-files.ts';
export { catalogueWorkbook, templateWorkbook } from './catalogue-workbook.ts';
export { compareVersions } from './compare-versions.ts';
export { type Correction, correctionsOf } from './corrections.ts';
export { keepCatalogue } from './keep-catalogue.ts';
export * as catalogueKinds from './kinds.ts';
export { requirementNamed, summaryOf } from './library-view.ts';
export { catalogues, findRequirement, nis2Check, olderEdition } from './load-catalogues.ts';
export { catalogueTables } from './privacy.ts';
export { questionListDescription, questionListRoute } from './question-list-route.ts';
export { type GivenFile, readForeignFiles } from './read-foreign-files.ts';
export { catalogueRoutes } from './routes.ts';
export type { CatalogueTables } from './tables.ts';
export { townLibrary } from './town-library.ts';
export { type UnmetControl, unmetControls } from './unmet-controls.read.ts';
