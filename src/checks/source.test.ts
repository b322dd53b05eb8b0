import { expect, test } from 'vitest';
import { HOLE, read } from './source.ts';

const specifiers = (text: string): string[] => read(text).imports.map(({ specifier }) => specifier);

test('finds every form of import, on its line', () => {
  const text = [
    "import a from 'a';",
    "import {\n  b,\n  type B,\n} from 'b';",
    "import 'c';",
    "export * from 'd';",
    "const e = await import('e');",
    "import type { F } from 'f';",
  ].join('\n');
  expect(specifiers(text)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  expect(read(text).imports.map(({ line }) => line)).toEqual([1, 5, 6, 7, 8, 9]);
});

test('takes neither comments nor strings nor patterns for imports', () => {
  const text = [
    "// import 'a'",
    "/* import 'b' */",
    `const c = "import 'c'";`,
    "const d = /['\"`] from 'd'/;",
    `const url = 'https://x.test'; const e = \`import 'e' \${f(\`} import 'g'\`)} from 'h'\`;`,
    "export const close = <p>{x} /></p>; import 'last';",
  ].join('\n');
  expect(specifiers(text)).toEqual(['last']);
});

test('keeps the text of templates with their holes', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is the source to read
  const [template] = read('const q = `select ${a ? `x${b}` : "}"} from t`;').literals;
  expect(template).toEqual({ text: `select ${HOLE} from t`, line: 1, kind: 'template' });
});
