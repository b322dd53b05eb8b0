import { MODULES } from '../modules.ts';
import type { Import } from '../source.ts';
import {
  type Finding,
  isBrowser,
  isCode,
  isTest,
  moduleOf,
  modules,
  partOf,
  type Rule,
  resolve,
  type Tree,
} from '../tree.ts';

type Fault = Omit<Finding, 'rule'>;

/** Every import of every code file, put to a question that answers with a fault or nothing. */
function eachImport(
  tree: Tree,
  concerns: (file: string) => boolean,
  ask: (file: string, found: Import) => string | undefined,
): Fault[] {
  return tree.files
    .filter((file) => isCode(file) && concerns(file))
    .flatMap((file) =>
      tree.source(file).imports.flatMap((found) => {
        const text = ask(file, found);
        return text ? [{ file, line: found.line, text }] : [];
      }),
    );
}

const isRelative = (specifier: string): boolean => specifier.startsWith('.');

/** tsc lets a relative import leave its module silently; this rule does not. */
export const relativeImports: Rule = {
  name: 'relative-imports',
  check: (tree) =>
    eachImport(
      tree,
      () => true,
      (file, { specifier }) => {
        if (!isRelative(specifier)) return;
        const target = partOf(resolve(file, specifier));
        // Tests go through the real app, and the tools beside src start it.
        const mayReachApp = isTest(file) || !file.startsWith('src/');
        if (target === partOf(file) || partOf(file) === '' || (mayReachApp && target === 'src/app')) return;
        return `"${specifier}" leaves ${partOf(file)}; use the door named in package.json "imports"`;
      },
    ),
};

const SERVER_DOOR = /^#modules\/[^/]+$/;
const isPlatform = (specifier: string): boolean =>
  specifier.startsWith('#platform/') && specifier !== '#platform/client';

/** What the browser gets, contract included, imports nothing that only the server has. */
export const browserCode: Rule = {
  name: 'browser-code',
  check: (tree) =>
    eachImport(
      tree,
      (file) => !isTest(file) && (isBrowser(file) || /^src\/modules\/[^/]+\/contract\.ts$/.test(file)),
      (file, { specifier }) => {
        const path = isRelative(specifier) ? resolve(file, specifier) : '';
        if (/^src\/modules\/[^/]+\/server\//.test(path)) return `"${specifier}" is server code`;
        if (SERVER_DOOR.test(specifier))
          return `"${specifier}" is a server door; use ${specifier}/contract or ${specifier}/ui`;
        if (isPlatform(specifier)) return `"${specifier}" is server code; the browser has #platform/client`;
        if (specifier.startsWith('node:')) return `"${specifier}" does not exist in the browser`;
        return;
      },
    ),
};

export const pureDomain: Rule = {
  name: 'pure-domain',
  check: (tree) =>
    eachImport(
      tree,
      (file) => /^src\/modules\/[^/]+\/domain\//.test(file) && !isTest(file),
      (file, { specifier }) => {
        const domain = `src/modules/${moduleOf(file)}/domain/`;
        if (
          specifier.startsWith('#kernel/') ||
          (isRelative(specifier) && resolve(file, specifier).startsWith(domain))
        )
          return;
        return `domain files import only #kernel and their own domain, not "${specifier}"`;
      },
    ),
};

export const moduleArrows: Rule = {
  name: 'module-arrows',
  check: (tree) => [
    ...modules(tree)
      .filter((name) => !MODULES[name])
      .map((name) => ({
        file: `src/modules/${name}`,
        text: `module ${name} is missing in src/checks/modules.ts`,
      })),
    ...eachImport(
      tree,
      (file) => moduleOf(file) !== undefined && !isTest(file),
      (file, { specifier }) => {
        const own = moduleOf(file) ?? '';
        const used = /^#modules\/([^/]+)/.exec(specifier)?.[1];
        if (!used || MODULES[own]?.includes(used)) return;
        return used === own
          ? `"${specifier}" is this module itself; import its file`
          : `${own} may not use ${used}; what runs against the arrows travels as a job (app/jobs.ts)`;
      },
    ),
  ],
};

/** What each part may import of the house, beside itself; modules among each other are module-arrows. */
const LAYERS: readonly { part: RegExp; may: RegExp; name: string }[] = [
  { name: 'kernel', part: /^src\/kernel\//, may: /^#kernel\// },
  // The browser half connects lists and forms of the ui-kit to the server (decision 0010).
  {
    name: 'platform/browser',
    part: /^src\/platform\/browser\//,
    may: /^#(kernel|platform|ui-kit)\/|^#texts/,
  },
  { name: 'platform', part: /^src\/platform\//, may: /^#(kernel|platform)\/|^#texts/ },
  { name: 'ui-kit', part: /^src\/ui-kit\//, may: /^#(kernel|ui-kit)\/|^#texts/ },
  { name: 'modules', part: /^src\/modules\//, may: /^#(kernel|platform|modules|ui-kit)\/|^#texts/ },
  { name: 'checks', part: /^src\/checks\//, may: /^$/ },
];

export const layers: Rule = {
  name: 'layers',
  check: (tree) =>
    eachImport(
      tree,
      (file) => !isTest(file),
      (file, { specifier }) => {
        const layer = LAYERS.find(({ part }) => part.test(file));
        if (!layer) return;
        if (layer.name === 'kernel' && specifier.startsWith('node:'))
          return `the kernel is pure: no "${specifier}"`;
        if (specifier.startsWith('#') && !layer.may.test(specifier))
          return `${layer.name} may not import "${specifier}"`;
        if (layer.name === 'modules' && specifier.startsWith('#ui-kit/') && !file.includes('/ui/'))
          return `only a module's ui uses the ui-kit, not ${file.split('/').at(-1)}`;
        return;
      },
    ),
};

export const orpcHome: Rule = {
  name: 'orpc-home',
  check: (tree) =>
    eachImport(
      tree,
      (file) =>
        file.startsWith('src/') &&
        !isTest(file) &&
        !/^src\/(kernel\/route|platform\/(http|client)|platform\/http\/.+|platform\/browser\/(connection|link))\.ts$/.test(
          file,
        ),
      (_file, { specifier }) =>
        specifier.startsWith('@orpc/')
          ? `"${specifier}" is imported only by kernel/route and platform/{http,client}`
          : undefined,
    ),
};

/** The map is the wall: without `"browser": null` the browser build would take server code silently. */
export const browserCondition: Rule = {
  name: 'browser-condition',
  check(tree) {
    if (!tree.has('package.json')) return [];
    const map =
      (JSON.parse(tree.text('package.json')) as { imports?: Record<string, unknown> }).imports ?? {};
    return ['#modules/*', '#platform/*'].flatMap((door) => {
      const target = map[door] as { browser?: unknown } | string | undefined;
      const closed =
        typeof target === 'object' && target.browser === null && Object.keys(target)[0] === 'browser';
      return closed
        ? []
        : [{ file: 'package.json', text: `imports["${door}"] must begin with "browser": null` }];
    });
  },
};
