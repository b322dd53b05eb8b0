import { addDays, type LocalDate, localDate, localDateOf } from '#kernel/dates';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { readRecord, type StoredRow } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { agendaContract as contract } from '../contract-agenda.ts';
import {
  type ExpectedGuest,
  type SentInvitation,
  type Standing,
  standingsOf,
} from '../domain/invitations.ts';
import { readAgenda, readGuests } from './agenda.read.ts';
import { engagement } from './kinds.ts';
import { listInvitations } from './store.ts';
import type { AssessmentTables, WeekTables } from './tables.ts';

export type InvitationRow = StoredRow<WeekTables['agenda_invitation']>;

/** A stored invitation in the words of the domain. */
export const sentOf = (row: InvitationRow): SentInvitation => ({
  id: row.id,
  entryId: row.entry_id,
  personId: row.person_id,
  name: row.name,
  email: row.email,
  told: {
    day: localDate(row.day),
    starts: row.starts,
    ends: row.ends,
    title: row.title,
    place: row.place,
  },
  cancelled: row.cancelled_at !== null,
});

/** Everybody who comes to a week, or no longer comes, beside what they were told. */
export async function readStandings(
  tx: TownTx,
  week: Pick<AssessmentTables['engagement'], 'id' | 'starts_on'>,
): Promise<{ standings: Standing[]; rows: InvitationRow[] }> {
  const rows = await listInvitations(tx, week.id, 'all');
  const guests = await expectedGuests(tx, week.id, localDate(week.starts_on));
  return { standings: standingsOf(guests, rows.map(sentOf), localDateOf(tx.now)), rows };
}

async function expectedGuests(tx: TownTx, weekId: string, startsOn: LocalDate): Promise<ExpectedGuest[]> {
  const guests = await readGuests(tx, weekId);
  return (await readAgenda(tx, weekId)).flatMap(({ id, day, starts, ends, title, place }) =>
    guests
      .filter(({ entryId }) => entryId === id)
      .map(({ entryId, personId, name, email }) => ({
        entryId,
        personId,
        name,
        email,
        told: { day: addDays(startsOn, day - 1), starts, ends, title, place },
      })),
  );
}

/** Who is invited to what, what has changed since, and who has no address. */
export async function listWeekInvitations(
  tx: TownTx,
  { id }: RouteInput<typeof contract.invitations>,
): Promise<RouteOutput<typeof contract.invitations>> {
  const week = await readRecord<AssessmentTables['engagement']>(tx, engagement, id);
  const { standings, rows } = await readStandings(tx, week);
  const asked = new Map(rows.map((row) => [row.id, row.asked_at]));
  return {
    sendsMail: tx.sendsMail,
    rows: standings.map(({ entryId, personId, name, email, state, told, sent }) => ({
      entryId,
      key: personId ?? email.toLowerCase(),
      name,
      email,
      state,
      ...told,
      askedAt: (sent && asked.get(sent.id)) ?? null,
    })),
  };
}
