import { refuse } from '#kernel/refuse';
import { takeOffFile } from '#platform/files/rows';
import type { Actor, Ground } from '#platform/tx';
import { type OwnFile, ownFiles } from './answer-files.read.ts';
import { answerFiles } from './files.ts';
import { openEvidence } from './open-answer-evidence.ts';
import { asRespondent, requireOpen } from './who-answers.ts';

/** Takes back a file that somebody without an account has added to a question; one that is gone already stays gone. */
export async function takeBackFile(
  ground: Ground,
  secret: string,
  { question, fileId, locale }: { question: string; fileId: string; locale: Actor['locale'] },
): Promise<void> {
  const done = await asRespondent(ground, secret, locale, async (tx, answering) => {
    requireOpen(answering, question);
    const own = await ownFiles(tx, answering.who.id, question);
    if (!own.some(({ id }) => id === fileId)) return true;
    const place = await openEvidence(tx, answering.held.id, answering.who.id, question);
    await takeOffFile(tx, answerFiles, place, fileId);
    return true;
  });
  if (!done) refuse('not_found', 'not_found');
}

/** One of the own files and the town it lies in; null when it is none of theirs. */
export function readOwnFile(
  ground: Ground,
  secret: string,
  fileId: string,
): Promise<(OwnFile & { townId: string }) | null> {
  return asRespondent(ground, secret, 'de', async (tx, { who }) => {
    const found = (await ownFiles(tx, who.id, null)).find(({ id }) => id === fileId);
    return found ? { ...found, townId: tx.actor.townId } : null;
  });
}
