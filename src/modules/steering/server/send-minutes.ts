import { formatDate, type LocalDate } from '#kernel/dates';
import { recordPath } from '#kernel/paths';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { enqueue } from '#platform/jobs/jobs';
import { letterJob } from '#platform/mail/letter-job';
import type { MailSettings } from '#platform/mail/mail';
import { lockRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { m } from '#texts';
import type { steeringContract as contract } from '../contract.ts';
import { listRecipients } from './joins.read.ts';
import { steeringMeeting, steeringMember } from './kinds.ts';
import { readMinutes } from './minutes.read.ts';

interface Order {
  meetingId: string;
  memberId: string;
  town: string;
}
/** Asks for a letter to each member with an address who was not written to. Refuses `steering_not_approved`, `mail_not_set_up`. */
export async function sendMinutes(
  tx: TownTx,
  { id }: RouteInput<typeof contract.sendMinutes>,
): Promise<RouteOutput<typeof contract.sendMinutes>> {
  const meeting = await lockRecord(tx, steeringMeeting, id);
  if (!(meeting as { approved_at?: string | null }).approved_at) refuse('state', 'steering_not_approved');
  if (!tx.sendsMail) refuse('state', 'mail_not_set_up');
  const members = await listRecipients(tx, id);
  const due = members.filter(({ asked_at, address }) => asked_at === null && address !== '');
  for (const { id: memberId } of due) {
    await updateRecord(tx, steeringMember, memberId, { asked_at: tx.now }, { event: 'asked', version: null });
    const order: Order = { meetingId: id, memberId, town: tx.actor.townSlug };
    await enqueue(tx, sendMinutesLetter, order);
  }
  return { asked: due.length, withoutAddress: members.filter(({ address }) => address === '').length };
}

/** Nobody who was taken off the list meanwhile gets a letter. */
export const sendMinutesLetter = letterJob<Order>({
  name: 'send_steering_minutes',
  prepare,
  async sent(tx, { memberId }) {
    await updateRecord(tx, steeringMember, memberId, { told_at: tx.now }, { event: 'told', version: null });
  },
});

async function prepare(tx: TownTx, { meetingId, memberId, town }: Order, { publicUrl }: MailSettings) {
  const to = (await listRecipients(tx, meetingId)).find(({ id }) => id === memberId);
  if (!to?.address) return null;
  const minutes = await readMinutes(tx, meetingId);
  const at = { locale: 'de' } as const;
  const resolutions = minutes.resolutions.map(
    ({ number, wording, dueOn }) =>
      `${number}. ${wording}${dueOn ? ` (${m.steering_letter_due({ date: formatDate(dueOn as LocalDate, 'de') }, at)})` : ''}`,
  );
  const words = {
    name: to.name,
    date: formatDate(minutes.heldOn as LocalDate, 'de'),
    resolutions: resolutions.join('\n') || m.steering_letter_none({}, at),
    link: `${publicUrl}${recordPath(town, 'steering_meeting', meetingId)}`,
  };
  return {
    to: { name: to.name, address: to.address },
    subject: m.steering_letter_subject(words, at),
    text: m.steering_letter_text(words, at),
  };
}
