import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  catalogues,
  catalogueWorkbook,
  type ForeignCatalogue,
  foreignFaultText,
  foreignOf,
  foreignRemarkText,
  readForeignFiles,
  type Stamp,
  templateWorkbook,
  writeCatalogue,
} from '#modules/catalogue';
import { type Command, guarded, JSON_OPTION, Misused, out } from '../command.ts';
import { catalogueFilesAt } from '../import/import-catalogue.ts';

const USAGE = `npx sollstand catalogue check <Datei oder Ordner>... [--out DATEI.json|DATEI.xlsx] [--json]
npx sollstand catalogue export <itil|vds10000> --out DATEI.json
npx sollstand catalogue template --out DATEI.xlsx [--locale de|en]`;

type Wish = { out: string | undefined; locale: 'de' | 'en'; json: boolean };

export const catalogue: Command = {
  summary: 'prüft fremde Kataloge (OSCAL, YAML, Excel) und gibt eigene als OSCAL aus',
  run: (args) =>
    guarded(USAGE, args, async () => {
      const { values, positionals } = parseArgs({
        args,
        allowPositionals: true,
        options: {
          out: { type: 'string' },
          locale: { type: 'string', default: 'de' },
          ...JSON_OPTION,
        },
      });
      const [task, ...rest] = positionals;
      const locale = values.locale === 'en' ? 'en' : 'de';
      const wish: Wish = { out: values.out, locale, json: values.json ?? false };
      if (task === 'check') return check(rest, wish);
      if (task === 'export') return exportOwn(rest[0], wish);
      if (task === 'template') return template(wish);
      throw new Misused('Möglich ist: catalogue check, catalogue export, catalogue template.');
    }),
};

const stampNow = (): Stamp => ({ uuid: randomUUID(), at: new Date().toISOString() });

async function check(paths: readonly string[], wish: Wish): Promise<number> {
  if (paths.length === 0) throw new Misused('Nennen Sie mindestens eine Datei oder einen Ordner.');
  const files = paths.flatMap(catalogueFilesAt);
  if (files.length === 0) throw new Misused('Dort liegt keine Datei, die ein Katalog sein kann.');
  const reading = await readForeignFiles(files, { stamp: stampNow(), language: wish.locale });
  if ('faults' in reading) {
    const faults = reading.faults.map((fault) => ({ ...fault, text: foreignFaultText(fault)[wish.locale] }));
    out(wish.json ? JSON.stringify({ faults }) : faults.map(({ text }) => text).join('\n'));
    return 2;
  }
  const remarks = reading.remarks.map((one) => ({ ...one, text: foreignRemarkText(one)[wish.locale] }));
  const counted = countsOf(reading.catalogue);
  out(
    wish.json
      ? JSON.stringify({ ...counted, remarks, faults: [] })
      : [shownCounts(counted), ...remarks.map(({ text }) => `  ${text}`)].join('\n'),
  );
  if (wish.out) await store(reading.catalogue, wish.out, wish.locale);
  return 0;
}

function countsOf({ title, version, source, licence, groups, controls }: ForeignCatalogue) {
  const by = (modal: string | null) => controls.filter((control) => control.modal === modal).length;
  return {
    title,
    version,
    source,
    licence,
    groups: groups.length,
    controls: controls.length,
    modals: { MUST: by('MUST'), SHOULD: by('SHOULD'), MAY: by('MAY'), none: by(null) },
  };
}

const shownCounts = ({ title, version, groups, controls, modals }: ReturnType<typeof countsOf>): string =>
  `${title} (${version}): ${controls} Anforderungen unter ${groups} Überschriften, davon ${modals.MUST} MUSS, ${modals.SHOULD} SOLLTE, ${modals.MAY} KANN, ${modals.none} ohne Angabe`;

async function store(read: ForeignCatalogue, path: string, locale: 'de' | 'en'): Promise<void> {
  if (path.endsWith('.xlsx')) writeFileSync(path, await catalogueWorkbook(read, locale));
  else writeFileSync(path, `${JSON.stringify(writeCatalogue(read), null, 2)}\n`);
}

async function exportOwn(id: string | undefined, wish: Wish): Promise<number> {
  const { frameworks } = catalogues();
  const framework = frameworks.find((one) => one.id === id);
  if (framework === undefined || !wish.out)
    throw new Misused(`Nennen Sie ${frameworks.map((one) => one.id).join(' oder ')} und die Datei (--out).`);
  const written = foreignOf(framework, stampNow());
  await store(written, wish.out, wish.locale);
  const told = { out: wish.out, controls: written.controls.length };
  out(wish.json ? JSON.stringify(told) : `${told.out}: ${told.controls} Anforderungen`);
  return 0;
}

async function template({ out: path, locale, json }: Wish): Promise<number> {
  if (!path) throw new Misused('Nennen Sie die Datei (--out).');
  writeFileSync(path, await templateWorkbook(locale));
  out(json ? JSON.stringify({ out: path }) : path);
  return 0;
}
