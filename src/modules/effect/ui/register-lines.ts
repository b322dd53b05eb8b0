import { JUDGEMENTS } from '../domain/effect.ts';
import type { Register } from './words.ts';

export type Line = Register['lines'][number];
/** A line as a row of a list. */
export type Row = Line & { id: string };

interface Asked {
  q?: string;
  /** `-key` = downwards; without it as the register has them: what is due first. */
  sort?: string;
  filters: Record<string, string>;
}

/** Never reviewed comes before every judgement, what fails its target last. */
const judged = ({ last }: Line): string => String(last ? JUDGEMENTS.indexOf(last.judgement) + 1 : 0);

const SORTS: Record<string, (line: Line) => string | number> = {
  measure: ({ measure }) => measure.number,
  last: judged,
  // What is never looked at again comes last.
  next: ({ nextReviewOn }) => nextReviewOn ?? '9999',
};

const FILTERS: Record<string, (line: Line, value: string) => boolean> = {
  due: ({ due }) => due,
  judgement: ({ last }, value) => (last?.judgement ?? 'none') === value,
};

/** The lines a list asks for; `nameOf` = the words of a line that a search looks through. */
export function chosenLines(
  lines: readonly Line[],
  { q = '', sort = '', filters }: Asked,
  nameOf: (line: Line) => string,
): Row[] {
  const words = q.toLocaleLowerCase('de').split(/\s+/).filter(Boolean);
  const found = lines.filter((line) => {
    const name = nameOf(line).toLocaleLowerCase('de');
    return (
      words.every((word) => name.includes(word)) &&
      Object.entries(filters).every(([key, value]) => FILTERS[key]?.(line, value) ?? true)
    );
  });
  const of = SORTS[sort.replace(/^-/, '')];
  const sorted = of ? found.toSorted((a, b) => compare(of(a), of(b))) : found;
  return (sort.startsWith('-') ? sorted.toReversed() : sorted).map((line) => ({
    ...line,
    id: line.measure.id,
  }));
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
