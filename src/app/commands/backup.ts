import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BackupFault } from '#platform/backup/archive';
import { backUp } from '#platform/backup/back-up';
import { type Command, guarded, JSON_OPTION, Misused, out, withInstallation } from '../command.ts';
import { root } from '../installation.ts';

export const backup: Command = {
  summary: 'sichert die Installation oder eine Stadt: backup --out DATEI [--town T]',
  run: (args) =>
    guarded('npx sollstand backup --out DATEI [--town T] [--json]', args, async () => {
      const { values } = parseArgs({
        args,
        options: { out: { type: 'string' }, town: { type: 'string' }, ...JSON_OPTION },
      });
      const file = values.out;
      if (!file) throw new Misused('Nennen Sie die Datei (--out).');
      const product = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version as string;
      const { manifest, sha256 } = await withInstallation((installation) =>
        backUp(installation.database.ownerUrl, file, { product, at: new Date(), town: values.town }),
      ).catch((error: unknown) => {
        throw error instanceof BackupFault ? new Misused(error.message) : error;
      });
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      out(
        values.json
          ? JSON.stringify({
              out: file,
              sha256,
              towns: manifest.towns.map((t) => t.slug),
              tables: manifest.tables.length,
              rows,
            })
          : `${file}: ${manifest.towns.length} Städte, ${rows} Zeilen\nSHA-256 ${sha256}`,
      );
      return 0;
    }),
};
