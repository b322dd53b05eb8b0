import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { Stopped } from '#platform/jobs/progress';
import type { Actor } from '#platform/tx';
import { type Command, guarded, JSON_OPTION, Misused, out, townActor, withInstallation } from '../command.ts';
import { type FileResult, unreadable } from '../import/file-result.ts';
import { CATALOGUE_KINDS, importCatalogue, isCatalogueKind } from '../import/import-catalogue.ts';
import { importFile } from '../import/import-file.ts';
import { importLibrary, LIBRARY_KIND } from '../import/import-library.ts';
import { importTown } from '../import/import-town.ts';
import { shownProgress } from '../import/shown-progress.ts';
import { importKinds } from '../import-kinds.ts';
import type { Installation } from '../installation.ts';

const KINDS: readonly string[] = [
  'town',
  ...importKinds.map(({ name }) => name),
  ...CATALOGUE_KINDS,
  LIBRARY_KIND,
];

const USAGE = `npx sollstand import <Datei oder Ordner>... [--town <Kurzname>] [--as ${KINDS.join('|')}] [--dry-run] [--json]`;

const FIRST_ACCOUNT = `Wer die Stadt bearbeitet, braucht einen Zugang: npx sollstand user invite --town <Kurzname> --user <Anmeldename> --name <Name>.
In einer Installation ohne Zugänge legt die Seite „Einrichten“ mit demselben Kurznamen den ersten an.`;

interface Wish {
  as: string | undefined;
  town: string | undefined;
  dryRun: boolean;
}

/** One path as given: a town's folder is one import of many files. */
interface Brought {
  path: string;
  folder: boolean;
  files: FileResult[];
}

export const importCommand: Command = {
  summary: 'liest Ordner und Dateien ein',
  run: (args) =>
    guarded(USAGE, args, async () => {
      const { values, positionals } = parseArgs({
        args,
        allowPositionals: true,
        options: {
          as: { type: 'string' },
          town: { type: 'string' },
          'dry-run': { type: 'boolean' },
          ...JSON_OPTION,
        },
      });
      if (positionals.length === 0) throw new Misused('Nennen Sie mindestens eine Datei oder einen Ordner.');
      if (values.as && !KINDS.includes(values.as))
        throw new Misused(`Die Art „${values.as}“ wird nicht gelesen; möglich sind ${KINDS.join(', ')}.`);
      const wish: Wish = { as: values.as, town: values.town, dryRun: values['dry-run'] ?? false };
      try {
        const brought = await withInstallation((installation) => bringAll(installation, positionals, wish));
        if (values.json)
          out(JSON.stringify({ files: brought.flatMap(({ files }) => files.map(forPrograms)) }));
        else for (const one of brought) tell(one, wish.dryRun);
        return brought.some(({ files }) => isFaulty(files)) ? 2 : 0;
      } catch (error) {
        if (!(error instanceof Stopped)) throw error;
        process.stderr.write('Abgebrochen. Von der laufenden Datei wurde nichts übernommen.\n');
        return 1;
      }
    }),
};

/** Inventories and scans: each file of a folder by itself. */
const readsReports = (as: string | undefined): boolean =>
  importKinds.some(({ name, reports }) => name === as && reports);

const isFaulty = (files: readonly FileResult[]): boolean =>
  files.some(({ faultTotal, rest }) => faultTotal > 0 && !rest);

/** One after the other: each path is all or nothing for itself, and a later one may name what an earlier one brought. */
async function bringAll(
  installation: Installation,
  paths: readonly string[],
  wish: Wish,
): Promise<Brought[]> {
  const brought: Brought[] = [];
  for (const given of paths) {
    const path = given.replace(/(?<=.)\/+$/, '');
    const stat = statSync(path, { throwIfNoEntry: false });
    const folder = stat?.isDirectory() ?? false;
    let files: FileResult[];
    if (!stat)
      files = [
        unreadable(
          path,
          'file_missing',
          'Die Datei oder den Ordner gibt es nicht. Prüfen Sie Pfad und Schreibweise.',
        ),
      ];
    else if (isCatalogueKind(wish.as)) files = [await bringCatalogue(installation, path, wish)];
    else if (wish.as === LIBRARY_KIND && !folder)
      files = [
        await importLibrary(installation, await actorFor(installation, wish.town), {
          path,
          dryRun: wish.dryRun,
        }),
      ];
    else if (folder) files = await bringFolder(installation, path, wish);
    else files = [await bringFile(installation, path, wish)];
    brought.push({ path, folder: folder && !readsReports(wish.as) && !isCatalogueKind(wish.as), files });
  }
  return brought;
}

const bringCatalogue = async (
  installation: Installation,
  path: string,
  { as = '', town, dryRun }: Wish,
): Promise<FileResult> =>
  importCatalogue(installation, await actorFor(installation, town), { path, as, dryRun });

async function bringFolder(
  installation: Installation,
  path: string,
  { as, town, dryRun }: Wish,
): Promise<FileResult[]> {
  if (readsReports(as)) return bringReports(installation, path, { as, town, dryRun });
  if (as && as !== 'town')
    return [
      unreadable(
        path,
        'not_a_file',
        `Das ist ein Ordner. Für „${as}“ nennen Sie eine Datei, für eine ganze Stadt --as town.`,
      ),
    ];
  return importTown(installation, path, dryRun, town);
}

/** Each inventory or scan of a folder is an import of its own. */
async function bringReports(installation: Installation, folder: string, wish: Wish): Promise<FileResult[]> {
  const results: FileResult[] = [];
  for (const name of readdirSync(folder).sort())
    if (/\.(xml|json)$/i.test(name)) results.push(await bringFile(installation, join(folder, name), wish));
  return results;
}

async function bringFile(
  installation: Installation,
  path: string,
  { as, town, dryRun }: Wish,
): Promise<FileResult> {
  if (as === 'town')
    return unreadable(path, 'not_a_folder', 'Eine Stadt wird aus einem Ordner gelesen; das ist eine Datei.');
  const kinds = importKinds.filter(({ name }) => !as || name === as);
  const progress = shownProgress();
  try {
    return await importFile(installation, await actorFor(installation, town), {
      path,
      kinds,
      dryRun,
      progress,
    });
  } finally {
    progress.close();
  }
}

/** The town named, or the only one there is. */
async function actorFor(installation: Installation, town: string | undefined): Promise<Actor> {
  if (town) return townActor(installation, town);
  const { rows } = await sql<{ slug: string }>`select slug from app.door_towns()`.execute(
    installation.ground.db,
  );
  const [only, ...more] = rows;
  if (only && more.length === 0) return townActor(installation, only.slug);
  throw new Misused(
    only
      ? 'Nennen Sie die Stadt mit --town <Kurzname>.'
      : 'Es gibt hier noch keine Stadt. Lesen Sie zuerst ihren Ordner ein.',
  );
}

/** The form that programs rely on; of more faults than are kept the last line tells the number. */
function forPrograms({ faultTotal, rest: _rest, ignored: _ignored, ...file }: FileResult) {
  const left = faultTotal - file.faults.length;
  const more = left > 0 ? [{ row: 0, code: 'more_faults', text: `Es gibt ${left} weitere Fehler.` }] : [];
  return { ...file, faults: [...file.faults, ...more] };
}

function tell({ path, folder, files }: Brought, dry: boolean): void {
  for (const file of files) {
    out(`${basename(file.path).padEnd(26)} ${countsOf(file, dry)}`);
    if (file.ignored?.length) out(`  ohne Feld, nicht gelesen: ${file.ignored.join(', ')}`);
    for (const { row, text } of file.faults) out(`  ${file.path}:${row} ${text}`);
    if (file.faultTotal > file.faults.length)
      out(`  … und ${file.faultTotal - file.faults.length} weitere Fehler`);
  }
  if (files.length > 1 && !folder) out(`${path}: ${totalOf(files)}`);
  else if (isFaulty(files)) out(`${path}: Nichts wurde übernommen.`);
  else if (dry) out(`${path}: Probelauf, es wurde nichts gespeichert.`);
  else if (folder) out(FIRST_ACCOUNT);
}

/** Files that stand for themselves: what became of all of them. */
function totalOf(files: readonly FileResult[]): string {
  const sum = (of: 'created' | 'updated' | 'skipped' | 'faultTotal') =>
    files.reduce((total, file) => total + file[of], 0);
  return `${files.length} Dateien: ${sum('created')} angelegt, ${sum('updated')} geändert, ${sum('skipped')} unverändert, ${sum('faultTotal')} abgelehnt`;
}

function countsOf(file: FileResult, dry: boolean): string {
  const { created, updated, skipped, refused, faultTotal, rest } = file;
  if (faultTotal > 0 && !rest) return `${faultTotal} Fehler`;
  const parts = [`${created} ${dry ? 'anzulegen' : 'angelegt'}`];
  if (updated > 0) parts.push(`${updated} ${dry ? 'zu ändern' : 'geändert'}`);
  if (skipped > 0) parts.push(`${skipped} unverändert`);
  if (refused > 0) parts.push(`${refused} abgelehnt`);
  return parts.join(', ');
}
