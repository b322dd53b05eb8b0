import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const root = join(import.meta.dirname, '..');
const WORKER = join(root, 'src/app/web/walk-worker.ts');
const PAGE = join(root, 'rundgang.html');
const APP = join(root, 'src/modules/assessment/ui/walk/walk-app.tsx');
const fileName = 'rundgang-worker.js';

/**
 * Builds the worker that keeps the walk-through on a device and writes into it which files that takes: scripts, styles
 * and fonts of this build, icons and the manifest. Its name for the build changes with any of them.
 */
export const walkFiles = (): Plugin => ({
  name: 'walk-files',
  apply: 'build',
  buildStart() {
    this.emitFile({ type: 'chunk', id: WORKER, fileName });
  },
  generateBundle(_options, bundle) {
    const parts = Object.values(bundle);
    const chunks = parts.filter((part) => part.type === 'chunk');
    const worker = chunks.find((chunk) => chunk.fileName === fileName);
    const page = chunks.find((chunk) => chunk.facadeModuleId === PAGE);
    const app = chunks.find((chunk) => chunk.moduleIds.includes(APP));
    if (!worker || !page || !app) return this.error('The walk-through has no chunk.');
    if (worker.imports.length > 0) this.error('The worker of the walk-through must stand alone.');
    const files = new Set<string>();
    const add = (file: string): void => {
      const chunk = chunks.find((one) => one.fileName === file);
      if (!chunk || files.has(file)) return;
      files.add(file);
      for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style);
      for (const next of chunk.imports) add(next);
    };
    add(page.fileName);
    add(app.fileName);
    for (const { fileName: font } of parts) if (/fira-sans-latin.*\.woff2$/.test(font)) files.add(font);
    const fixed = readdirSync(join(root, 'public'));
    const list = [...[...files].sort(), ...fixed].map((file) => `/${file}`);
    const hash = createHash('sha256').update(list.join(' ')).update(worker.code).update(readFileSync(PAGE));
    for (const file of fixed) hash.update(readFileSync(join(root, 'public', file)));
    const build = { version: hash.digest('hex').slice(0, 12), files: list };
    worker.code = worker.code.replaceAll('WALK_BUILD', `(${JSON.stringify(build)})`);
  },
});
