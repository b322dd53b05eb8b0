import { isDone, type Job, once } from '../jobs/jobs.ts';
import { inTown, jobActor, type TownTx } from '../tx.ts';
import { type Letter, type MailSettings, sendLetter } from './mail.ts';

interface LetterJob<Order> {
  name: string;
  /** Whom and what to write; null when the letter is not due any more. What it writes to the database stays. */
  prepare(tx: TownTx, order: Order, mail: MailSettings): Promise<Omit<Letter, 'key'> | null>;
  /** Notes that it was sent, once. */
  sent?(tx: TownTx, order: Order): Promise<void>;
}

/**
 * A job that writes one letter; no address and no link lie in the queue. A hard end between sending and noting it sends
 * the letter once more, under the same message id. Fails, to be tried again, while no mail server is set up.
 */
export const letterJob = <Order>({ name, prepare, sent }: LetterJob<Order>): Job => ({
  name,
  async run(ground, stamp, input) {
    const order = input as Order;
    const actor = jobActor(stamp);
    const effect = `letter ${stamp.key}`;
    const { mail } = ground;
    if (!mail) throw new Error('mail is not set up');
    const letter = await inTown(ground, actor, async (tx) =>
      (await isDone(tx, effect)) ? null : prepare(tx, order, mail),
    );
    if (!letter) return;
    await sendLetter(ground, { ...letter, key: stamp.key });
    await inTown(ground, actor, (tx) => once(tx, effect, async () => sent?.(tx, order)));
  },
});
