import { listSegment } from '#kernel/paths';
import type { PageRoute } from '#platform/client';

const week = listSegment('engagement');
const goal = listSegment('goal');
const walk = listSegment('observation');
const rating = listSegment('rating');
const interview = listSegment('interview');
const legalUnit = listSegment('legal_unit');

/** The walk-through on a tablet, a page of its own that works without network (`app/web/walk.tsx`). */
export const loadWalk = () => import('./walk/walk-app.tsx');
/** What the walk-through keeps on this device: asked when somebody signs out. */
export const loadWalkLeaving = () => import('./walk/leaving.ts');

/** How items and postings are found that a rating or finding can rest on. */
export const loadEvidenceSearch = () => import('./evidence-search.ts');

export const assessmentPages: PageRoute[] = [
  { path: week, load: () => import('./week-page.tsx').then((page) => page.WeekListPage) },
  { path: `${week}/neu`, load: () => import('./week-form-page.tsx').then((page) => page.WeekNewPage) },
  { path: `${week}/$id`, load: () => import('./week-page.tsx').then((page) => page.WeekPage) },
  {
    path: `${week}/$id/bearbeiten`,
    load: () => import('./week-form-page.tsx').then((page) => page.WeekEditPage),
  },
  {
    path: `${week}/$id/fortsetzen`,
    load: () => import('./week-continue-page.tsx').then((page) => page.WeekContinuePage),
  },
  { path: `${week}/$id/soll-stand`, load: () => import('./target-page.tsx').then((page) => page.TargetPage) },
  {
    path: listSegment('development'),
    load: () => import('./developments-page.tsx').then((page) => page.DevelopmentsPage),
  },
  { path: goal, load: () => import('./goals-page.tsx').then((page) => page.GoalListPage) },
  { path: `${goal}/neu`, load: () => import('./goals-page.tsx').then((page) => page.GoalNewPage) },
  { path: `${goal}/$id`, load: () => import('./goals-page.tsx').then((page) => page.GoalPage) },
  {
    path: `${goal}/$id/bearbeiten`,
    load: () => import('./goals-page.tsx').then((page) => page.GoalEditPage),
  },
  { path: walk, load: () => import('./walk-page.tsx').then((page) => page.WalkPage) },
  { path: `${walk}/$id`, load: () => import('./walk-page.tsx').then((page) => page.ObservationPage) },
  {
    path: `${walk}/$id/bearbeiten`,
    load: () => import('./walk-page.tsx').then((page) => page.ObservationEditPage),
  },
  {
    path: interview,
    load: () => import('./interview-list-page.tsx').then((page) => page.InterviewListPage),
  },
  {
    path: `${interview}/neu`,
    load: () => import('./interview-form-page.tsx').then((page) => page.InterviewNewPage),
  },
  {
    path: `${interview}/$id`,
    load: () => import('./interview-page.tsx').then((page) => page.InterviewPage),
  },
  {
    path: `${interview}/$id/bearbeiten`,
    load: () => import('./interview-form-page.tsx').then((page) => page.InterviewEditPage),
  },
  { path: rating, load: () => import('./comparison-page.tsx').then((page) => page.ComparisonPage) },
  { path: `${rating}/neu`, load: () => import('./rating-page.tsx').then((page) => page.RatingNewPage) },
  { path: `${rating}/verlauf`, load: () => import('./trend-page.tsx').then((page) => page.TrendPage) },
  {
    path: `${rating}/frueher`,
    load: () => import('./older-comparison-page.tsx').then((page) => page.OlderComparisonPage),
  },
  {
    path: `${rating}/frueher/neu`,
    load: () => import('./older-form-page.tsx').then((page) => page.OlderNewPage),
  },
  {
    path: `${rating}/frueher/$id/bearbeiten`,
    load: () => import('./older-form-page.tsx').then((page) => page.OlderEditPage),
  },
  { path: `${rating}/$id`, load: () => import('./rating-page.tsx').then((page) => page.RatingPage) },
  { path: legalUnit, load: () => import('./nis2-page.tsx').then((page) => page.Nis2Page) },
  {
    path: `${legalUnit}/$id`,
    load: () => import('./legal-unit-page.tsx').then((page) => page.LegalUnitPage),
  },
];
