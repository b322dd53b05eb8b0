import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Plugin } from 'vite';

interface Page {
  path: string;
  load: () => Promise<unknown>;
}

const app = join(import.meta.dirname, '../src/app');
const modules = join(import.meta.dirname, '../src/modules');

/**
 * Writes `pages.json` beside the bundle: path of a page -> script files it needs beyond the entry, so that the server
 * can name them in the HTML and the browser fetches them along with the entry instead of after it.
 */
export const pageChunks = (): Plugin => ({
  name: 'page-chunks',
  apply: 'build',
  async generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter((part) => part.type === 'chunk');
    const withImports = (file: string, seen: Set<string>): Set<string> => {
      if (seen.has(file)) return seen;
      seen.add(file);
      for (const next of chunks.find((chunk) => chunk.fileName === file)?.imports ?? [])
        withImports(next, seen);
      return seen;
    };
    const entry = chunks.find((chunk) => chunk.isEntry);
    const known = entry ? withImports(entry.fileName, new Set()) : new Set<string>();
    // The entry waits for the first frame before it imports the application; the browser fetches it meanwhile.
    const application = chunks.find((chunk) => chunk.moduleIds.includes(join(app, 'web/application.tsx')));
    if (!application) this.error('The application has no chunk.');
    const files: Record<string, string[]> = {};
    for (const { path, source } of await readPages()) {
      const chunk = chunks.find((one) => one.facadeModuleId === source || one.moduleIds.includes(source));
      if (!chunk) this.error(`The page ${path} has no chunk: ${relative(modules, source)}`);
      const needed = withImports(chunk.fileName, withImports(application.fileName, new Set()));
      files[path] = [...needed].filter((file) => !known.has(file));
    }
    this.emitFile({ type: 'asset', fileName: 'pages.json', source: JSON.stringify(files) });
  },
});

/** Pages of all modules with the file that each one imports when it is visited. */
async function readPages(): Promise<{ path: string; source: string }[]> {
  const found: { path: string; source: string }[] = [];
  for (const name of readdirSync(modules)) {
    const ui = join(modules, name, 'ui');
    const door = await import(join(ui, 'public.ts')).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_MODULE_NOT_FOUND' && error.message.includes(ui)) return {};
      throw error;
    });
    for (const list of Object.values(door).filter(Array.isArray) as Page[][])
      for (const { path, load } of list) {
        const file = /import\(['"](\.\/[^'"]+)['"]\)/.exec(String(load))?.[1];
        if (!file) throw new Error(`The page ${path} of ${name} does not import its file by name.`);
        found.push({ path, source: join(ui, file) });
      }
  }
  return found;
}
