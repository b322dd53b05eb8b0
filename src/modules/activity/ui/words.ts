import { api } from '#platform/client';
import { m } from '#texts';
import type { Tone } from '#ui-kit/badge';
import { percent } from '#ui-kit/format';
import type { activityContract } from '../contract.ts';
import type { Certainty, Sureness, WorkKind } from '../domain/activities.ts';

export const activity = api<typeof activityContract>('activity');
export type Overview = Awaited<ReturnType<typeof activity.overview>>;
export type EstimateRecord = Awaited<ReturnType<typeof activity.estimates.get>>;
export type Diary = Awaited<ReturnType<typeof activity.diary>>;
export type DiaryDay = Diary['entries'][number];

export const KINDS: Record<WorkKind, () => string> = {
  strategic: m.activity_kind_strategic,
  project: m.activity_kind_project,
  service: m.activity_kind_service,
  operation: m.activity_kind_operation,
  fire_fighting: m.activity_kind_fire_fighting,
  administration: m.activity_kind_administration,
};
/** What belongs to a kind of work, with examples. */
export const KIND_HELP: Record<WorkKind, () => string> = {
  strategic: m.activity_help_strategic,
  project: m.activity_help_project,
  service: m.activity_help_service,
  operation: m.activity_help_operation,
  fire_fighting: m.activity_help_fire_fighting,
  administration: m.activity_help_administration,
};
export const CERTAINTY: Record<Certainty, { word: () => string; tone: Tone }> = {
  measured: { word: m.activity_measured, tone: 'success' },
  estimated: { word: m.activity_estimated, tone: 'info' },
  unknown: { word: m.activity_unknown, tone: 'neutral' },
};
export const SURENESSES: Record<Sureness, () => string> = {
  sure: m.activity_sure,
  rough: m.activity_rough,
  guessed: m.activity_guessed,
};

export const inPercent = (whole: number): string => percent(whole / 100);

/** Minutes as people say them: 7 h 30 min. */
export const inHours = (minutes: number): string => {
  const rest = minutes % 60;
  if (minutes > 0 && minutes < 60) return m.activity_minutes({ minutes });
  const hours = m.activity_hours({ hours: Math.floor(minutes / 60) });
  return rest === 0 ? hours : `${hours} ${m.activity_minutes({ minutes: rest })}`;
};

export const unreachable = (): string => m.activity_unreachable();
