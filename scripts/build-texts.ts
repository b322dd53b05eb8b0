/** Compiles texts.{de,en}.json of all parts into typed messages under src/generated/texts. */

import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { compile } from '@inlang/paraglide-js';

const root = join(import.meta.dirname, '..');
const parts = [
  'src/platform',
  'src/ui-kit',
  'src/app',
  ...readdirSync(join(root, 'src/modules')).map((name) => `src/modules/${name}`),
].filter((part) => existsSync(join(root, part, 'texts.de.json')));

const stamp = createHash('sha256');
for (const part of parts)
  for (const locale of ['de', 'en'])
    stamp.update(part).update(readFileSync(join(root, part, `texts.${locale}.json`)));
const digest = stamp.digest('hex');
const outdir = join(root, 'src/generated/texts');
const mark = join(outdir, '.stamp');

if (!(existsSync(mark) && readFileSync(mark, 'utf8') === digest)) {
  const project = join(root, 'src/generated/project.inlang');
  mkdirSync(project, { recursive: true });
  // Compiled aside and then exchanged, so that nobody ever imports half of it.
  const fresh = mkdtempSync(join(root, 'src/generated/texts-'));
  writeFileSync(
    join(project, 'settings.json'),
    JSON.stringify({
      baseLocale: 'de',
      locales: ['de', 'en'],
      // The plugin is the installed one: the default would be fetched from elsewhere.
      modules: ['../../node_modules/@inlang/plugin-message-format/dist/index.js'],
      'plugin.inlang.messageFormat': {
        pathPattern: parts.map((part) => `../../${part}/texts.{locale}.json`),
      },
    }),
  );
  await compile({
    project,
    outdir: fresh,
    outputStructure: 'message-modules',
    strategy: ['cookie', 'globalVariable', 'baseLocale'],
    cookieName: 'sollstand_locale',
    emitTsDeclarations: true,
  });
  writeFileSync(join(fresh, '.stamp'), digest);
  const old = `${fresh}.old`;
  if (existsSync(outdir)) renameSync(outdir, old);
  renameSync(fresh, outdir);
  rmSync(old, { recursive: true, force: true });
}
