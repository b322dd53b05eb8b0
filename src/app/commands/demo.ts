import { parseArgs } from 'node:util';
import { readConfig } from '#platform/config';
import { type Command, guarded, JSON_OPTION, out, withInstallation } from '../command.ts';
import { loadDemo } from '../demo.ts';
import { demoText } from '../demo-text.ts';

export const demo: Command = {
  summary: 'lädt die Beispielstadt und nennt ihre Anmeldungen',
  run: (args) =>
    guarded('npx sollstand demo [--json]', args, async () => {
      const { values } = parseArgs({ args, options: JSON_OPTION });
      const config = readConfig(process.env, process.cwd());
      const result = await withInstallation((installation) =>
        loadDemo(installation, config.publicUrl ?? `http://${config.host}:${config.port}`, true),
      );
      out(
        values.json
          ? JSON.stringify({
              towns: result.towns,
              address: result.address,
              accounts: result.accounts,
              token: result.token,
            })
          : demoText(result),
      );
      return 0;
    }),
};
