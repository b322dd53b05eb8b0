import {
  fileLength,
  modulePapers,
  noBarrels,
  noConsole,
  noDefaultExports,
  noMachineTraces,
  withoutTls,
} from './rules/shape.ts';
import { foreignTables, migrationOrder, townTables } from './rules/sql.ts';
import { textsComplete, textsUsed } from './rules/texts.ts';
import {
  browserCode,
  browserCondition,
  layers,
  moduleArrows,
  orpcHome,
  pureDomain,
  relativeImports,
} from './rules/walls.ts';
import { type Finding, type Rule, readTree } from './tree.ts';

/** The rules of the house; each has a fixture of the same name that breaks it. */
export const RULES: readonly Rule[] = [
  relativeImports,
  browserCode,
  browserCondition,
  pureDomain,
  moduleArrows,
  layers,
  orpcHome,
  noBarrels,
  noDefaultExports,
  foreignTables,
  modulePapers,
  textsComplete,
  textsUsed,
  migrationOrder,
  townTables,
  fileLength,
  noConsole,
  withoutTls,
  noMachineTraces,
];

/** What the rules find in the tree below `root`, in order of file and line. */
export function findings(root: string, rules: readonly Rule[] = RULES): Finding[] {
  const tree = readTree(root);
  return rules
    .flatMap((rule) => rule.check(tree).map((found) => ({ ...found, rule: rule.name })))
    .sort((a, b) => (a.file === b.file ? (a.line ?? 0) - (b.line ?? 0) : a.file < b.file ? -1 : 1));
}

export const printed = ({ file, line, rule, text, level }: Finding): string =>
  `${file}:${line ?? 1} ${rule} ${level ? `(${level}) ` : ''}${text}`;
