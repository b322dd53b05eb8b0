import { parseArgs } from 'node:util';
import { type Command, guarded, JSON_OPTION, out, withInstallation } from '../command.ts';

export const migrateCommand: Command = {
  summary: 'bringt die Datenbank auf den Stand dieses Programms',
  run: (args) =>
    guarded('npx sollstand migrate [--json]', args, async () => {
      const { values } = parseArgs({ args, options: JSON_OPTION });
      await withInstallation(async () => undefined);
      out(values.json ? JSON.stringify({ done: true }) : 'Die Datenbank ist auf dem Stand dieses Programms.');
      return 0;
    }),
};
