import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type Command, guarded, JSON_OPTION, Misused, out, withInstallation } from '../command.ts';
import { importTown } from '../import/import-town.ts';

const FIRST_ACCOUNT = `Wer die Stadt bearbeitet, braucht einen Zugang: npx sollstand user invite --town <Kurzname> --user <Anmeldename> --name <Name>.
In einer Installation ohne Zugänge legt die Seite „Einrichten“ mit demselben Kurznamen den ersten an.`;

export const importCommand: Command = {
  summary: 'liest Ordner und Dateien ein',
  run: (args) =>
    guarded('npx sollstand import <Ordner>... [--as town] [--dry-run] [--json]', args, async () => {
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
      if (positionals.length === 0) throw new Misused('Nennen Sie mindestens einen Ordner.');
      if (values.as && values.as !== 'town')
        throw new Misused(`Die Art „${values.as}“ wird nicht gelesen; möglich ist town.`);
      const dry = values['dry-run'] ?? false;
      const files = await withInstallation(async (installation) => {
        const results = [];
        for (const folder of positionals)
          results.push(...(await importTown(installation, folder.replace(/\/$/, ''), dry)));
        return results;
      });
      const faulty = files.filter((file) => file.faults.length > 0);
      if (values.json) out(JSON.stringify({ files }));
      else {
        for (const file of files) {
          out(
            `${basename(file.path).padEnd(26)} ${file.created} ${dry ? 'anzulegen' : 'angelegt'}${file.faults.length > 0 ? `, ${file.faults.length} Fehler` : ''}`,
          );
          for (const fault of file.faults) out(`  ${file.path}:${fault.row} ${fault.text}`);
        }
        if (faulty.length > 0) out('Nichts wurde übernommen.');
        else if (dry) out('Probelauf: Es wurde nichts gespeichert.');
        else out(FIRST_ACCOUNT);
      }
      return faulty.length > 0 ? 2 : 0;
    }),
};
