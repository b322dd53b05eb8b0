import { type RawBuilder, sql } from 'kysely';
import { addWorkingDays } from '#kernel/calendar';
import { addDays, formatMonth, type LocalDate, localDate, localDateOf } from '#kernel/dates';
import { isState } from '#kernel/holidays';
import { listPath, recordPath } from '#kernel/paths';
import { recordNumber } from '#kernel/record-number';
import { enqueue, once } from '#platform/jobs/jobs';
import { letterJob } from '#platform/mail/letter-job';
import type { MailSettings } from '#platform/mail/mail';
import type { TownTx } from '#platform/tx';
import { m } from '#texts';
import { monthBefore, monthOf } from '../domain/execution.ts';
import { around, EVERY, type ExecutionRecord, OWN, readExecutions, silentSince } from './executions.read.ts';
import { ownerOrResponsible, type Recipient } from './measures.read.ts';

interface Order {
  personId: string;
  /** First day of the month that has ended. */
  month: string;
  town: string;
}

/** Nights in which a missed round is made up for, after the first working day. */
const CATCH_UP_DAYS = 7;

/** Decided measures of those asked for that a month has no report of, though they had begun. */
async function missingReports(
  tx: TownTx,
  month: LocalDate,
  only: RawBuilder<boolean>,
): Promise<ExecutionRecord[]> {
  return (await readExecutions(tx, month, { only })).filter((row) => silentSince(row, month) !== null);
}

/** How many reports of the month that ended last are missing: of all measures, or of those that whoever asks answers for. */
export async function countMissing(
  tx: TownTx,
  whose: 'all' | 'mine',
): Promise<{ count: number; month: LocalDate }> {
  const month = monthBefore(localDateOf(tx.now));
  const missing = await missingReports(tx, month, whose === 'all' ? EVERY : OWN);
  return { count: missing.length, month };
}

/** Missing reports of a month by the person who is asked for them. */
async function askedPeople(tx: TownTx, month: LocalDate, only: RawBuilder<boolean>) {
  const people = new Map<string, { to: Recipient; measures: ExecutionRecord[] }>();
  const missing = await missingReports(tx, month, only);
  const asked = await ownerOrResponsible(
    tx,
    missing.map(({ id }) => id),
  );
  for (const measure of missing)
    for (const to of asked.get(measure.id) ?? []) {
      const known = people.get(to.id) ?? { to, measures: [] };
      people.set(to.id, { to, measures: [...known.measures, measure] });
    }
  return people;
}

/**
 * From the first working day after a month on it asks for one letter to each person whose measures have no report of it, once for
 * person and month; the nightly round calls it. Returns how many were asked for.
 */
export async function remindReports(tx: TownTx, town: string): Promise<number> {
  const today = localDateOf(tx.now);
  if (!tx.sendsMail || !(await isAskingDay(tx, today))) return 0;
  const month = monthBefore(today);
  let asked = 0;
  for (const personId of (await askedPeople(tx, month, EVERY)).keys()) {
    const order: Order = { personId, month, town };
    const now = await once(tx, `reports of ${month} asked of ${personId}`, () =>
      enqueue(tx, sendReportReminder, order),
    );
    if (now) asked += 1;
  }
  return asked;
}

async function isAskingDay(tx: TownTx, today: LocalDate): Promise<boolean> {
  const { rows } = await sql<{ state: string }>`select state from town where id = ${tx.actor.townId}`.execute(
    tx.db,
  );
  const state = rows[0]?.state ?? '';
  const first = addWorkingDays(isState(state) ? state : 'BW', monthOf(today), 0);
  return today >= first && today <= addDays(first, CATCH_UP_DAYS);
}

/** What was reported meanwhile is not asked for; nothing left, no letter. */
export const sendReportReminder = letterJob<Order>({ name: 'send_report_reminder', prepare });

async function prepare(tx: TownTx, { personId, month, town }: Order, { publicUrl }: MailSettings) {
  const asked = (await askedPeople(tx, localDate(month), around(personId))).get(personId);
  if (!asked) return null;
  const { to, measures } = asked;
  const at = { locale: 'de' } as const;
  const lines = measures.map(
    ({ id, number, title }) =>
      `${recordNumber('M', number)} ${title}\n${publicUrl}${recordPath(town, 'measure', id)}/umsetzung`,
  );
  const words = {
    name: to.name,
    month: formatMonth(localDate(month), 'de'),
    measures: lines.join('\n\n'),
    count: measures.length,
    link: `${publicUrl}${listPath(town, 'effect')}/umsetzung`,
  };
  return {
    to: { name: to.name, address: to.address },
    subject: m.effect_report_letter_subject(words, at),
    text: m.effect_report_letter_text(words, at),
  };
}
