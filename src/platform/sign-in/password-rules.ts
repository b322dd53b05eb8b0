import { Worker } from 'node:worker_threads';
import { refuse } from '#kernel/refuse';

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 200;
/** Guesses as a power of ten; below, a password falls to a list of common ones and their usual variations. */
const LEAST_GUESSES = 9;

/**
 * Refuses a password that is too short, too long, or that lists of common passwords lead to quickly. `about` are words
 * that everybody would try for this person: login, name, town. No mixture of signs is demanded (NIST SP 800-63B 3.1.1.2).
 */
export async function checkPassword(password: string, path: string, about: readonly string[]): Promise<void> {
  if (password.length < PASSWORD_MIN)
    refuse('invalid', 'invalid_input', [{ path, code: 'password_short', params: { min: PASSWORD_MIN } }]);
  if (password.length > PASSWORD_MAX)
    refuse('invalid', 'invalid_input', [{ path, code: 'too_long', params: { max: PASSWORD_MAX } }]);
  if ((await guesses(password, about)) < LEAST_GUESSES)
    refuse('invalid', 'invalid_input', [{ path, code: 'password_common' }]);
}

/** The lists take 45 MB, and passwords are set seldom: a thread of its own gives the memory back. */
function guesses(password: string, about: readonly string[]): Promise<number> {
  const words = [...about.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]), 'sollstand'];
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./password-worker.ts', import.meta.url), {
      workerData: { password, words: words.filter((word) => word.length > 2).slice(0, 40) },
    });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
