#!/usr/bin/env node
// Whatever Node called this, the pinned one runs the product.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const pinned = join(root, 'node_modules/node/bin/node');
const cli = join(root, 'src/app/cli.ts');
const own = Number(process.versions.node.split('.')[0]) >= 24;

if (own || !existsSync(pinned)) {
  await import(cli);
} else {
  // Else the engine lets its young space grow to 134 MB on a machine with much memory (docs/decisions/0001-runtime.md).
  const child = spawn(pinned, ['--max-semi-space-size=16', cli, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  // A service manager or container engine stops this process: the server must hear of it and end first.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
