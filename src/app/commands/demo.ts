import { parseArgs } from 'node:util';
import { readConfig } from '#platform/config';
import { type Command, guarded, JSON_OPTION, out, withInstallation } from '../command.ts';
import { loadDemo } from '../demo.ts';
import { loadHistory } from '../demo-history.ts';
import { demoText } from '../demo-text.ts';

export const demo: Command = {
  summary: 'lädt die Beispielstadt und nennt ihre Anmeldungen; mit --verlauf auch zwei Jahre danach',
  run: (args) =>
    guarded('npx sollstand demo [--verlauf] [--json]', args, async () => {
      const { values } = parseArgs({
        args,
        options: { ...JSON_OPTION, verlauf: { type: 'boolean', default: false } },
      });
      const config = readConfig(process.env, process.cwd());
      const address = config.publicUrl ?? `http://${config.host}:${config.port}`;
      const result = await withInstallation(async (installation) => {
        const loaded = await loadDemo(installation, address, true);
        if (!values.verlauf) return loaded;
        const { slug } = await loadHistory(installation, loaded.towns[0]?.slug ?? '');
        return { ...loaded, towns: [...loaded.towns, { slug }] };
      });
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
