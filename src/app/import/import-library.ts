import { readFileSync, statSync } from 'node:fs';
import { Refusal } from '#kernel/refuse';
import { bringLibrary } from '#modules/reports';
import { problemBody } from '#platform/http/errors';
import type { Actor } from '#platform/tx';
import { Misused } from '../command.ts';
import type { Installation } from '../installation.ts';
import type { FileResult } from './file-result.ts';

/** How `--as` names a file of an own library. */
export const LIBRARY_KIND = 'library';
const LARGEST = 4_000_000;
const FAULTS_KEPT = 100;

/** Takes measures and text blocks of a consultancy's library into the town that writes them; a second time changes nothing. */
export async function importLibrary(
  { ground }: Installation,
  actor: Actor,
  { path, dryRun }: { path: string; dryRun: boolean },
): Promise<FileResult> {
  if (statSync(path).size > LARGEST) throw new Misused(`„${path}“ ist größer als ${LARGEST / 1_000_000} MB.`);
  const none = { path, kind: LIBRARY_KIND, created: 0, updated: 0, skipped: 0, refused: 0 };
  try {
    const { measures, textBlocks } = await bringLibrary(ground, actor, readFileSync(path, 'utf8'), {
      keep: !dryRun,
    });
    return {
      ...none,
      created: measures.added + textBlocks.added,
      updated: measures.changed + textBlocks.changed,
      skipped: measures.same + textBlocks.same,
      faults: [],
      faultTotal: 0,
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, text, fields } = problemBody(error, actor.locale);
    const faults =
      fields.length > 0
        ? fields.map((one) => ({ row: 0, code: one.code, field: one.path, text: `${one.path}: ${one.text}` }))
        : [{ row: 0, code, text }];
    return { ...none, faults: faults.slice(0, FAULTS_KEPT), faultTotal: faults.length };
  }
}
