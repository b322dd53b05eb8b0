import type { Actor, Ground } from '#platform/tx';
import { makeDocument } from './documents/make-document.ts';

/** The results report of a town with everything in it, as tagged PDF/UA-1, as it stands at this moment. */
export const makeResultsReport = (ground: Ground, actor: Actor): Promise<Uint8Array> =>
  makeDocument(ground, actor, { kind: 'results', edition: 'technical', format: 'pdf' });
