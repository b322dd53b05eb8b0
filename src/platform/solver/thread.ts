import type { Worker } from 'node:worker_threads';

/**
 * One question to a thread of its own, which ends when it is answered. `read` gets every message and returns the answer,
 * undefined for what only tells how far it is; it throws what the thread reports as failed. `signal` ends the thread at
 * once, whatever it is at.
 */
export function askThread<Message, Answer>(
  worker: Worker,
  question: unknown,
  signal: AbortSignal,
  read: (message: Message) => Answer | undefined,
): Promise<Answer> {
  return new Promise<Answer>((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    worker.on('message', (message: Message) => {
      try {
        const answer = read(message);
        if (answer !== undefined) resolve(answer);
      } catch (error) {
        reject(error);
      }
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread ended')));
    worker.postMessage(question);
  }).finally(() => worker.terminate());
}
