import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  compareVersions,
  foreignFaultText,
  type GivenFile,
  keepCatalogue,
  readForeignFiles,
} from '#modules/catalogue';
import { type Actor, inTown, type TownTx } from '#platform/tx';
import { Misused } from '../command.ts';
import type { Installation } from '../installation.ts';
import type { FileResult } from './file-result.ts';

/** How `--as` names catalogues; both read every form a catalogue has. */
export const CATALOGUE_KINDS = ['oscal', 'framework'] as const;
export const isCatalogueKind = (as: string | undefined): as is (typeof CATALOGUE_KINDS)[number] =>
  CATALOGUE_KINDS.some((kind) => kind === as);

const READ = /\.(json|ya?ml|xlsx|ods|csv)$/i;
const LARGEST = 64_000_000;
const FAULTS_KEPT = 100;

/** The file, or all files of a folder that can be part of a catalogue. */
export function catalogueFilesAt(path: string): GivenFile[] {
  const stat = statSync(path);
  if (!stat.isDirectory()) {
    if (stat.size > LARGEST) throw new Misused(`„${path}“ ist größer als ${LARGEST / 1_000_000} MB.`);
    return [{ name: path, bytes: readFileSync(path) }];
  }
  return readdirSync(path)
    .filter((name) => READ.test(name))
    .sort()
    .flatMap((name) => catalogueFilesAt(join(path, name)));
}

/** A profile names the catalogues it chooses from: those that lie beside it are offered. */
function withWhatItImports(path: string): GivenFile[] {
  const [given] = catalogueFilesAt(path);
  if (!given || statSync(path).isDirectory()) return catalogueFilesAt(path);
  const isProfile = /^\s*\ufeff?\{\s*"profile"\s*:/.test(
    Buffer.from(given.bytes.subarray(0, 200)).toString('utf8'),
  );
  if (!isProfile) return [given];
  const folder = dirname(path);
  const beside = readdirSync(folder)
    .filter((name) => /\.json$/i.test(name) && join(folder, name) !== join(path))
    .sort();
  return [given, ...beside.flatMap((name) => catalogueFilesAt(join(folder, name)))];
}

/** Takes a catalogue into a town; counts are requirements. A document that is there already changes nothing. */
export async function importCatalogue(
  installation: Installation,
  actor: Actor,
  { path, as, dryRun }: { path: string; as: string; dryRun: boolean },
): Promise<FileResult> {
  const { ground } = installation;
  const files = withWhatItImports(path);
  const stamp = { uuid: randomUUID(), at: ground.clock.now().toISOString() };
  const reading = await readForeignFiles(files, { stamp, language: actor.locale });
  const none = { path, kind: as, created: 0, updated: 0, skipped: 0, refused: 0, faults: [], faultTotal: 0 };
  if ('faults' in reading) {
    const faults = reading.faults.map((fault) => ({
      row: 0,
      code: fault.code,
      text: foreignFaultText(fault)[actor.locale],
    }));
    return { ...none, faults: faults.slice(0, FAULTS_KEPT), faultTotal: faults.length };
  }
  const { catalogue, used } = reading;
  if (dryRun) return { ...none, created: catalogue.controls.length };
  return inTown(ground, actor, async (tx) => {
    const kept = await keepCatalogue(tx, catalogue, { id: null, files: used });
    return { ...none, ...(await countsOf(tx, kept)) };
  });
}

async function countsOf(
  tx: TownTx,
  { id, seq, controls, fresh }: Awaited<ReturnType<typeof keepCatalogue>>,
): Promise<Pick<FileResult, 'created' | 'updated' | 'skipped'>> {
  if (!fresh) return { created: 0, updated: 0, skipped: controls };
  if (seq === 1) return { created: controls, updated: 0, skipped: 0 };
  const { added, changed, same } = await compareVersions(tx, { id, from: seq - 1, to: seq });
  return { created: added.length, updated: changed.length, skipped: same };
}
