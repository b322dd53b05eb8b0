import type { findingsContract } from '#modules/findings/contract';
import { api } from '#platform/client';
import { m } from '#texts';
import type { Status } from '#ui-kit/badge';
import type { cockpitContract } from '../contract.ts';

export const cockpit = api<typeof cockpitContract>('cockpit');
export const findings = api<typeof findingsContract>('findings');
export type Overview = Awaited<ReturnType<typeof cockpit.overview>>;

const STATUS: Record<string, () => string> = {
  draft: m.cockpit_draft,
  in_review: m.cockpit_in_review,
  confirmed: m.cockpit_confirmed,
  corrected: m.cockpit_corrected,
  disputed: m.cockpit_disputed,
  merged: m.cockpit_merged,
  proposed: m.cockpit_proposed,
  recommended: m.cockpit_recommended,
  decided: m.cockpit_decided,
  postponed: m.cockpit_postponed,
  rejected: m.cockpit_rejected,
  done: m.cockpit_done,
};

/** "42 bestätigt, 2 strittig": counts by status in words. */
export const inWords = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([status, n]) => `${n} ${STATUS[status]?.() ?? status}`)
    .join(', ');

export const waitingStatus = (note: string): Status =>
  note === 'access_ending'
    ? { word: m.cockpit_access_ending(), tone: 'warning', icon: 'clock' }
    : note === 'report_missing'
      ? { word: m.cockpit_report_missing(), tone: 'warning', icon: 'clock' }
      : note === 'review_due'
        ? { word: m.cockpit_review_due(), tone: 'warning', icon: 'clock' }
        : note === 'disputed'
          ? { word: m.cockpit_disputed(), tone: 'warning' }
          : { word: m.cockpit_in_review(), tone: 'info' };

export const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((a, b) => a + b, 0);
