import { sql } from 'kysely';
import { addDays, formatDate, type LocalDate, localDateOf } from '#kernel/dates';
import { listPath } from '#kernel/paths';
import { enqueue } from '#platform/jobs/jobs';
import { letterJob } from '#platform/mail/letter-job';
import type { MailSettings } from '#platform/mail/mail';
import type { TownTx } from '#platform/tx';
import { m } from '#texts';
import { NOTICE_DAYS } from '../domain/access-end.ts';

interface Order {
  memberId: string;
  validUntil: string;
  personId: string;
  town: string;
}

interface Ending {
  id: string;
  name: string;
  validUntil: string;
}

/** Consultants whose access ends within the notice, today included. */
const endings = async (tx: TownTx): Promise<Ending[]> => {
  const today = localDateOf(tx.now);
  const { rows } = await sql<Ending>`select m.id, u.name, m.valid_until as "validUntil"
    from membership m join app.town_users() u on u.id = m.user_id
    where m.town_id = ${tx.actor.townId} and m.function = 'consultant'
      and m.valid_until between ${today} and ${addDays(today, NOTICE_DAYS)} order by m.valid_until, u.name`.execute(
    tx.db,
  );
  return rows;
};

/** Asks for a letter to whoever heads IT or the administration a month before a consultant's access ends, once for each end. */
export async function remindAccessEnds(tx: TownTx, town: string): Promise<number> {
  if (!tx.sendsMail) return 0;
  let asked = 0;
  for (const { id, validUntil } of await endings(tx)) {
    const { rows } = await sql`update membership set reminded_for = valid_until
      where town_id = ${tx.actor.townId} and id = ${id} and reminded_for is distinct from valid_until returning id`.execute(
      tx.db,
    );
    if (rows.length === 0) continue;
    for (const { id: personId } of await overseers(tx)) {
      const order: Order = { memberId: id, validUntil, personId, town };
      await enqueue(tx, sendAccessEndLetter, order);
      asked += 1;
    }
  }
  return asked;
}

interface Overseer {
  id: string;
  name: string;
  address: string;
}

async function overseers(tx: TownTx): Promise<Overseer[]> {
  const { rows } = await sql<Overseer>`select distinct p.id, p.name, p.email as address
    from duty d join person p on p.town_id = d.town_id and p.id = d.person_id
    where d.town_id = ${tx.actor.townId} and d.role in ('head_of_it', 'mayor') and p.email <> '' order by p.name`.execute(
    tx.db,
  );
  return rows;
}

/** An access that was prolonged or ended meanwhile needs no letter. */
export const sendAccessEndLetter = letterJob<Order>({ name: 'send_access_end_letter', prepare });

async function prepare(
  tx: TownTx,
  { memberId, validUntil, personId, town }: Order,
  { publicUrl }: MailSettings,
) {
  const ending = (await endings(tx)).find(({ id }) => id === memberId);
  const to = (await overseers(tx)).find(({ id }) => id === personId);
  if (!to || ending?.validUntil !== validUntil) return null;
  const at = { locale: 'de' } as const;
  const words = {
    name: to.name,
    consultant: ending.name,
    date: formatDate(validUntil as LocalDate, 'de'),
    link: `${publicUrl}${listPath(town, 'member')}/beratung`,
  };
  return {
    to: { name: to.name, address: to.address },
    subject: m.organisation_access_end_subject(words, at),
    text: m.organisation_access_end_text(words, at),
  };
}
