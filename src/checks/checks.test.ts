import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { findings, printed, RULES } from './rules.ts';
import { isCode, readTree } from './tree.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

/** What each rule must find in its fixture: `file:line` and a word of the sentence. Nothing else may be found. */
const BROKEN: Readonly<Record<string, readonly [where: string, word: string][]>> = {
  'relative-imports': [
    ['src/modules/findings/server/store.ts:1', 'measures'],
    ['src/modules/findings/server/store.ts:2', 'kernel'],
    ['src/modules/findings/server/store.ts:6', 'platform'],
  ],
  'browser-code': [
    ['src/modules/findings/contract.ts:1', 'node:fs'],
    ['src/modules/findings/ui/finding-page.tsx:1', 'is server code'],
    ['src/modules/findings/ui/finding-page.tsx:2', 'server door'],
    ['src/modules/findings/ui/finding-page.tsx:3', '#platform/tx'],
  ],
  'browser-condition': [['package.json:1', '#modules/*']],
  'pure-domain': [
    ['src/modules/findings/domain/finding.ts:1', 'node:crypto'],
    ['src/modules/findings/domain/finding.ts:2', 'kysely'],
    ['src/modules/findings/domain/finding.ts:3', '../server/store.ts'],
  ],
  'module-arrows': [
    ['src/modules/findings/server/use.ts:2', 'findings may not use measures'],
    ['src/modules/findings/server/use.ts:3', 'may not use measures'],
    ['src/modules/weather:1', 'weather is missing'],
  ],
  layers: [
    ['src/kernel/money.ts:1', 'pure'],
    ['src/kernel/money.ts:2', 'kernel may not import "#platform/tx"'],
    ['src/modules/findings/server/list.ts:1', 'ui-kit'],
    ['src/platform/tx.ts:1', 'platform may not import "#modules/organisation"'],
    ['src/ui-kit/table.tsx:1', '#platform/client'],
    ['src/ui-kit/table.tsx:2', '#modules/findings/ui'],
  ],
  'orpc-home': [['src/modules/findings/server/routes.ts:1', '@orpc/server']],
  'no-barrels': [
    ['src/kernel/everything.ts:2', 'export *'],
    ['src/modules/findings/domain/all.ts:1', 'only passes on'],
  ],
  'no-default-exports': [['src/kernel/money.ts:1', 'by name']],
  'foreign-tables': [
    ['src/modules/findings/server/chain.read.ts:4', 'writes item'],
    ['src/modules/findings/server/store.ts:11', 'reads item'],
    ['src/modules/findings/server/store.ts:12', 'reads measure'],
    ['src/modules/findings/server/store.ts:14', 'writes measure'],
    ['src/modules/measures/server/tables.ts:1', 'finding already belongs to findings'],
  ],
  'module-papers': [
    ['src/modules/findings/README.md:31', '31 lines'],
    ['src/modules/findings/texts.en.json:1', 'every module has one'],
  ],
  'texts-complete': [
    ['src/modules/findings/texts.de.json:2', 'missing in'],
    ['src/modules/findings/texts.de.json:2', 'also stands in src/app'],
    ['src/modules/findings/texts.de.json:3', 'is empty'],
    ['src/modules/findings/texts.de.json:4', 'is empty'],
    ['src/modules/findings/texts.de.json:5', 'begins with findings_'],
    ['src/modules/findings/texts.de.json:6', 'snake_case'],
    ['src/modules/findings/texts.en.json:4', 'begins with findings_'],
    ['src/modules/findings/texts.en.json:5', 'snake_case'],
    ['src/modules/findings/texts.en.json:6', 'missing in'],
  ],
  'texts-used': [['src/modules/findings/texts.de.json:5', 'findings_forgotten: used nowhere']],
  'migration-order': [
    ['migrations/0003_gap.sql:1', 'expected 0002'],
    ['migrations/later.sql:1', 'is named like'],
  ],
  'town-tables': [
    ['migrations/0002_broken.sql:1', 'wrong_key: primary key'],
    ['migrations/0002_broken.sql:8', 'unguarded: row security is not enabled'],
    ['migrations/0002_broken.sql:8', 'unguarded: row security is not forced'],
    ['migrations/0002_broken.sql:10', 'half_guarded: row security is not forced'],
    ['migrations/0002_broken.sql:13', 'loose: reference to office'],
    ['migrations/0002_broken.sql:13', 'loose: reference to office'],
    ['migrations/0002_broken.sql:24', 'reference to office'],
  ],
  'file-length': [['src/kernel/long.ts:1', '451 lines']],
  'no-console': [['src/platform/jobs.ts:4', 'console.log']],
  'without-tls': [['src/modules/findings/ui/form.tsx:2', 'newKey']],
  'no-machine-traces': [
    ['docs/install.md:1', 'registry'],
    ['src/platform/files.ts:1', 'one machine'],
  ],
};

describe('the rules hold in this tree', () => {
  const found = findings(root);
  test('it has been read', () => {
    const tree = readTree(root);
    const specifiers = tree.files.filter(isCode).flatMap((file) => tree.source(file).imports);
    expect(tree.files).toContain('src/kernel/route.ts');
    expect(tree.files.filter((file) => file.includes('fixtures/'))).toEqual([]);
    expect(tree.source('src/kernel/route.ts').imports.map((i) => i.specifier)).toContain('@orpc/contract');
    expect(specifiers.length).toBeGreaterThan(50);
  });
  const warnings = found.filter(({ level }) => level === 'warning');
  if (warnings.length > 0) console.warn(`Warnings, not failing:\n${warnings.map(printed).join('\n')}`);
  test.each(RULES.map((rule) => rule.name))('%s', (name) => {
    expect(found.filter((f) => f.rule === name && f.level !== 'warning').map(printed)).toEqual([]);
  });
});

describe('each rule is seen to fail', () => {
  test('every rule has a fixture and expectations', () => {
    const names = RULES.map((rule) => rule.name).sort();
    expect(Object.keys(BROKEN).sort()).toEqual(names);
    expect(readdirSync(fixture('')).filter((name) => name !== 'deep-import')).toEqual(names);
  });

  test.each(RULES)('$name', (rule) => {
    const found = findings(fixture(rule.name), [rule]);
    const expected = BROKEN[rule.name] ?? [];
    expect(found.map(({ file, line }) => `${file}:${line ?? 1}`)).toEqual(expected.map(([where]) => where));
    for (const [i, [, word]] of expected.entries()) expect(found[i]?.text).toContain(word);
    expect(found.every((f) => f.rule === rule.name)).toBe(true);
  });

  test('the command prints file, line, rule and sentence, and exits 1', () => {
    const run = (tree: string) =>
      spawnSync(process.execPath, [fileURLToPath(new URL('run.ts', import.meta.url)), tree], {
        encoding: 'utf8',
      });
    const broken = run(fixture('no-console'));
    expect(broken.status).toBe(1);
    expect(broken.stdout).toContain(
      'src/platform/jobs.ts:4 no-console console.log belongs into commands and scripts\n',
    );
    const warned = run(fixture('file-length'));
    expect([warned.status, warned.stdout]).toEqual([0, expect.stringContaining('(warning) 451 lines')]);
  });
});

describe('walls that the compiler holds', () => {
  const compiler = `${root}node_modules/.bin/tsc`;
  const compile = (...options: string[]) =>
    spawnSync(compiler, ['-p', fixture('deep-import'), '--pretty', 'false', ...options], { encoding: 'utf8' })
      .stdout.split('\n')
      .filter((line) => line.includes('error'))
      .map((line) => line.replace(/^.*(?=src\/modules)/, '').replace(/ or its corresponding.*/, ''));

  test('the compiler is there', () => {
    expect(existsSync(compiler)).toBe(true);
  });

  test('a deep import is refused, the doors are open', () => {
    expect(compile()).toEqual([
      "src/modules/reports/server/deep.ts(1,27): error TS2307: Cannot find module '#modules/measures/server/store'",
    ]);
  });

  test('browser code finds no server door', () => {
    expect(compile('--customConditions', 'browser')).toEqual([
      "src/modules/reports/server/deep.ts(1,27): error TS2307: Cannot find module '#modules/measures/server/store'",
      "src/modules/reports/server/public.ts(1,27): error TS2307: Cannot find module '#modules/measures'",
      "src/modules/reports/server/public.ts(5,20): error TS2307: Cannot find module '#platform/tx'",
    ]);
  });
});
