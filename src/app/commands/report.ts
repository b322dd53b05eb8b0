import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Refusal } from '#kernel/refuse';
import {
  DOCUMENT_KINDS,
  type DocumentKind,
  EDITIONS,
  FORMATS,
  FORMATS_OF,
  makeDocument,
  makeResultsReport,
  type Wanted,
} from '#modules/reports';
import { problemBody } from '#platform/http/errors';
import { stopPdfWorker } from '#platform/pdf/render';
import { type Command, guarded, JSON_OPTION, Misused, out, townActor, withInstallation } from '../command.ts';

const KINDS = ['results', ...DOCUMENT_KINDS, 'measures'] as const;
const USAGE = `npx sollstand report --town T [--kind ${KINDS.join('|')}] [--format ${FORMATS.join('|')}] [--edition ${EDITIONS.join('|')}] [--version N] [--locale de] --out DATEI [--json]`;

export const report: Command = {
  summary: 'erstellt Bericht, Beschlussvorlage, Folien: report --town T --kind council --out vorlage.pdf',
  run: (args) =>
    guarded(USAGE, args, async () => {
      const { values } = parseArgs({
        args,
        options: {
          town: { type: 'string' },
          kind: { type: 'string', default: 'results' },
          format: { type: 'string', default: 'pdf' },
          edition: { type: 'string', default: 'public' },
          version: { type: 'string' },
          locale: { type: 'string', default: 'de' },
          out: { type: 'string' },
          ...JSON_OPTION,
        },
      });
      if (!values.town || !values.out) throw new Misused('Nennen Sie Stadt (--town) und Datei (--out).');
      const { town: slug, out: path } = values;
      const locale = values.locale === 'en' ? 'en' : 'de';
      const wanted = wantedOf(values);
      const bytes = await withInstallation(async (installation) => {
        const actor = await townActor(installation, slug, locale);
        return wanted === 'results'
          ? makeResultsReport(installation.ground, actor)
          : makeDocument(installation.ground, actor, wanted).catch(misusedIfRefused);
      });
      await stopPdfWorker();
      writeWhole(path, bytes);
      out(
        values.json
          ? JSON.stringify({ out: path, bytes: bytes.length })
          : `${path} (${Math.round(bytes.length / 1024)} kB)`,
      );
      return 0;
    }),
};

function wantedOf(given: { kind: string; format: string; edition: string; version?: string | undefined }) {
  if (given.kind === 'results') {
    if (given.format !== 'pdf') throw new Misused('Den Ergebnisbericht (results) gibt es als pdf.');
    return 'results' as const;
  }
  // One word for both: as sheets to read, as a table to reckon with.
  const table = given.format === 'xlsx' || given.format === 'ods';
  const kind = given.kind === 'measures' ? (table ? 'table' : 'sheets') : given.kind;
  if (!DOCUMENT_KINDS.some((known) => known === kind))
    throw new Misused(`Unbekanntes Dokument „${given.kind}“. Möglich sind: ${KINDS.join(', ')}.`);
  const formats = FORMATS_OF[kind as DocumentKind];
  const format = formats.find((known) => known === given.format);
  if (!format) throw new Misused(`„${kind}“ gibt es als ${formats.join(', ')}.`);
  const edition = EDITIONS.find((known) => known === given.edition);
  if (!edition) throw new Misused(`Als Ausgabe (--edition) sind möglich: ${EDITIONS.join(', ')}.`);
  if (given.version !== undefined && !/^[1-9]\d{0,5}$/.test(given.version))
    throw new Misused('Die Fassung (--version) ist eine Zahl ab 1.');
  const version = given.version === undefined ? {} : { version: Number(given.version) };
  return { kind: kind as DocumentKind, format, edition, ...version } satisfies Wanted;
}

/** What the person can mend is told in words. */
function misusedIfRefused(error: unknown): never {
  if (error instanceof Refusal) throw new Misused(problemBody(error, 'de').text);
  throw error;
}

/** Beside its place first, so that a hard end leaves the old file or the new one. */
function writeWhole(path: string, bytes: Uint8Array): void {
  const beside = `${path}.${process.pid}.part`;
  try {
    writeFileSync(beside, bytes);
    renameSync(beside, path);
  } finally {
    rmSync(beside, { force: true });
  }
}
