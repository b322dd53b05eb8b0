import { localDateOf } from '#kernel/dates';
import { listPath, recordPath } from '#kernel/paths';
import type { catalogueContract } from '#modules/catalogue/contract';
import type { measuresContract } from '#modules/measures/contract';
import { measureNumber } from '#modules/measures/ui';
import type { organisationContract } from '#modules/organisation/contract';
import { api, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { getLocale } from '#texts/runtime';
import type { Status } from '#ui-kit/badge';
import { date } from '#ui-kit/format';
import type { steeringContract } from '../contract.ts';
import { type Attendance, lackOf, type Reason } from '../domain/meeting.ts';

export const steering = api<typeof steeringContract>('steering');
export const organisation = api<typeof organisationContract>('organisation');
export const measures = api<typeof measuresContract>('measures');
const catalogue = api<typeof catalogueContract>('catalogue');

export type Meeting = Awaited<ReturnType<typeof steering.meetings.get>>;
export type Member = Awaited<ReturnType<typeof steering.members.get>>;
export type Item = Awaited<ReturnType<typeof steering.items.get>>;
export type Resolution = Awaited<ReturnType<typeof steering.resolutions.get>>;

export const ATTENDANCE_WORDS: Record<Attendance, () => string> = {
  invited: m.steering_invited,
  present: m.steering_present,
  excused: m.steering_excused,
  absent: m.steering_absent,
};
export const REASON_WORDS: Record<Reason, () => string> = {
  own: m.steering_reason_own,
  red: m.steering_reason_red,
  yellow: m.steering_reason_yellow,
  blocked: m.steering_reason_blocked,
  overdue: m.steering_reason_overdue,
  undecided: m.steering_reason_undecided,
  review: m.steering_reason_review,
  silent: m.steering_reason_silent,
  resolution: m.steering_reason_resolution,
};

export const meetingName = ({ number, heldOn }: Pick<Meeting, 'number' | 'heldOn'>): string =>
  m.steering_meeting_name({ number: String(number), date: date(heldOn) });

export function meetingStatus({ approvedAt, heldOn }: Pick<Meeting, 'approvedAt' | 'heldOn'>): Status {
  if (approvedAt) return { word: m.steering_approved(), tone: 'success', icon: 'lock' };
  return heldOn > localDateOf(new Date())
    ? { word: m.steering_planned(), tone: 'neutral', icon: 'clock' }
    : { word: m.steering_open(), tone: 'info', icon: 'edit' };
}

export function resolutionStatus({ doneOn, dueOn }: Pick<Resolution, 'doneOn' | 'dueOn'>): Status {
  if (doneOn) return { word: m.steering_done_on({ date: date(doneOn) }), tone: 'success' };
  if (dueOn && dueOn < localDateOf(new Date())) return { word: m.steering_overdue(), tone: 'warning' };
  return { word: m.steering_undone(), tone: 'neutral' };
}

export const useMeeting = (id: string) => {
  const town = useTown();
  return useRecord(['steering-meeting', town, id], () => steering.meetings.get({ town, id }));
};

/** Measures that can be spoken of, as options. */
export function useMeasureOptions(): { value: string; label: string }[] {
  const town = useTown();
  const { data } = useRecord(['measures', town, 'steering'], () => measures.list({ town, limit: 200 }));
  return (data?.rows ?? []).map((one) => ({ value: one.id, label: `${measureNumber(one)} ${one.title}` }));
}

export function useRoleOptions(): { value: string; label: string }[] {
  const town = useTown();
  const { data } = useRecord(['roles', town], () => catalogue.roles({ town }));
  return (data?.roles ?? []).map(({ key, title }) => ({ value: key, label: title[getLocale()] }));
}

/** The measure that something is about, as number, title and address; null = none. */
export function measureOf(
  town: string,
  row: Pick<Item, 'measureNumber' | 'measureTitle'> & { measureId?: string | null | undefined },
): { label: string; href: string } | null {
  if (!row.measureId || row.measureNumber === null) return null;
  return {
    label: `${measureNumber({ number: row.measureNumber })} ${row.measureTitle}`,
    href: `${recordPath(town, 'measure', row.measureId)}/umsetzung`,
  };
}

/** The list of what an item is about, where it is about several; null = none. */
export function listOf(town: string, { reason, title }: Pick<Item, 'reason' | 'title'>) {
  if (reason === 'undecided')
    return { label: title, href: `${listPath(town, 'measure')}?f.status=recommended` };
  if (reason === 'resolution') return { label: title, href: `${resolutionsPath(town)}?f.state=open` };
  return null;
}

/** Why minutes cannot be approved as they are; undefined = they can. */
export function lackReason(
  meeting: Pick<Meeting, 'itemsSaid' | 'resolutions' | 'present'>,
): string | undefined {
  const lack = lackOf(meeting.itemsSaid + meeting.resolutions, meeting.present);
  const words = {
    empty: m.refusal_steering_empty,
    nobody: m.refusal_steering_nobody,
    blank: m.refusal_steering_blank,
  };
  return lack ? words[lack]() : undefined;
}

export const resolutionsPath = (town: string): string => `${listPath(town, 'steering_meeting')}/beschluesse`;
