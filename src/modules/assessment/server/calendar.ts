import { ICalCalendarMethod } from 'ical-generator';
import { sql } from 'kysely';
import { addDays, localDate } from '#kernel/dates';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { insertRecord, readRecord, removeRecord } from '#platform/records';
import { freshToken, hashToken } from '#platform/sign-in/tokens';
import {
  type Actor,
  type Ground,
  inTown,
  type LinkHolder,
  linkActor,
  type TownTx,
  tables,
} from '#platform/tx';
import type { agendaContract as contract } from '../contract-agenda.ts';
import { readAgenda, readGuests, readTownName } from './agenda.read.ts';
import { emptyCalendar, eventOf, textOf } from './calendar-format.ts';
import { calendarFeed, engagement } from './kinds.ts';
import type { AssessmentTables, WeekTables } from './tables.ts';

/**
 * The agenda of a week as an iCalendar file (RFC 5545), times in the town's zone. With `personId` only what that person
 * comes to. `asGuests` names the guests, for who is signed in; a link that anybody may hold does not.
 */
export async function weekCalendar(
  tx: TownTx,
  engagementId: string,
  { personId, asGuests }: { personId: string | null; asGuests: 'named' | 'unnamed' },
): Promise<string> {
  const week = await readRecord<AssessmentTables['engagement']>(tx, engagement, engagementId);
  const guests = await readGuests(tx, engagementId);
  const entries = await readAgenda(tx, engagementId);
  const calendar = emptyCalendar(ICalCalendarMethod.PUBLISH, tx.actor.locale);
  calendar.name(`${week.title} (${await readTownName(tx)})`).ttl(3600);
  for (const entry of entries) {
    const own = guests.filter(({ entryId }) => entryId === entry.id);
    if (personId !== null && !own.some((guest) => guest.personId === personId)) continue;
    const day = addDays(localDate(week.starts_on), entry.day - 1);
    const names = asGuests === 'named' ? own.map(({ name }) => name).join(', ') : '';
    calendar.createEvent({
      ...eventOf(entry.id, { ...entry, day }, tx.now),
      description: [entry.participants, names, entry.note].filter(Boolean).join('\n'),
    });
  }
  return textOf(calendar);
}

/** Makes a calendar link; only its hash is kept. */
export async function openFeed(
  tx: TownTx,
  { id, personId = null }: RouteInput<typeof contract.openFeed>,
): Promise<RouteOutput<typeof contract.openFeed>> {
  await readRecord(tx, engagement, id);
  const { token, hash } = freshToken();
  const row = await insertRecord(tx, calendarFeed, {
    engagement_id: id,
    person_id: personId,
    user_id: tx.actor.userId,
  });
  // Beside the journal: a hash tells nobody anything and would stay there for ever.
  await sql`update calendar_feed set token_hash = ${hash}
    where town_id = ${tx.actor.townId} and id = ${row.id}`.execute(tx.db);
  return { path: `/kalender/${token}.ics` };
}

export async function closeFeeds(
  tx: TownTx,
  { id }: RouteInput<typeof contract.closeFeeds>,
): Promise<RouteOutput<typeof contract.closeFeeds>> {
  await readRecord(tx, engagement, id);
  const feeds = await tables<WeekTables>(tx)
    .selectFrom('calendar_feed')
    .select('id')
    .where('town_id', '=', tx.actor.townId)
    .where('engagement_id', '=', id)
    .execute();
  for (const feed of feeds) await removeRecord(tx, calendarFeed, feed.id, { version: null });
  return { ended: feeds.length };
}

/** The calendar behind a link; null when it has ended. */
export async function calendarByLink(
  ground: Ground,
  token: string,
  locale: Actor['locale'],
): Promise<string | null> {
  const { rows } = await sql<
    LinkHolder & { engagement_id: string; person_id: string | null }
  >`select * from app.door_calendar(${hashToken(token)})`.execute(ground.db);
  const found = rows[0];
  if (!found) return null;
  return inTown(ground, linkActor(found, '', locale), (tx) =>
    weekCalendar(tx, found.engagement_id, { personId: found.person_id, asGuests: 'unnamed' }),
  );
}
