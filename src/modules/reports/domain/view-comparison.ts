import type { ChartSpec } from '#kernel/chart';
import { type Formats, formatsFor } from './format.ts';
import type { ReportFramework, ResultsReport } from './results-report.ts';
import { type GroupLevel, groupLevels } from './results-sums.ts';
import { fill, type ReportWords, WORDS } from './words.ts';

/** Up to so many requirements are drawn one by one; more are drawn as averages of their groups. */
const SINGLE_BARS = 16;

interface Bar {
  readonly name: string;
  readonly level: number | null;
  readonly target: number | null;
}

/** One framework: chart with the table behind it, and each requirement with its rating. */
export function comparisonView(report: ResultsReport, framework: ReportFramework) {
  const w = WORDS[report.locale];
  const f = formatsFor(report.locale);
  const groups = groupLevels(framework);
  const bars = barsOf(framework, groups);
  const name = `levels-${framework.id}`;
  const chart: ChartSpec = {
    kind: 'levels',
    locale: report.locale,
    levelName: w.levelReached,
    targetName: w.levelTarget,
    unratedName: w.notRated,
    groups: bars,
  };
  return {
    charts: { [name]: chart },
    data: {
      title: framework.title,
      edition: fill(w.edition, { version: framework.version }),
      chart: {
        name,
        title: chartTitle(w[`framework_${framework.id}`], bars, f, w),
        alt: altText(bars, f, w),
      },
      groups: groups.map((g) => [
        coded(g),
        f.whole(g.requirements),
        f.whole(g.rated),
        f.level(g.level),
        f.level(g.target),
      ]),
      clauses: groups.map((group) => ({
        title: coded(group),
        rows: framework.ratings.filter((r) => r.group === group.code).map((rating) => clauseRow(rating, w)),
      })),
      showModal: framework.ratings.some((r) => r.modal !== null),
      showCode: framework.ratings.some((r) => isClause(r.code)),
    },
  };
}

/** Clause numbers are known to readers; the keys of a catalogue without numbers are not. */
const isClause = (code: string): boolean => /^[A-Z]?\d/.test(code);
const coded = ({ code, title }: { readonly code: string; readonly title: string }): string =>
  isClause(code) ? `${code} ${title}` : title;

const barsOf = (framework: ReportFramework, groups: readonly GroupLevel[]): Bar[] =>
  framework.ratings.length <= SINGLE_BARS
    ? groups.flatMap((group) =>
        framework.ratings
          .filter((r) => r.group === group.code)
          .map(({ title, level, target }) => ({ name: title, level, target })),
      )
    : groups.map(({ title, level, target }) => ({ name: title, level, target }));

function clauseRow(rating: ReportFramework['ratings'][number], w: ReportWords) {
  const { level, target } = rating;
  return [
    rating.code,
    rating.title,
    rating.modal ? w[`modal_${rating.modal}`] : '',
    level === null ? '–' : `${level}`,
    `${target}`,
    level === null ? '–' : `${Math.max(0, target - level)}`,
    w[`certainty_${rating.certainty}`],
    rating.evidence,
  ];
}

const distance = ({ level, target }: Bar): number => (level === null || target === null ? 0 : target - level);

function chartTitle(framework: string, bars: readonly Bar[], f: Formats, w: ReportWords): string {
  const worst = bars
    .filter((bar) => bar.level !== null)
    .reduce<Bar | undefined>((a, b) => (a && distance(a) >= distance(b) ? a : b), undefined);
  if (!worst) return fill(w.chartLevelsNone, { framework });
  if (distance(worst) <= 0) return fill(w.chartLevelsReached, { framework });
  const figure = bars.every((bar) => Number.isInteger(bar.level ?? 0)) ? f.whole : f.level;
  const numbers = { level: figure(worst.level ?? 0), target: figure(worst.target ?? 0) };
  return fill(w.chartLevels, { framework, group: worst.name, ...numbers });
}

function altText(bars: readonly Bar[], f: Formats, w: ReportWords): string {
  const values = bars.map(({ name, level, target }) =>
    fill(w.altLevel, {
      group: name,
      level: level === null ? w.notRated : f.level(level),
      target: f.level(target),
    }),
  );
  return fill(w.altLevels, { values: values.join('; ') });
}
