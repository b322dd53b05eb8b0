import { parseArgs } from 'node:util';
import { readConfig } from '#platform/config';
import { type Command, guarded, JSON_OPTION, out } from '../command.ts';
import { loadDemo } from '../demo.ts';
import { demoText } from '../demo-text.ts';
import { type RunningServer, startServer } from '../server.ts';

export const start: Command = {
  summary: 'startet den Server (--demo lädt die Beispielstadt)',
  run: (args) =>
    guarded('npx sollstand start [--demo]', args, async () => {
      const { values } = parseArgs({ args, options: { demo: { type: 'boolean' }, ...JSON_OPTION } });
      const config = readConfig(process.env, process.cwd());
      const asked = signalled();
      const server = await startServer(config);
      try {
        const told = announce(server, values.demo ?? false, values.json ?? false);
        // A stop that comes while the example is loaded does not wait for its end.
        await Promise.race([told, asked]);
        await asked;
      } finally {
        await server.stop();
      }
      return 0;
    }),
};

async function announce(server: RunningServer, withDemo: boolean, json: boolean): Promise<void> {
  const demo = withDemo ? await loadDemo(server.installation, server.address) : null;
  if (json) return out(JSON.stringify({ address: server.address, ...(demo ?? {}) }));
  out(`Sollstand läuft: ${server.address}`);
  if (demo) out(demoText(demo));
}

/** Resolves at the first signal to end. A terminal and the launcher may both pass one on: the second must not kill what is ending. */
function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}
