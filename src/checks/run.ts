import { fileURLToPath } from 'node:url';
import { findings, printed } from './rules.ts';

/** `node src/checks/run.ts [root]`: prints `file:line rule text` and exits 1 if a rule is broken. */
const root = process.argv[2] ?? fileURLToPath(new URL('../../', import.meta.url));
const found = findings(root);
for (const finding of found) process.stdout.write(`${printed(finding)}\n`);
process.exitCode = found.some(({ level }) => level !== 'warning') ? 1 : 0;
