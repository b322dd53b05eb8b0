import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { makeResultsReport } from '#modules/reports';
import { stopPdfWorker } from '#platform/pdf/render';
import { type Command, guarded, JSON_OPTION, Misused, out, townActor, withInstallation } from '../command.ts';

export const report: Command = {
  summary: 'erstellt den Ergebnisbericht: report --town T --out bericht.pdf',
  run: (args) =>
    guarded(
      'npx sollstand report --town T [--kind results] [--format pdf] [--locale de] --out DATEI [--json]',
      args,
      async () => {
        const { values } = parseArgs({
          args,
          options: {
            town: { type: 'string' },
            kind: { type: 'string', default: 'results' },
            format: { type: 'string', default: 'pdf' },
            locale: { type: 'string', default: 'de' },
            out: { type: 'string' },
            ...JSON_OPTION,
          },
        });
        if (!values.town || !values.out) throw new Misused('Nennen Sie Stadt (--town) und Datei (--out).');
        if (values.kind !== 'results' || values.format !== 'pdf')
          throw new Misused('Erstellt wird der Ergebnisbericht (results) als pdf.');
        const slug = values.town;
        const locale = values.locale === 'en' ? 'en' : 'de';
        const pdf = await withInstallation(async (installation) =>
          makeResultsReport(installation.ground, await townActor(installation, slug, locale)),
        );
        writeFileSync(values.out, pdf);
        await stopPdfWorker();
        out(
          values.json
            ? JSON.stringify({ out: values.out, bytes: pdf.length })
            : `${values.out} (${Math.round(pdf.length / 1024)} kB)`,
        );
        return 0;
      },
    ),
};
