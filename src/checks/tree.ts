import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, type Source } from './source.ts';

/** The files a rule looks at, by path below the root with `/`. */
export interface Tree {
  readonly root: string;
  readonly files: readonly string[];
  /** Text of a file; empty when there is none. */
  text(file: string): string;
  has(file: string): boolean;
  /** A TypeScript file read for its imports and strings. */
  source(file: string): Source;
}

export interface Finding {
  readonly file: string;
  readonly rule: string;
  readonly line?: number;
  readonly text: string;
  /** Shown, but no reason to fail. */
  readonly level?: 'warning';
}

/** One rule of the house: a pure function over a tree. */
export interface Rule {
  readonly name: string;
  check(tree: Tree): Omit<Finding, 'rule'>[];
}

const SKIPPED = new Set(['node_modules', '.git', 'dist', 'coverage', 'test-results', 'playwright-report']);
const SKIPPED_PATHS = new Set(['data', 'src/generated', 'src/checks/fixtures']);

function walk(root: string, below: string, found: string[]): string[] {
  for (const entry of readdirSync(join(root, below), { withFileTypes: true })) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (SKIPPED.has(entry.name) || SKIPPED_PATHS.has(path)) continue;
    if (entry.isDirectory()) walk(root, path, found);
    else if (entry.isFile()) found.push(path);
  }
  return found;
}

export function readTree(root: string): Tree {
  const files = walk(root, '', []).sort();
  const known = new Set(files);
  const texts = new Map<string, string>();
  const sources = new Map<string, Source>();
  const text = (file: string): string => {
    if (!known.has(file)) return '';
    const found = texts.get(file) ?? readFileSync(join(root, file), 'utf8');
    texts.set(file, found);
    return found;
  };
  const source = (file: string): Source => {
    const found = sources.get(file) ?? read(text(file));
    sources.set(file, found);
    return found;
  };
  return { root, files, text, has: (file) => known.has(file), source };
}

export const isCode = (file: string): boolean => /\.(m?ts|tsx|mjs|js)$/.test(file) && !file.endsWith('.d.ts');
/** Tests and builders of test data: they may look behind walls that the product may not. */
export const isTest = (file: string): boolean => /\.test\.tsx?$|(^|\/)testing\//.test(file);
/** The module a file belongs to. */
export const moduleOf = (file: string): string | undefined => /^src\/modules\/([^/]+)\//.exec(file)?.[1];
/** The part of the house: `src/modules/findings`, `src/kernel`, `scripts`; files at the root have none. */
export const partOf = (file: string): string =>
  /^(src\/modules\/[^/]+|src\/[^/]+(?=\/)|[^/]+(?=\/))/.exec(file)?.[1] ?? '';
/** Code that runs in the browser. */
export const isBrowser = (file: string): boolean =>
  (/^src\/(modules\/[^/]+\/ui\/|ui-kit\/|platform\/browser\/|platform\/client\.ts|app\/web\/)/.test(file) &&
    isCode(file)) ||
  file.endsWith('.tsx');
export const modules = (tree: Tree): string[] => [
  ...new Set(tree.files.map(moduleOf).filter((name) => name !== undefined)),
];

/** Path that a relative import names, below the root. */
export function resolve(file: string, specifier: string): string {
  const path = file.split('/').slice(0, -1);
  for (const step of specifier.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.') path.push(step);
  }
  return path.join('/');
}
