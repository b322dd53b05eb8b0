#!/usr/bin/env node
// Whatever Node called this, the pinned one runs the product, with a heap that stays small (docs/decisions/0001-runtime.md).
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HEAP = ['--max-semi-space-size=16', '--heap-growing-percent=50'];

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
// What Node has compiled is kept beside the packages; where nothing may be written there, it is compiled anew.
process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules/.cache/sollstand');
const pinned = join(root, 'node_modules/node/bin/node');
const cli = join(root, 'src/app/cli.ts');
const own = Number(process.versions.node.split('.')[0]) >= 24;

// Options of the Node that was called are passed on to itself; another one may not know them.
const [node, options] =
  own || !existsSync(pinned) ? [process.execPath, [...HEAP, ...process.execArgv]] : [pinned, HEAP];
const words = [...options, cli, ...process.argv.slice(2)];

// In the place of this process, where the system and the Node that was called can do that (Node 22.15 and newer).
if (process.execve && process.platform !== 'win32') process.execve(node, [node, ...words], process.env);

const child = spawn(node, words, { stdio: 'inherit' });
// A service manager or container engine stops this process: the server must hear of it and end first.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
