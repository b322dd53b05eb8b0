import { parentPort } from 'node:worker_threads';
import { answer } from './answer.ts';
import type { Question, Step } from './run-in-thread.ts';

const port = parentPort;
port?.on('message', (question: Question) => {
  const tell = (step: Step, gap: number | null) => port.postMessage({ id: question.id, step, gap });
  answer(question, tell).then(
    (solved) => port.postMessage({ id: question.id, solved }),
    (error: unknown) => port.postMessage({ id: question.id, error: String(error) }),
  );
});
