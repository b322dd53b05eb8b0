/*
 * TypeScript 7 has no interface for programs to ask, so the rules read the text: a scanner that knows
 * comments, strings, templates and regular expressions is enough to find imports and SQL without mistaking prose.
 */
export interface Import {
  readonly specifier: string;
  readonly line: number;
}

export interface Literal {
  readonly text: string;
  readonly line: number;
  readonly kind: 'string' | 'template';
}

export interface Source {
  /** The code with comments blanked out, lines kept. */
  readonly code: string;
  /** The code with comments and the insides of strings and templates blanked out, lines kept. */
  readonly bare: string;
  readonly imports: readonly Import[];
  readonly literals: readonly Literal[];
}

export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;
/** What stands in a template's text for each of its holes. */
export const HOLE = '$' + '{}';
const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

const STRING = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/y;
const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
const REGEX = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y;
const match = (pattern: RegExp, text: string, at: number): string | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
};
/** A slash begins a regular expression where no value stands before it; `</p>` and `{x} />` are JSX. */
const wantsValue = (before: string): boolean =>
  /(^|[=(,:;!&|?{[+\-*%~^]|\b(return|typeof|case|of|in))\s*$/.test(before);

/** End of the template that begins at `at`, with its text; holes stand in the text as HOLE. */
function template(text: string, at: number): { end: number; static: string } {
  let held = '';
  let i = at + 1;
  while (i < text.length && text[i] !== '`') {
    if (text[i] === '\\') {
      held += text.slice(i, i + 2);
      i += 2;
    } else if (text.startsWith('${', i)) {
      held += HOLE;
      i = hole(text, i + 2);
    } else held += text[i++];
  }
  return { end: i + 1, static: held };
}

/** Position after the `}` that closes a hole of a template. */
function hole(text: string, at: number): number {
  let depth = 1;
  let i = at;
  while (i < text.length && depth > 0) {
    const skipped = match(STRING, text, i) ?? match(COMMENT, text, i);
    if (skipped) i += skipped.length;
    else if (text[i] === '`') i = template(text, i).end;
    else {
      if (text[i] === '{') depth++;
      else if (text[i] === '}') depth--;
      i++;
    }
  }
  return i;
}

/** Reads a TypeScript source for what the rules ask about. */
export function read(text: string): Source {
  let code = '';
  let bare = '';
  const literals: Literal[] = [];
  let i = 0;
  const take = (raw: string, inCode: string, inBare: string): void => {
    code += inCode;
    bare += inBare;
    i += raw.length;
  };
  while (i < text.length) {
    const comment = match(COMMENT, text, i);
    const string = comment ? undefined : match(STRING, text, i);
    if (comment) take(comment, blank(comment), blank(comment));
    else if (string) {
      literals.push({ text: string.slice(1, -1), line: lineAt(text, i), kind: 'string' });
      take(string, string, `${string[0]}${blank(string.slice(1, -1))}${string[0]}`);
    } else if (text[i] === '`') {
      const found = template(text, i);
      literals.push({ text: found.static, line: lineAt(text, i), kind: 'template' });
      const raw = text.slice(i, found.end);
      take(raw, raw, blank(raw));
    } else {
      const regex = text[i] === '/' && wantsValue(bare.slice(-40)) ? match(REGEX, text, i) : undefined;
      const raw = regex ?? text[i] ?? '';
      take(raw, raw, regex ? blank(regex) : raw);
    }
  }
  return { code, bare, imports: imports(code, bare), literals };
}

const IMPORT = /\b(?:import|export)\b[^'";()]*?\bfrom\s*(['"])|\bimport\s*\(\s*(['"])|\bimport\s*(['"])/g;

function imports(code: string, bare: string): Import[] {
  return [...bare.matchAll(IMPORT)].map((found) => {
    const start = found.index + found[0].length;
    const quote = bare[start - 1] ?? '';
    return { specifier: code.slice(start, code.indexOf(quote, start)), line: lineAt(code, start) };
  });
}
