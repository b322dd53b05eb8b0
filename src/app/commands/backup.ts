import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BackupFault } from '#platform/backup/archive';
import type { BackupResult } from '#platform/backup/back-up';
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
      const result = await withInstallation(({ database, ground }) =>
        backUp(database.ownerUrl, file, {
          product,
          at: new Date(),
          files: ground.files.folder,
          town: values.town,
        }),
      ).catch((error: unknown) => {
        throw error instanceof BackupFault ? new Misused(error.message) : error;
      });
      const { manifest, sha256 } = result;
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      out(
        values.json
          ? JSON.stringify({
              out: file,
              sha256,
              towns: manifest.towns.map((t) => t.slug),
              tables: manifest.tables.length,
              rows,
              files: manifest.files?.count ?? 0,
              damagedFiles: result.damaged,
            })
          : `${file}: ${counted(manifest.towns.length, 'Gemeinde', 'Gemeinden')}, ${counted(rows, 'Zeile', 'Zeilen')}, ${counted(manifest.files?.count ?? 0, 'Anlage', 'Anlagen')}\nSHA-256 ${sha256}`,
      );
      return tellDamaged(result);
    }),
};

/** The backup stands, but somebody has to know what it lacks: exit code 1. */
function tellDamaged({ damaged }: BackupResult): number {
  if (damaged.length === 0) return 0;
  const names = damaged.slice(0, 20).map(({ town, name }) => `  ${town}: ${name}`);
  process.stderr.write(
    `\n*** Die Sicherung ist geschrieben, aber der Inhalt von ${damaged.length} Anlagen fehlt im Datenordner oder ist beschädigt: ***\n${names.join('\n')}\n`,
  );
  return 1;
}

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
