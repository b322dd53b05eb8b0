import { listPath } from '#kernel/paths';
import { api, problemOf, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { getLocale } from '#texts/runtime';
import type { Status, Tone } from '#ui-kit/badge';
import type { IconName } from '#ui-kit/icons';
import type { LookupOption } from '#ui-kit/lookup-field';
import { toast } from '#ui-kit/toast';
import type { ticketsContract } from '../contract.ts';
import { DEFAULT_STATUSES, type Kind, statusOf } from '../domain/status.ts';

export const tickets = api<typeof ticketsContract>('tickets');
export type Ticket = Awaited<ReturnType<typeof tickets.get>>;
export type Row = Awaited<ReturnType<typeof tickets.update>>;
export type Request = Awaited<ReturnType<typeof tickets.requests.list>>['rows'][number];
export type Desk = Awaited<ReturnType<typeof tickets.desks.get>>;
export type Member = Awaited<ReturnType<typeof tickets.members.get>>;
export type Category = Awaited<ReturnType<typeof tickets.categories.get>>;

const TONES: Record<Kind, { tone: Tone; icon: IconName }> = {
  new: { tone: 'info', icon: 'flag' },
  open: { tone: 'accent', icon: 'half' },
  waiting: { tone: 'warning', icon: 'clock' },
  solved: { tone: 'success', icon: 'done' },
  closed: { tone: 'neutral', icon: 'lock' },
};
export const statusWord = (key: string): string => statusOf(DEFAULT_STATUSES, key)?.[getLocale()] ?? key;
export function statusBadge({ status }: { status: string }): Status {
  return { word: statusWord(status), ...TONES[statusOf(DEFAULT_STATUSES, status)?.kind ?? 'open'] };
}
export const statusOptions = () =>
  DEFAULT_STATUSES.statuses.map(({ key }) => ({ value: key, label: statusWord(key) }));

const PRIORITIES: Record<number, { word: () => string; tone: Tone; icon: IconName }> = {
  1: { word: m.tickets_priority_1, tone: 'danger', icon: 'danger' },
  2: { word: m.tickets_priority_2, tone: 'warning', icon: 'up' },
  3: { word: m.tickets_priority_3, tone: 'neutral', icon: 'flat' },
  4: { word: m.tickets_priority_4, tone: 'neutral', icon: 'down' },
};
export const priorityWord = (priority: number): string => PRIORITIES[priority]?.word() ?? '';
export function priorityBadge({ priority }: { priority: number }): Status {
  const { tone = 'neutral', icon } = PRIORITIES[priority] ?? {};
  return { word: priorityWord(priority), tone, ...(icon ? { icon } : {}) };
}
export const impactOptions = () => [
  { value: '1', label: m.tickets_impact_1() },
  { value: '2', label: m.tickets_impact_2() },
  { value: '3', label: m.tickets_impact_3() },
];
export const urgencyOptions = () => [
  { value: '1', label: m.tickets_urgency_1() },
  { value: '2', label: m.tickets_urgency_2() },
  { value: '3', label: m.tickets_urgency_3() },
];
export const CHANNEL_WORDS: Record<Row['channel'], () => string> = {
  phone: m.tickets_channel_phone,
  portal: m.tickets_channel_portal,
  person: m.tickets_channel_person,
};
export const ROLE_WORDS: Record<Ticket['role'], () => string> = {
  agent: m.tickets_role_agent,
  lead: m.tickets_role_lead,
};

/** How long ago, in the words of the desk: minutes, hours, days. */
export function age(since: string): string {
  const minutes = Math.max(0, Math.floor((Date.now() - new Date(since).getTime()) / 60_000));
  if (minutes < 60) return m.tickets_age_minutes({ count: String(minutes) });
  if (minutes < 48 * 60) return m.tickets_age_hours({ count: String(Math.floor(minutes / 60)) });
  return m.tickets_age_days({ count: Math.floor(minutes / 1440) });
}

export const desksPath = (town: string): string => `${listPath(town, 'ticket')}/stellen`;

export function useWorkplace() {
  const town = useTown();
  return useRecord(['desk-workplace', town], () => tickets.workplace({ town }));
}

/** Who asks: an account or a person, as the form keeps it. */
export interface Requester extends LookupOption {
  kind: 'account' | 'person';
}
export const requesterFields = (who: Requester | null) => ({
  requesterId: who?.kind === 'person' ? who.id : null,
  requesterUserId: who?.kind === 'account' ? who.id : null,
});

/** Tells why something did not work. */
export const tell = (error: unknown) =>
  toast(problemOf(error)?.text ?? m.tickets_unreachable(), { tone: 'danger' });

/** What is read anew when a ticket has changed. */
export const touched = (town: string, id?: string): unknown[][] => [
  ['tickets', town],
  ...(id
    ? [
        ['ticket', town, id],
        ['ticket-story', town, id],
      ]
    : []),
];
