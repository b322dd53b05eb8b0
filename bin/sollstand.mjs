#!/usr/bin/env node
// Whatever Node called this, the pinned one runs the product.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const pinned = join(root, 'node_modules/node/bin/node');
const own = Number(process.versions.node.split('.')[0]) >= 24;
const node = own || !existsSync(pinned) ? process.execPath : pinned;
const { status, signal } = spawnSync(node, [join(root, 'src/app/cli.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(status ?? (signal ? 1 : 0));
