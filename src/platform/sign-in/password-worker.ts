import { parentPort, workerData } from 'node:worker_threads';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import common from '@zxcvbn-ts/language-common';
import german from '@zxcvbn-ts/language-de';

/** What is beyond adds more than any list knows, and would only take time. */
const READ = 64;

const { password, words } = workerData as { password: string; words: string[] };
const estimate = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...german.dictionary },
  graphs: common.adjacencyGraphs,
});
parentPort?.postMessage(estimate.check(password.slice(0, READ), words).guessesLog10);
