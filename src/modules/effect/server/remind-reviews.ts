import { formatDate, type LocalDate, localDateOf } from '#kernel/dates';
import { recordPath } from '#kernel/paths';
import { recordNumber } from '#kernel/record-number';
import { enqueue } from '#platform/jobs/jobs';
import { letterJob } from '#platform/mail/letter-job';
import type { MailSettings } from '#platform/mail/mail';
import { updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { m } from '#texts';
import { isNear } from '../domain/effect.ts';
import { measureIndicator } from './kinds.ts';
import { measureLinks, responsibleFor } from './measures.read.ts';
import { listIndicators, readIndicator } from './store.ts';

interface Order {
  measureId: string;
  dueOn: string;
  personId: string;
  town: string;
}

/** Asks for a letter to who answers for a measure a week before its review, once for each review; the nightly round calls it. */
export async function remindReviews(tx: TownTx, townSlug: string): Promise<number> {
  if (!tx.sendsMail) return 0;
  const today = localDateOf(tx.now);
  const near = (await listIndicators(tx)).filter(
    (row) => isNear(row.next_review_on, today) && row.reminded_for !== row.next_review_on,
  );
  const answering = await responsibleFor(
    tx,
    near.map((row) => row.measure_id),
  );
  for (const row of near) {
    const dueOn = row.next_review_on ?? '';
    await updateRecord(
      tx,
      measureIndicator,
      row.id,
      { reminded_for: dueOn },
      { event: 'reminded', version: null },
    );
    for (const { id: personId } of answering.get(row.measure_id) ?? []) {
      const order: Order = { measureId: row.measure_id, dueOn, personId, town: townSlug };
      await enqueue(tx, sendReviewReminder, order);
    }
  }
  return near.length;
}

/** A review that was held or put off meanwhile needs no letter. */
export const sendReviewReminder = letterJob<Order>({ name: 'send_effect_reminder', prepare });

async function prepare(tx: TownTx, { measureId, dueOn, personId, town }: Order, { publicUrl }: MailSettings) {
  const indicator = await readIndicator(tx, measureId);
  const measure = (await measureLinks(tx, [measureId])).get(measureId);
  const to = (await responsibleFor(tx, [measureId])).get(measureId)?.find(({ id }) => id === personId);
  if (!measure || !to || indicator?.next_review_on !== dueOn) return null;
  const at = { locale: 'de' } as const;
  const words = {
    name: to.name,
    measure: `${recordNumber('M', measure.number)} ${measure.title}`,
    date: formatDate(dueOn as LocalDate, 'de'),
    link: `${publicUrl}${recordPath(town, 'measure', measureId)}/wirksamkeit`,
  };
  return {
    to: { name: to.name, address: to.address },
    subject: m.effect_letter_subject(words, at),
    text: m.effect_letter_text(words, at),
  };
}
