import { Refusal, refuse } from '#kernel/refuse';
import { safeName } from '#platform/files/file-name';
import { receiveFile, type Takes } from '#platform/files/receive';
import type { SentFile } from '#platform/files/receive-form';
import { hangFile, type Kept } from '#platform/files/rows';
import { lockRecord } from '#platform/records';
import type { Actor, Ground } from '#platform/tx';
import { MOST_ANSWER_FILES } from '../domain/evidence.ts';
import { ownFiles } from './answer-files.read.ts';
import { answerFiles } from './files.ts';
import { respondent } from './kinds.ts';
import { openEvidence } from './open-answer-evidence.ts';
import { asRespondent, requireOpen } from './who-answers.ts';

/** Photos and PDF; a phone's photo is made small enough to be looked at everywhere. */
const TAKES: Takes = { kinds: ['image', 'document'], longestSide: 2400 };

/** Why a file was not taken. */
export interface NotTaken {
  name: string;
  refusal: Refusal;
}

/**
 * Adds files of somebody without an account to a question, one after the other: what is wrong with one does not cost the
 * others. Returns what was not taken and why. Refuses as a whole when code or link have ended or the question is closed.
 */
export async function bringFiles(
  ground: Ground,
  secret: string,
  { question, files, locale }: { question: string; files: readonly SentFile[]; locale: Actor['locale'] },
): Promise<NotTaken[]> {
  const settings = ground.files;
  // Who may not is told before anything is looked at.
  const town = await asRespondent(ground, secret, locale, async (tx, answering) => {
    requireOpen(answering, question);
    return tx.actor.townId;
  });
  if (!town) refuse('not_found', 'not_found');
  const left = files.length - MOST_ANSWER_FILES;
  const notTaken: NotTaken[] = [];
  for (const { name: given, declared, bytes, content } of files.slice(0, MOST_ANSWER_FILES)) {
    const name = safeName(given);
    try {
      const kept = await receiveFile(settings, town, { name, declared, bytes }, content(), TAKES);
      await hang(ground, secret, { question, kept, locale });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      notTaken.push({ name, refusal: error });
    }
  }
  if (left > 0)
    notTaken.push({
      name: '',
      refusal: new Refusal('invalid', 'answer_files_at_once', [], { most: MOST_ANSWER_FILES, left }),
    });
  return notTaken;
}

interface Hung {
  question: string;
  kept: Kept;
  locale: Actor['locale'];
}

async function hang(ground: Ground, secret: string, { question, kept, locale }: Hung): Promise<void> {
  const done = await asRespondent(ground, secret, locale, async (tx, answering) => {
    requireOpen(answering, question);
    // Two forms sent at once count one after the other.
    const who = await lockRecord(tx, respondent, answering.who.id);
    const own = await ownFiles(tx, who.id, question);
    const same = own.some(({ name, sha256 }) => name === kept.name && sha256 === kept.sha256);
    if (!same && own.length >= MOST_ANSWER_FILES)
      refuse('invalid', 'answer_files_full', [], { most: MOST_ANSWER_FILES });
    const place = await openEvidence(tx, answering.held.id, who.id, question);
    await hangFile(tx, answerFiles, place, kept);
    return true;
  });
  if (!done) refuse('not_found', 'not_found');
}
