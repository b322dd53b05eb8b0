import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tellFault } from '#platform/import/faults';
import type { ImportKind } from '#platform/import/kind';
import type { Outcome } from '#platform/import/outcome';
import { checkImport, RefusedImport, writeImport } from '#platform/import/run';
import type { Progress } from '#platform/jobs/progress';
import { type Actor, inTown } from '#platform/tx';
import type { Installation } from '../installation.ts';
import type { FileResult } from './file-result.ts';

interface FileOrder {
  path: string;
  kinds: readonly ImportKind[];
  dryRun: boolean;
  progress: Progress;
}

/** Reads a table into a town, all or nothing: everything is checked before the first row is written. */
export async function importFile(
  installation: Installation,
  actor: Actor,
  { path, kinds, dryRun, progress }: FileOrder,
): Promise<FileResult> {
  // Copied, so that both readings see the same and nothing is written beside somebody's file.
  const folder = mkdtempSync(join(tmpdir(), 'sollstand-import-'));
  try {
    const copy = join(folder, 'file');
    copyFileSync(path, copy);
    const order = { path: copy, kinds, progress };
    const checked = await inTown(installation.ground, actor, (tx) => checkImport(tx, order));
    if (dryRun || (checked.faults.total > 0 && !checked.rest)) return resultOf(path, checked, actor);
    return resultOf(path, await written(installation, actor, order), actor);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function written(
  installation: Installation,
  actor: Actor,
  order: Omit<FileOrder, 'dryRun'>,
): Promise<Outcome> {
  try {
    return await inTown(installation.ground, actor, (tx) => writeImport(tx, order));
  } catch (error) {
    if (error instanceof RefusedImport) return error.outcome;
    throw error;
  }
}

function resultOf(path: string, { kind, counts, faults, mapping, rest }: Outcome, actor: Actor): FileResult {
  return {
    path,
    kind: kind?.name ?? 'unknown',
    ...counts,
    faults: faults.kept.map((fault) => tellFault(fault, actor.locale)),
    faultTotal: faults.total,
    ...(rest ? { rest } : {}),
    ignored: mapping.flatMap(({ field, heading }) => (field === null && heading.trim() ? [heading] : [])),
  };
}
