import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import { readRecord, type StoredRow } from '#platform/records';
import { hashToken } from '#platform/sign-in/tokens';
import { type Actor, type Ground, inTown, type LinkHolder, linkActor, type TownTx } from '#platform/tx';
import type { InterviewRow } from './interview-store.ts';
import { interview, respondent } from './kinds.ts';
import type { InterviewTables } from './tables.ts';

type Respondent = InterviewTables['respondent'];

/** Somebody without an account with what they may answer. */
export interface Answering {
  town: string;
  who: StoredRow<Respondent>;
  held: StoredRow<InterviewRow>;
  /** In the room the one that is shown, by link all that were handed over. */
  open: readonly string[];
}

interface Found extends LinkHolder {
  town: string;
  interview_id: string;
  respondent_id: string;
}

/** Runs `work` in the name of whoever holds a code or link; null when it is unknown or has ended. */
export async function asRespondent<T>(
  ground: Ground,
  secret: string,
  locale: Actor['locale'],
  work: (tx: TownTx, answering: Answering) => Promise<T>,
): Promise<T | null> {
  const { rows } =
    await sql<Found>`select * from app.door_respondent(${hashToken(secret)}, ${ground.clock.now()})`.execute(
      ground.db,
    );
  const found = rows[0];
  if (!found) return null;
  const actor = (name: string): Actor => ({
    ...linkActor(found, name, locale),
    respondentId: found.respondent_id,
  });
  // The journal names who acts, and only they can read their name.
  const name = await inTown(ground, actor(''), async (tx) => {
    return (await readRecord<Respondent>(tx, respondent, found.respondent_id)).name;
  });
  return inTown(ground, actor(name), async (tx) => {
    const who = await readRecord<Respondent>(tx, respondent, found.respondent_id);
    const held = await readRecord<InterviewRow>(tx, interview, found.interview_id);
    const open =
      who.way === 'link' ? who.questions : held.current_question === '' ? [] : [held.current_question];
    return work(tx, { town: found.town, who, held, open });
  });
}

/** Refuses `question_closed` when the question is not before them any more. */
export function requireOpen({ open }: Answering, question: string): void {
  if (!open.includes(question)) refuse('state', 'question_closed');
}
