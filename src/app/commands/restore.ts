import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BackupFault } from '#platform/backup/archive';
import { restore as play } from '#platform/backup/restore';
import { type Command, guarded, JSON_OPTION, Misused, out, withInstallation } from '../command.ts';
import { root } from '../installation.ts';

export const restore: Command = {
  summary: 'spielt eine Sicherung ein: restore DATEI',
  run: (args) =>
    guarded('npx sollstand restore DATEI [--json]', args, async () => {
      const { values, positionals } = parseArgs({ args, allowPositionals: true, options: JSON_OPTION });
      const file = positionals[0];
      if (!file) throw new Misused('Nennen Sie die Datei.');
      const manifest = await withInstallation(({ database, ground }) =>
        play(
          {
            ownerUrl: database.ownerUrl,
            appRole: database.appRole,
            migrations: join(root, 'migrations'),
            files: ground.files.folder,
          },
          file,
        ),
      ).catch((error: unknown) => {
        throw error instanceof BackupFault ? new Misused(error.message) : error;
      });
      const towns = manifest.towns.map((town) => town.slug);
      out(values.json ? JSON.stringify({ towns }) : `Eingespielt: ${towns.join(', ')}`);
      return 0;
    }),
};
