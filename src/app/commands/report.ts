import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Refusal } from '#kernel/refuse';
import {
  DOCUMENT_KINDS,
  EDITIONS,
  FORMATS,
  FORMATS_OF,
  formatsFor,
  makeDocument,
  type Wanted,
} from '#modules/reports';
import { problemBody } from '#platform/http/errors';
import { stopPdfWorker } from '#platform/pdf/render';
import { type Command, guarded, JSON_OPTION, Misused, out, townActor, withInstallation } from '../command.ts';

const KINDS = [...DOCUMENT_KINDS, 'measures'] as const;
const USAGE = `npx sollstand report --town T [--kind ${KINDS.join('|')}] [--format ${FORMATS.join('|')}] [--edition ${EDITIONS.join('|')}] [--version N] [--plan ID] [--locale de] --out DATEI [--json]`;

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
          edition: { type: 'string' },
          version: { type: 'string' },
          plan: { type: 'string' },
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
        return makeDocument(installation.ground, actor, wanted).catch(misusedIfRefused);
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

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Given {
  kind: string;
  format: string;
  edition?: string | undefined;
  version?: string | undefined;
  plan?: string | undefined;
}

function wantedOf(given: Given): Wanted {
  // One word for both: as sheets to read, as a table for whatever reckons with it.
  const table = ['xlsx', 'ods', 'oscal'].includes(given.format);
  const named = given.kind === 'measures' ? (table ? 'table' : 'sheets') : given.kind;
  const kind = DOCUMENT_KINDS.find((known) => known === named);
  if (!kind) throw new Misused(`Unbekanntes Dokument „${given.kind}“. Möglich sind: ${KINDS.join(', ')}.`);
  const format = FORMATS_OF[kind].find((known) => known === given.format);
  if (!format) throw new Misused(`„${kind}“ gibt es als ${FORMATS_OF[kind].join(', ')}.`);
  const possible = EDITIONS.filter((known) => formatsFor(kind, known).includes(format));
  // The report of the week is whole unless somebody asks for less.
  const asked = given.edition ?? (kind === 'results' ? 'technical' : 'public');
  const edition = possible.find((known) => known === asked);
  if (!edition) throw new Misused(`Als Ausgabe (--edition) sind möglich: ${possible.join(', ')}.`);
  if (given.version !== undefined && !/^[1-9]\d{0,5}$/.test(given.version))
    throw new Misused('Die Fassung (--version) ist eine Zahl ab 1.');
  const version = given.version === undefined ? {} : { version: Number(given.version) };
  if (given.plan !== undefined && !UUID.test(given.plan))
    throw new Misused('Der Fahrplan (--plan) ist die Kennung am Ende der Adresse seiner Seite.');
  return { kind, format, edition, ...version, plan: given.plan };
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
