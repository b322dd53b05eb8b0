import { lineAt } from '../source.ts';
import { type Finding, isCode, isTest, moduleOf, modules, type Rule, type Tree } from '../tree.ts';

type Fault = Omit<Finding, 'rule'>;

/** Tables of a module: the keys of the interface or type ending in `Tables` in its server/tables.ts. */
function ownTables(tree: Tree, name: string): string[] {
  const { bare } = tree.source(`src/modules/${name}/server/tables.ts`);
  return [...bare.matchAll(/\b(?:interface\s+\w*Tables\b[^{]*|type\s+\w*Tables\s*=\s*)\{/g)].flatMap(
    (found) => {
      const body = inside(bare, found.index + found[0].length - 1, '{', '}');
      return body
        .split(/[;\n,]/)
        .map((line) => /^\s*(?:readonly\s+)?(\w+)\s*:/.exec(line)?.[1])
        .filter((key) => key !== undefined);
    },
  );
}

/** Text at depth one between the bracket at `at` and its partner; deeper brackets are left out. */
function inside(text: string, at: number, open: string, close: string): string {
  let depth = 0;
  let held = '';
  for (let i = at; i < text.length; i++) {
    if (text[i] === close && --depth === 0) break;
    if (depth === 1) held += text[i];
    if (text[i] === open) depth++;
  }
  return held;
}

const KYSELY =
  /\b(selectFrom|from|using|(?:inner|left|right|full|cross)(?:Lateral)?Join|insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\(\s*(\[[^\]]*\]|'[^']*'|"[^"]*")/g;
const SQL =
  /\b(from|join|insert\s+into|update|delete\s+from|merge\s+into|truncate)\s+(?:only\s+)?"?([a-z_][a-z0-9_]*)\b/gi;
const WRITES = /^(insert|update|delete|merge|replace|truncate)/i;

interface Use {
  readonly table: string;
  readonly line: number;
  readonly writes: boolean;
}

/** Tables that a file names in Kysely calls, SQL templates and record kinds. */
function uses(tree: Tree, file: string): Use[] {
  const { code, literals } = tree.source(file);
  const calls = [...code.matchAll(KYSELY)].flatMap(([whole, verb = '', names = '']) =>
    [...names.matchAll(/['"](\w+)(?:\s+as\s+\w+)?['"]/g)].map(([, table = '']) => ({
      table,
      line: lineAt(code, code.indexOf(whole)),
      writes: WRITES.test(verb),
    })),
  );
  const templates = literals
    .filter(({ kind }) => kind === 'template')
    .flatMap(({ text, line }) =>
      [...text.matchAll(SQL)].map(([, verb = '', table = '']) => ({
        table,
        line,
        writes: WRITES.test(verb),
      })),
    );
  const kinds = [...code.matchAll(/[{,]\s*table:\s*['"](\w+)['"]\s*[,}]/g)].map((found) => ({
    table: found[1] ?? '',
    line: lineAt(code, found.index),
    writes: true,
  }));
  return [...calls, ...templates, ...kinds];
}

/** A module writes only its own tables and reads others' only in files ending in .read.ts. */
export const foreignTables: Rule = {
  name: 'foreign-tables',
  check(tree) {
    const owner = new Map<string, string>();
    const twice: Fault[] = [];
    for (const name of modules(tree))
      for (const table of ownTables(tree, name)) {
        const before = owner.get(table);
        if (before)
          twice.push({
            file: `src/modules/${name}/server/tables.ts`,
            text: `table ${table} already belongs to ${before}`,
          });
        else owner.set(table, name);
      }
    const files = tree.files.filter((file) => moduleOf(file) && isCode(file) && !isTest(file));
    const faults = files.flatMap((file) =>
      uses(tree, file).flatMap(({ table, line, writes }): Fault[] => {
        const of = owner.get(table);
        if (!of || of === moduleOf(file)) return [];
        if (writes) return [{ file, line, text: `writes ${table}, a table of ${of}` }];
        return file.endsWith('.read.ts')
          ? []
          : [{ file, line, text: `reads ${table}, a table of ${of}: only in a file ending in .read.ts` }];
      }),
    );
    return [...twice, ...faults];
  },
};

export const migrationOrder: Rule = {
  name: 'migration-order',
  check(tree) {
    const files = tree.files.filter((file) => /^migrations\/[^/]+\.(sql|ts)$/.test(file) && !isTest(file));
    return files.flatMap((file, i): Fault[] => {
      const stamp = /^migrations\/(\d{4})_[a-z0-9_]+\.(sql|ts)$/.exec(file)?.[1];
      if (!stamp) return [{ file, text: 'is named like 0042_what_it_does.sql' }];
      const expected = String(i + 1).padStart(4, '0');
      return stamp === expected
        ? []
        : [{ file, text: `has stamp ${stamp}, expected ${expected}: the list has no gaps and no doubles` }];
    });
  },
};

/** SQL without comments and function bodies, lines kept. */
const plainSql = (text: string): string =>
  text.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$/g, (found) => found.replace(/[^\n]/g, ' '));

interface Table {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** Columns and constraints, each with its brackets. */
  readonly parts: readonly string[];
}

/** Splits at commas outside brackets. */
function split(body: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const char of body) {
    if (char === '(') depth++;
    if (char === ')') depth--;
    if (char === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts.map((part) => part.trim().replace(/\s+/g, ' '));
}

const CREATE = /\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?(?:public\.)?"?(\w+)"?\s*\(/gi;

function createdTables(file: string, sql: string): Table[] {
  return [...sql.matchAll(CREATE)].map((found) => {
    const start = found.index + found[0].length;
    let depth = 1;
    let end = start;
    while (end < sql.length && depth > 0) {
      if (sql[end] === '(') depth++;
      if (sql[end] === ')') depth--;
      end++;
    }
    return {
      name: found[1] ?? '',
      file,
      line: lineAt(sql, found.index),
      parts: split(sql.slice(start, end - 1)),
    };
  });
}

const isTownTable = (table: Table): boolean => table.parts.some((part) => /^"?town_id"?\s/i.test(part));

/** References to town tables that do not carry the town: they would accept another town's row. */
function looseReferences(text: string, townTables: ReadonlySet<string>): string[] {
  const table = /\bforeign key \(([^)]*)\) references (?:public\.)?"?(\w+)"?/gi;
  const keyed = [...text.matchAll(table)].filter(
    ([, columns = '', target = '']) => townTables.has(target) && !/\btown_id\b/.test(columns),
  );
  const column = /^(?!.*\bforeign key\b)"?\w+"? .*\breferences (?:public\.)?"?(\w+)"?/i.exec(text);
  return [
    ...keyed.map((found) => found[2] ?? ''),
    ...(column && townTables.has(column[1] ?? '') ? [column[1] ?? ''] : []),
  ];
}

export const townTables: Rule = {
  name: 'town-tables',
  check(tree) {
    const files = tree.files.filter((file) => /^migrations\/.*\.sql$/.test(file));
    const whole = files.map((file) => tree.text(file)).join('\n');
    const plain = plainSql(whole);
    const protects =
      /procedure\s+app\.protect[\s\S]*?\$\$[\s\S]*?enable row level security[\s\S]*?force row level security[\s\S]*?\$\$/i.test(
        whole,
      );
    const has = (pattern: string): boolean => new RegExp(pattern, 'i').test(plain);
    const created = files.flatMap((file) => createdTables(file, plainSql(tree.text(file))));
    const ofTown = created.filter(isTownTable);
    const names = new Set(ofTown.map(({ name }) => name));

    const faults = ofTown.flatMap(({ name, file, line, parts }): Fault[] => {
      const keyed = parts.some(
        (part) => /\bprimary key \(\s*town_id\b/i.test(part) || /^town_id .*\bprimary key\b/i.test(part),
      );
      const called = protects && has(`call\\s+app\\.protect\\(\\s*'(public\\.)?${name}'`);
      const secured = (word: string) =>
        called ||
        has(`alter\\s+table\\s+(only\\s+)?(public\\.)?${name}\\s+${word}\\s+row\\s+level\\s+security`);
      return [
        ...(keyed ? [] : [`${name}: primary key must begin with town_id`]),
        ...(secured('enable') ? [] : [`${name}: row security is not enabled`]),
        ...(secured('force') ? [] : [`${name}: row security is not forced`]),
        ...parts
          .flatMap((part) => looseReferences(part, names))
          .map((target) => `${name}: reference to ${target} must include town_id`),
      ].map((text) => ({ file, line, text }));
    });
    const added = files.flatMap((file) => {
      const sql = plainSql(tree.text(file));
      return [...sql.matchAll(/\balter\s+table\s+[\s\S]*?;/gi)].flatMap((found) =>
        split(found[0].replace(/^alter\s+table\s+(only\s+)?(if\s+exists\s+)?\S+\s+/i, ''))
          .flatMap((part) => looseReferences(part.replace(/^add (column (if not exists )?)?/i, ''), names))
          .map((target) => ({
            file,
            line: lineAt(sql, found.index),
            text: `reference to ${target} must include town_id`,
          })),
      );
    });
    return [...faults, ...added];
  },
};
