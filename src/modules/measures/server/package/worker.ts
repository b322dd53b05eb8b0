import { parentPort } from 'node:worker_threads';
import { choosePackage, type Question } from './choose.ts';
import type { Told } from './choose-in-thread.ts';

const port = parentPort;
const say = (told: Told) => port?.postMessage(told);
port?.on('message', async (questions: readonly Question[]) => {
  try {
    const packages = [];
    for (const [at, question] of questions.entries())
      packages.push(await choosePackage(question, (step, gap) => say({ step, gap, at })));
    say({ packages });
  } catch (error) {
    say({ error: String(error) });
  }
});
