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

/** What each file brings along: imports, and types in comments, of which declarations tell anyhow. */
const NOT_NEEDED =
  /^import (?:\* as registry|\{ getLocale).*\n|^\/\*\*?\s[\s\S]*?\*\/\n?|\/\*\* @type .*? \*\/ /gm;

const stamp = createHash('sha256').update(readFileSync(import.meta.filename));
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
  joinForServer(fresh);
  writeFileSync(join(fresh, '.stamp'), digest);
  const old = `${fresh}.old`;
  if (existsSync(outdir)) renameSync(outdir, old);
  renameSync(fresh, outdir);
  rmSync(old, { recursive: true, force: true });
}

/**
 * All messages as one file for the server, which needs them all: thousands of files cost its start some seconds. The
 * browser's bundles take single ones.
 */
function joinForServer(folder: string): void {
  const messages = join(folder, 'messages');
  const bodies = readdirSync(messages)
    .filter((file) => file.endsWith('.js') && file !== '_index.js')
    .sort()
    .map((file) => readFileSync(join(messages, file), 'utf8').replaceAll(NOT_NEEDED, ''));
  const ground = [
    "import * as registry from '../registry.js';",
    "import { experimentalStaticLocale, getLocale } from '../runtime.js';",
  ];
  writeFileSync(join(messages, '_joined.js'), [...ground, ...bodies].join('\n'));
  writeFileSync(
    join(folder, 'on-server.js'),
    "export * from './messages/_joined.js';\nexport * as m from './messages/_joined.js';\n",
  );
  writeFileSync(join(folder, 'on-server.d.ts'), "export * from './messages.js';\n");
}
