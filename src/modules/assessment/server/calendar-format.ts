import {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendar,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
} from 'ical-generator';
import { type LocalDate, ZONE } from '#kernel/dates';
import { oneLine } from '#kernel/one-line';
import type { Told } from '../domain/invitations.ts';

/** The zone's rules since 1996 (directive 2000/84/EC), as calendars without a list of zones need them. */
const BERLIN = [
  'BEGIN:VTIMEZONE',
  `TZID:${ZONE}`,
  'BEGIN:DAYLIGHT',
  'DTSTART:19960331T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'TZNAME:CEST',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'DTSTART:19961027T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'TZNAME:CET',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n');

/** An empty calendar in the town's zone; the zone stands at the events, so that stamps stay in UTC as they must. */
export function emptyCalendar(method: ICalCalendarMethod, language: 'de' | 'en'): ICalCalendar {
  return new ICalCalendar({
    prodId: { company: 'Sollstand', product: 'Sollstand', language: language.toUpperCase() },
    method,
    timezone: { name: null, generator: (zone) => (zone === ZONE ? BERLIN : null) },
  });
}

/** The same in every calendar and letter, so that programs know an entry again. */
export const uidOf = (entryId: string): string => `${entryId}@sollstand`;

/** When and what of an entry. Local time without offset, together with its zone. */
export const eventOf = (
  entryId: string,
  told: { day: LocalDate } & Omit<Told, 'day'>,
  stamp: Date,
): ICalEventData => ({
  id: uidOf(entryId),
  start: `${told.day}T${told.starts}:00`,
  end: `${told.day}T${told.ends}:00`,
  timezone: ZONE,
  stamp,
  // Also of weeks from before titles were one line.
  summary: oneLine(told.title),
  location: oneLine(told.place),
});

/** The last line ends like all others (RFC 5545, 3.1). */
export const textOf = (calendar: ICalCalendar): string => `${calendar.toString()}\r\n`;

interface Invited {
  entryId: string;
  told: Told;
  name: string;
  email: string;
  sequence: number;
  cancelled: boolean;
  askedAt: Date;
}

/**
 * One entry as an invitation or its cancellation (RFC 5546, 3.2.2 and 3.2.5): an object of its own, since all events of
 * a request share one UID. Only whom the letter goes to is named.
 */
export function invitationCalendar(
  invited: Invited,
  organizer: { name: string; email: string },
): { method: 'REQUEST' | 'CANCEL'; content: string } {
  const method = invited.cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
  const calendar = emptyCalendar(method, 'de');
  calendar.createEvent({
    ...eventOf(invited.entryId, invited.told, invited.askedAt),
    sequence: invited.sequence,
    status: invited.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer,
    attendees: [
      {
        name: invited.name,
        email: invited.email,
        rsvp: !invited.cancelled,
        role: ICalAttendeeRole.REQ,
        type: ICalAttendeeType.INDIVIDUAL,
        status: ICalAttendeeStatus.NEEDSACTION,
      },
    ],
  });
  return { method, content: textOf(calendar) };
}
