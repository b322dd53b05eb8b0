import { lineAt } from '../source.ts';
import { type Finding, isCode, isTest, modules, type Rule } from '../tree.ts';

const isDoor = (file: string): boolean =>
  /^src\/(modules\/[^/]+\/(server|ui)\/public|platform\/client)\.tsx?$/.test(file);
const LONGEST_FILE = 450;
const LONGEST_README = 30;

export const noBarrels: Rule = {
  name: 'no-barrels',
  check: (tree) =>
    tree.files.filter(isCode).flatMap((file): Omit<Finding, 'rule'>[] => {
      if (isDoor(file)) return [];
      const { bare } = tree.source(file);
      const star = /\bexport\s*\*/.exec(bare);
      if (star)
        return [
          {
            file,
            line: lineAt(bare, star.index),
            text: 'export * hides where a name lives; name the file instead',
          },
        ];
      const rest = bare.replace(/\b(import|export)\b[^'";]*(\bfrom\s*)?(['"])\s*\3;?/g, '').trim();
      const passesOn = /\bexport\b[^'";=(]*\bfrom\b/.test(bare);
      return passesOn && rest === ''
        ? [{ file, line: 1, text: "only passes on other files; barrels are a module's public door alone" }]
        : [];
    }),
};

export const noDefaultExports: Rule = {
  name: 'no-default-exports',
  check: (tree) =>
    tree.files
      .filter((file) => isCode(file) && !/\.config\.m?[jt]s$/.test(file))
      .flatMap((file) => {
        const { bare } = tree.source(file);
        const found = /\bexport\s+default\b|\bas\s+default\b/.exec(bare);
        return found ? [{ file, line: lineAt(bare, found.index), text: 'export by name' }] : [];
      }),
};

export const modulePapers: Rule = {
  name: 'module-papers',
  check: (tree) =>
    modules(tree).flatMap((name) => {
      const folder = `src/modules/${name}`;
      const missing = ['README.md', 'contract.ts', 'texts.de.json', 'texts.en.json']
        .filter((paper) => !tree.has(`${folder}/${paper}`))
        .map((paper) => ({ file: `${folder}/${paper}`, text: 'every module has one' }));
      const lines = tree.text(`${folder}/README.md`).trimEnd().split('\n').length;
      const long =
        lines > LONGEST_README
          ? [
              {
                file: `${folder}/README.md`,
                line: LONGEST_README + 1,
                text: `${lines} lines; at most ${LONGEST_README}`,
              },
            ]
          : [];
      return [...missing, ...long];
    }),
};

export const fileLength: Rule = {
  name: 'file-length',
  check: (tree) =>
    tree.files
      .filter((file) => isCode(file) && !isTest(file))
      .flatMap((file) => {
        const lines = tree.text(file).trimEnd().split('\n').length;
        return lines > LONGEST_FILE
          ? [{ file, text: `${lines} lines; a file of ours has about 400`, level: 'warning' as const }]
          : [];
      }),
};

/** Output is what commands are for; everything else logs through the platform. */
export const noConsole: Rule = {
  name: 'no-console',
  check: (tree) =>
    tree.files
      .filter((file) => isCode(file) && !/^(src\/app\/cli|scripts\/|bench\/|bin\/)/.test(file))
      .flatMap((file) => {
        const { bare } = tree.source(file);
        return [...bare.matchAll(/\bconsole\s*\.\s*log\b/g)].map((found) => ({
          file,
          line: lineAt(bare, found.index),
          text: 'console.log belongs into commands and scripts',
        }));
      }),
};

/** Pages are also reached without TLS inside a town hall; there the browser has no `crypto.randomUUID`. */
export const withoutTls: Rule = {
  name: 'without-tls',
  check: (tree) =>
    tree.files
      .filter((file) => isCode(file) && /\/ui\/|^src\/(platform\/browser|ui-kit|app\/web)\//.test(file))
      .flatMap((file) => {
        const { bare } = tree.source(file);
        return [...bare.matchAll(/\bcrypto\s*\.\s*(randomUUID|subtle)\b/g)].map((found) => ({
          file,
          line: lineAt(bare, found.index),
          text: `crypto.${found[1]} is missing without TLS; take newKey`,
        }));
      }),
};

// Written in pieces, or this file would find itself.
const TRACES: readonly [RegExp, string][] = [
  [
    new RegExp(
      `\\b(registry\\.(npm|yarn)|npm\\.pkg\\.${'github'}|pypi\\.${'org'}|${'jfrog'}\\.io|${'artifactory'}\\.)`,
      'i',
    ),
    'names a package registry',
  ],
  [
    new RegExp(
      `(^|[\\s"'\`(=:])/(${['work', 'root'].join('|')})/|/(home|Users)/[a-z][\\w.-]*/|[A-Z]:\\\\Users\\\\`,
    ),
    'is a path of one machine',
  ],
];
const READ_AS_TEXT =
  /\.(m?[jt]sx?|json|md|ya?ml|sql|css|html|typ|toml|txt|sh|service|csv|conf)$|(^|\/)[A-Z][a-z]+file$/;

export const noMachineTraces: Rule = {
  name: 'no-machine-traces',
  check: (tree) =>
    tree.files
      .filter((file) => READ_AS_TEXT.test(file))
      .flatMap((file) =>
        TRACES.flatMap(([pattern, text]) => {
          const lines = tree.text(file).split('\n');
          const at = lines.findIndex((line) => pattern.test(line));
          return at < 0
            ? []
            : [{ file, line: at + 1, text: `"${pattern.exec(lines[at] ?? '')?.[0].trim()}" ${text}` }];
        }),
      ),
};
