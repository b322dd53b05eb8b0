/** Everything CI runs: words, types, lint, walls, unit, server and browser tests; counts at the end. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { isOver, readAllowances, type TimedFile, usedTime } from './allowances.ts';
import { measurePace } from './pace.ts';

const root = join(import.meta.dirname, '..');
const results = join(root, 'test-results');
mkdirSync(results, { recursive: true });
// As `bin/sollstand.mjs` does: tests and the servers they start find what Node has compiled before.
process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules/.cache/sollstand');
const started = Date.now();
let failed = 0;
const counts: { name: string; passed: number; failed: number; skipped: number; seconds: number }[] = [];

function step(name: string, command: string, args: string[]): boolean {
  const from = Date.now();
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  process.stdout.write(
    `${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - from) / 1000).toFixed(1)} s)\n`,
  );
  if (status !== 0) failed++;
  return status === 0;
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: (TimedFile & { assertionResults: { fullName: string; duration?: number }[] })[];
}
const timed: TimedFile[] = [];
const paces: number[] = [];
const slowest: { name: string; ms: number }[] = [];

function project(name: string): void {
  const from = Date.now();
  const file = join(results, `${name}.json`);
  step(`${name} tests`, 'vitest', [
    'run',
    '--project',
    name,
    '--reporter',
    'default',
    '--reporter',
    'json',
    '--outputFile.json',
    file,
  ]);
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  counts.push({
    name,
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests,
    seconds: (Date.now() - from) / 1000,
  });
  timed.push(...report.testResults);
  for (const { assertionResults } of report.testResults)
    for (const test of assertionResults)
      slowest.push({ name: `${name}: ${test.fullName}`, ms: test.duration ?? 0 });
}

step('packages tests need', process.execPath, [join(root, 'scripts/install-test-tools.ts')]);
step('words and contract', 'npm', ['run', '-s', 'texts']);
step('types', 'tsc', ['--noEmit']);
step('lint', 'biome', ['check', '.']);
paces.push(await measurePace());
project('unit');
project('server');
paces.push(await measurePace());
step('browser bundle', 'npm', ['run', '-s', 'build']);
project('browser');
paces.push(await measurePace());

slowest.sort((a, b) => b.ms - a.ms);
process.stdout.write(
  `\nSlowest:\n${slowest
    .slice(0, 20)
    .map(({ name, ms }) => `  ${Math.round(ms)} ms ${name}`)
    .join('\n')}\n\n`,
);
const pace = Math.max(1, paces.reduce((sum, one) => sum + one, 0) / paces.length);
const used = usedTime(root, timed, readAllowances(root), pace);
process.stdout.write(
  `This machine takes ${pace.toFixed(2)} times as long as the one of the allowances (${paces.map((one) => one.toFixed(2)).join(', ')}).\nTime per module, allowance in test/allowances.json times that:\n${used
    .map(
      ({ module, seconds, allowed }) =>
        `  ${seconds.toFixed(1)} of ${allowed?.toFixed(0) ?? 'no'} s ${module}`,
    )
    .join('\n')}\n\n`,
);
for (const { module } of used.filter(isOver)) {
  process.stdout.write(`FAIL ${module} takes longer than its allowance\n`);
  failed++;
}
for (const c of counts)
  process.stdout.write(
    `${c.name}: ${c.passed} passed, ${c.failed} failed, ${c.skipped} skipped (${c.seconds.toFixed(1)} s)\n`,
  );
const sum = (key: 'passed' | 'failed' | 'skipped') => counts.reduce((total, c) => total + c[key], 0);
process.stdout.write(
  `Whole run ${((Date.now() - started) / 1000).toFixed(0)} s\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`,
);
process.exit(failed > 0 || sum('failed') > 0 ? 1 : 0);
