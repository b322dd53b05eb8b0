import { formatDate } from '#kernel/dates';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { enqueue } from '#platform/jobs/jobs';
import { letterJob } from '#platform/mail/letter-job';
import { type Letter, type MailSettings, senderOf } from '#platform/mail/mail';
import { insertRecords, updateRecords } from '#platform/record-batches';
import { lockRecord, readRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { m } from '#texts';
import type { agendaContract as contract } from '../contract-agenda.ts';
import { LETTER_STATES, type Standing, sameTime } from '../domain/invitations.ts';
import { readTownName } from './agenda.read.ts';
import { invitationCalendar } from './calendar-format.ts';
import { type InvitationRow, readStandings, sentOf } from './invitations.ts';
import { agendaGuest, agendaInvitation, engagement } from './kinds.ts';
import { guestsOfEntries, listInvitations } from './store.ts';
import type { AssessmentTables } from './tables.ts';

/** One letter: what it tells of, each in the state that was asked for. No address lies in the queue. */
interface Order {
  engagementId: string;
  told: { id: string; sequence: number }[];
}

/**
 * Asks for letters: one to each address, with everything there is to tell it. Marked when asked for, so that two at once
 * ask for one letter; sent when the transaction has committed. Refuses `invitations_need_mail`.
 */
export async function sendInvitations(
  tx: TownTx,
  { id, letter }: RouteInput<typeof contract.sendInvitations>,
): Promise<RouteOutput<typeof contract.sendInvitations>> {
  const week = await lockRecord<AssessmentTables['engagement']>(tx, engagement, id);
  if (!tx.sendsMail) refuse('state', 'invitations_need_mail');
  const { standings, rows } = await readStandings(tx, week);
  const due = standings.filter(({ state }) => LETTER_STATES[letter].includes(state));
  const told = await mark(tx, id, due, rows);
  await reopenAnswers(tx, due);
  const letters = new Map<string, Order['told']>();
  for (const { email, id: row, sequence } of told) {
    const key = email.toLowerCase();
    letters.set(key, [...(letters.get(key) ?? []), { id: row, sequence }]);
  }
  for (const one of letters.values())
    await enqueue(tx, sendAgendaLetter, { engagementId: id, told: one } satisfies Order);
  return { letters: letters.size };
}

/** Writes down what is about to be told; returns the rows as they stand then. */
async function mark(
  tx: TownTx,
  engagementId: string,
  due: readonly Standing[],
  rows: readonly InvitationRow[],
): Promise<InvitationRow[]> {
  const before = new Map(rows.map((row) => [row.id, row]));
  const values = ({ name, email, told, state }: Standing) => ({
    name,
    email,
    ...told,
    asked_at: tx.now.toISOString(),
    invited_by: tx.actor.name,
    cancelled_at: state === 'gone' ? tx.now.toISOString() : null,
  });
  const fresh = await insertRecords(
    tx,
    agendaInvitation,
    due
      .filter(({ sent }) => !sent)
      .map((one) => ({
        engagement_id: engagementId,
        entry_id: one.entryId,
        person_id: one.personId,
        ...values(one),
      })),
    'sent',
  );
  const again = due.flatMap((one) => {
    const row = one.sent && before.get(one.sent.id);
    return row ? [{ before: row, patch: { ...values(one), sequence: row.sequence + 1 } }] : [];
  });
  await updateRecords(tx, agendaInvitation, again, 'sent');
  return [
    ...(fresh as InvitationRow[]),
    ...again.map(({ before: row, patch }) => ({ ...row, ...patch }) as InvitationRow),
  ];
}

/** An answer to another time counts no more (RFC 5546, 3.2.2.1). */
async function reopenAnswers(tx: TownTx, due: readonly Standing[]): Promise<void> {
  const moved = due.filter(
    ({ state, sent, told }) => state === 'changed' && sent !== null && !sameTime(sent.told, told),
  );
  const guests = await guestsOfEntries(tx, [...new Set(moved.map(({ entryId }) => entryId))]);
  const isMoved = ({ agenda_entry_id, person_id, email }: (typeof guests)[number]): boolean =>
    moved.some(
      (one) =>
        one.entryId === agenda_entry_id &&
        one.personId === person_id &&
        (person_id !== null || one.email.toLowerCase() === email.toLowerCase()),
    );
  const answered = guests.filter((guest) => guest.answer !== 'open' && isMoved(guest));
  await updateRecords(
    tx,
    agendaGuest,
    answered.map((before) => ({ before, patch: { answer: 'open' } })),
    'answered',
  );
}

/** Sends what was asked for; what was asked anew meanwhile is left to the later order. */
export const sendAgendaLetter = letterJob<Order>({ name: 'send_agenda_letter', prepare });

async function prepare(
  tx: TownTx,
  { engagementId, told }: Order,
  mail: MailSettings,
): Promise<Omit<Letter, 'key'> | null> {
  const asked = new Map(told.map(({ id, sequence }) => [id, sequence]));
  const rows = (await listInvitations(tx, engagementId, [...asked.keys()])).filter(
    ({ id, sequence, email }) => asked.get(id) === sequence && email.includes('@'),
  );
  const [first] = rows;
  if (!first) return null;
  const { title } = await readRecord<AssessmentTables['engagement']>(tx, engagement, engagementId);
  const organizer = senderOf(mail);
  return {
    to: { name: first.name, address: first.email },
    ...wordsOf(rows, { week: title, town: await readTownName(tx), name: first.name, by: first.invited_by }),
    calendars: rows.map((row, at) => ({
      filename: rows.length === 1 ? 'termin.ics' : `termin-${at + 1}.ics`,
      ...invitationCalendar(
        { ...row, ...sentOf(row), entryId: row.entry_id, askedAt: new Date(row.asked_at) },
        organizer,
      ),
    })),
  };
}

const DE = { locale: 'de' } as const;

/** Subject and text; a letter of nothing but first invitations says so. */
function wordsOf(
  rows: readonly InvitationRow[],
  names: { week: string; town: string; name: string; by: string },
): Pick<Letter, 'subject' | 'text'> {
  const isFirst = rows.every(({ sequence }) => sequence === 0);
  const words = { ...names, entries: rows.map(lineOf).join('\n\n'), count: rows.length };
  return isFirst
    ? {
        subject: m.assessment_letter_invitation_subject(names, DE),
        text: m.assessment_letter_invitation(words, DE),
      }
    : {
        subject: m.assessment_letter_change_subject(names, DE),
        text: m.assessment_letter_change(words, DE),
      };
}

function lineOf(row: InvitationRow): string {
  const { told, cancelled } = sentOf(row);
  const when = m.assessment_letter_when(
    { date: formatDate(told.day, 'de', 'weekday'), starts: told.starts, ends: told.ends },
    DE,
  );
  const what = cancelled ? m.assessment_letter_cancelled({ title: told.title }, DE) : told.title;
  return [when, what, told.place].filter(Boolean).join('\n');
}
