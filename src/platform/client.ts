/** The browser's door to the server: typed calls, server state, lists and forms connected to them. */
export { type PageRoute, useAddress, useTown } from './browser/address.ts';
export { ChartFigure } from './browser/chart-figure.tsx';
export { api, type Client, connect, reachServer } from './browser/connection.ts';
export { type ListRequest, RecordList, useHolds } from './browser/data-page.tsx';
/** Downloads are rare: the code for them loads when one is asked for. */
export const loadExport = () => import('./browser/export-rows.ts');
export { useDialogWork } from './browser/dialog-work.ts';
export { EvidenceDialog, EvidenceList } from './browser/evidence.tsx';
export { FilesSection } from './browser/files/files-place.tsx';
export type { FileCalls } from './browser/files/files-section.tsx';
export { functionWord } from './browser/function-words.ts';
export { sendEach, useKeptQueue, withoutArrived } from './browser/kept-queue.ts';
export type { CallContext } from './browser/link.ts';
export type { LiveKeys } from './browser/live/refresh.ts';
export { LivePart } from './browser/live-place.tsx';
export type { Ground } from './browser/meeting.ts';
export { newKey } from './browser/new-key.ts';
export { NoOffers, OFFER_STATES, OfferSection } from './browser/offers.tsx';
export { useOutage, watchOutage } from './browser/outage.ts';
export { type Problem, problemOf, statusOf } from './browser/problems.ts';
export {
  type SessionView,
  useEveryRow,
  usePage,
  useReadAnew,
  useRecord,
  useRecordKept,
  useRecordNow,
  useSave,
  useSession,
} from './browser/queries.ts';
export { type FieldWord, useChain, useStory } from './browser/record-context.ts';
export { RecordForm } from './browser/record-form.tsx';
/** Loads what keeps pages up to date; not among the first scripts. */
export const loadLive = () => import('./browser/live/live.ts');
