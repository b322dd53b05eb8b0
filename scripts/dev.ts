/** Server that restarts on change and browser bundle with hot reload, side by side; Ctrl-C ends both. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const run = (command: string, args: string[]): ChildProcess =>
  spawn(command, args, { cwd: root, stdio: 'inherit' });

spawnSync('npm', ['run', '-s', 'texts'], { cwd: root, stdio: 'inherit' });
const children = [
  run(process.execPath, ['--watch-path=src', '--watch-preserve-output', 'src/app/cli.ts', 'start', '--demo']),
  run('vite', ['--port', '5173', '--strictPort']),
];
process.stdout.write(
  'Oberfläche mit schnellem Nachladen: http://127.0.0.1:5173 (Schnittstelle auf Port 3000)\n',
);

const stop = () => {
  for (const child of children) child.kill('SIGINT');
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
for (const child of children) child.once('exit', stop);
