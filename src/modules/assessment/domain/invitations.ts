import type { LocalDate } from '#kernel/dates';

/** What a guest is told of an entry of the agenda. */
export interface Told {
  day: LocalDate;
  /** Time of day in Germany, `HH:MM`. */
  starts: string;
  ends: string;
  title: string;
  place: string;
}
/** Somebody who comes to an entry, as the agenda says now. */
export interface ExpectedGuest {
  entryId: string;
  personId: string | null;
  name: string;
  /** Empty when none is known. */
  email: string;
  told: Told;
}
/** What somebody was told last, by letter. */
export interface SentInvitation {
  id: string;
  entryId: string;
  personId: string | null;
  name: string;
  email: string;
  told: Told;
  cancelled: boolean;
}

export const INVITATION_STATES = ['no_address', 'over', 'new', 'told', 'changed', 'gone'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];
export const AGENDA_LETTERS = ['invitation', 'change'] as const;
export type AgendaLetter = (typeof AGENDA_LETTERS)[number];
/** What each letter tells of. */
export const LETTER_STATES: Readonly<Record<AgendaLetter, readonly InvitationState[]>> = {
  invitation: ['new'],
  change: ['changed', 'gone'],
};
export const ANSWERS = ['open', 'accepted', 'declined'] as const;

/** One guest of one entry: what a letter would tell, and how that stands to what they were told. */
export interface Standing {
  entryId: string;
  personId: string | null;
  name: string;
  email: string;
  told: Told;
  state: InvitationState;
  /** What was sent before; null without. */
  sent: SentInvitation | null;
}

const keyOf = ({ entryId, personId, email }: { entryId: string; personId: string | null; email: string }) =>
  `${entryId} ${personId ?? email.toLowerCase()}`;

/** Whoever was anonymised has a name there instead. */
const isAddress = (email: string): boolean => email.includes('@');
export const sameTold = (a: Told, b: Told): boolean =>
  sameTime(a, b) && a.title === b.title && a.place === b.place;
export const sameTime = (a: Told, b: Told): boolean =>
  a.day === b.day && a.starts === b.starts && a.ends === b.ends;

/**
 * Who is to be told what: guests as they are now beside what was sent. Nobody is written to about days before `today`.
 * A guest who has gone and could not have come any more is left out.
 */
export function standingsOf(
  guests: readonly ExpectedGuest[],
  sent: readonly SentInvitation[],
  today: LocalDate,
): Standing[] {
  const before = new Map(sent.map((one) => [keyOf(one), one]));
  const expected = new Set(guests.map(keyOf));
  const gone = sent.filter(
    (one) => !one.cancelled && !expected.has(keyOf(one)) && one.told.day >= today && isAddress(one.email),
  );
  return [
    ...guests.map((guest) => standingOf(guest, before.get(keyOf(guest)) ?? null, today)),
    ...gone.map(
      ({ id: _id, cancelled: _no, ...one }): Standing => ({
        ...one,
        state: 'gone',
        sent: before.get(keyOf(one)) ?? null,
      }),
    ),
  ];
}

function standingOf(guest: ExpectedGuest, sent: SentInvitation | null, today: LocalDate): Standing {
  const live = sent !== null && !sent.cancelled ? sent : null;
  // Who has lost an address since is still told of changes at the one that knows of the entry.
  const email = isAddress(guest.email) ? guest.email : (live?.email ?? '');
  return { ...guest, email, sent, state: stateOf({ ...guest, email }, live, today) };
}

function stateOf(guest: ExpectedGuest, live: SentInvitation | null, today: LocalDate): InvitationState {
  if (live) {
    if (sameTold(guest.told, live.told) && guest.email.toLowerCase() === live.email.toLowerCase())
      return 'told';
    return guest.told.day < today && live.told.day < today ? 'over' : 'changed';
  }
  if (guest.told.day < today) return 'over';
  return isAddress(guest.email) ? 'new' : 'no_address';
}
