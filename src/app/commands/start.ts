import { parseArgs } from 'node:util';
import { readConfig } from '#platform/config';
import { type Command, guarded, JSON_OPTION, out } from '../command.ts';
import { loadDemo } from '../demo.ts';
import { demoText } from '../demo-text.ts';
import { startServer } from '../server.ts';

export const start: Command = {
  summary: 'startet den Server (--demo lädt die Beispielstadt)',
  run: (args) =>
    guarded('npx sollstand start [--demo]', args, async () => {
      const { values } = parseArgs({ args, options: { demo: { type: 'boolean' }, ...JSON_OPTION } });
      const config = readConfig(process.env, process.cwd());
      const server = await startServer(config);
      const demo = values.demo ? await loadDemo(server.installation, server.address) : null;
      if (values.json) out(JSON.stringify({ address: server.address, ...(demo ?? {}) }));
      else {
        out(`Sollstand läuft: ${server.address}`);
        if (demo) out(demoText(demo));
      }
      return new Promise<number>((resolve) => {
        const stop = once(() => void server.stop().then(() => resolve(0)));
        // A terminal and the launcher may both pass a signal on: the second must not kill what is ending.
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
      });
    }),
};

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}
