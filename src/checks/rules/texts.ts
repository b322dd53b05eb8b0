import { lineAt } from '../source.ts';
import { type Finding, isCode, moduleOf, type Rule, type Tree } from '../tree.ts';

type Words = Readonly<Record<string, unknown>>;
const FILE = /^src\/(?:modules\/)?[^/]+\/texts\.(de|en)\.json$/;

const words = (tree: Tree, file: string): Words => {
  try {
    const { $schema: _, ...rest } = JSON.parse(tree.text(file) || '{}') as Record<string, unknown>;
    return rest;
  } catch (error) {
    throw new Error(`${file} is no JSON`, { cause: error });
  }
};

const lineOf = (tree: Tree, file: string, key: string): number => {
  const at = tree.text(file).indexOf(`"${key}"`);
  return at < 0 ? 1 : lineAt(tree.text(file), at);
};

/** A sentence, or the variants of a plural: none of them may be empty. */
const isEmpty = (value: unknown): boolean => {
  if (typeof value === 'string') return value.trim() === '';
  if (value === null || typeof value !== 'object') return true;
  const inside = Object.values(value);
  return inside.length === 0 || inside.some(isEmpty);
};

/** Both languages say the same things, under keys of their own part. */
export const textsComplete: Rule = {
  name: 'texts-complete',
  check(tree) {
    const owners = new Map<string, string>();
    return tree.files
      .filter((file) => FILE.test(file))
      .flatMap((file) => {
        const other = file.replace(/\.(de|en)\.json$/, (end) =>
          end === '.de.json' ? '.en.json' : '.de.json',
        );
        const theirs = words(tree, other);
        const prefix = moduleOf(file) ? `${moduleOf(file)?.replaceAll('-', '_')}_` : '';
        return Object.entries(words(tree, file)).flatMap(([key, value]): Omit<Finding, 'rule'>[] => {
          const fault = (text: string) => ({ file, line: lineOf(tree, file, key), text: `${key}: ${text}` });
          const owner = file.endsWith('.de.json') ? owners.get(key) : undefined;
          if (file.endsWith('.de.json')) owners.set(key, file);
          return [
            ...(key in theirs ? [] : [fault(`missing in ${other}`)]),
            ...(isEmpty(value) ? [fault('is empty')] : []),
            ...(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(key) ? [] : [fault('keys are flat snake_case')]),
            // Sentences of refusals and field faults are looked up by their code.
            ...(key.startsWith(prefix) || /^(refusal|field)_/.test(key)
              ? []
              : [fault(`begins with ${prefix}`)]),
            ...(owner ? [fault(`also stands in ${owner}`)] : []),
          ];
        });
      });
  },
};

/** Words in the code: named directly, or by a template whose beginning names a family (`findings_status_${...}`). */
function named(tree: Tree): { whole: Set<string>; families: string[] } {
  const whole = new Set<string>();
  const families = new Set<string>();
  for (const file of tree.files.filter((f) => f.startsWith('src/') && isCode(f))) {
    const { bare, code, literals } = tree.source(file);
    for (const [word] of bare.matchAll(/[a-z][a-z0-9]*(?:_[a-z0-9]+)+/g)) whole.add(word);
    // Holes of templates are blank in `bare`; what they call counts too.
    for (const [, word] of code.matchAll(/\bm\.([a-z][a-z0-9_]+)/g)) whole.add(word ?? '');
    for (const { text, kind } of literals) {
      const family =
        kind === 'template' ? /^([a-z][a-z0-9]*_(?:[a-z0-9]+_)*)\$\{\}/.exec(text)?.[1] : undefined;
      if (family) families.add(family);
      else if (/^[a-z0-9_]+$/.test(text)) whole.add(text);
    }
  }
  return { whole, families: [...families] };
}

export const textsUsed: Rule = {
  name: 'texts-used',
  check(tree) {
    const { whole, families } = named(tree);
    return tree.files
      .filter((file) => FILE.test(file) && file.endsWith('.de.json'))
      .flatMap((file) =>
        Object.keys(words(tree, file))
          .filter((key) => !whole.has(key) && !families.some((family) => key.startsWith(family)))
          .map((key) => ({ file, line: lineOf(tree, file, key), text: `${key}: used nowhere` })),
      );
  },
};
