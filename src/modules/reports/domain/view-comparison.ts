import type { Chart } from '#kernel/chart';
import { formatsFor } from './format.ts';
import type { ReportFramework, ResultsReport } from './results-report.ts';
import { groupLevels } from './results-sums.ts';
import { fill, type ReportWords, WORDS } from './words.ts';

/** One framework: chart with the table behind it, and each requirement with its rating. */
export function comparisonView(report: ResultsReport, framework: ReportFramework, chart: Chart | null) {
  const w = WORDS[report.locale];
  const f = formatsFor(report.locale);
  const groups = groupLevels(framework);
  const name = `levels-${framework.id}`;
  return {
    charts: chart ? { [name]: chart.spec } : {},
    data: {
      id: framework.id,
      title: framework.title,
      edition: fill(w.edition, { version: framework.version }),
      chart: chart && { name, title: chart.title, alt: chart.description },
      groups: groups.map((g) => [
        coded(g),
        f.whole(g.requirements),
        f.whole(g.rated),
        f.level(g.level),
        f.level(g.target),
      ]),
      clauses: clauseTables(framework, groups, w),
      showModal: framework.ratings.some((r) => r.modal !== null),
      showCode: framework.ratings.some((r) => isClause(r.code)),
    },
  };
}

/** The requirements by group; the first table that marks any says what the mark means, the others name it. */
function clauseTables(framework: ReportFramework, groups: readonly Group[], w: ReportWords) {
  const tables = groups.map((group) => {
    const ratings = framework.ratings.filter((r) => r.group === group.code);
    const marked = ratings.some(({ unconfirmed }) => unconfirmed);
    return { title: coded(group), rows: ratings.map((rating) => clauseRow(rating, w)), marked };
  });
  const first = tables.findIndex(({ marked }) => marked);
  const noted = (at: number) =>
    at === first ? `${w.unconfirmed}. ${w.unconfirmedWhat}` : `${w.unconfirmed}.`;
  return tables.map(({ title, rows, marked }, at) => ({
    title,
    rows,
    note: marked ? `${UNCONFIRMED} ${noted(at)}` : '',
  }));
}

type Group = Parameters<typeof coded>[0];

/** Clause numbers are known to readers; the keys of a catalogue without numbers are not. */
const isClause = (code: string): boolean => /^[A-Z]?\d/.test(code);
const coded = ({ code, title }: { readonly code: string; readonly title: string }): string =>
  isClause(code) ? `${code} ${title}` : title;

/** `Belege: 2 Dateien, I-017.`; empty without any. */
function restsOn(
  { files, pages, postings, items }: ReportFramework['ratings'][number],
  w: ReportWords,
): string {
  const counted = (count: number, one: string, many: string) =>
    count === 0 ? [] : [count === 1 ? one : fill(many, { count: `${count}` })];
  const what = [
    ...counted(files, w.restsOnFile, w.restsOnFiles),
    ...counted(pages, w.restsOnPage, w.restsOnPages),
    ...counted(postings, w.restsOnPosting, w.restsOnPostings),
    ...items,
  ];
  return what.length === 0 ? '' : fill(w.ratingRestsOn, { what: what.join(', ') });
}

/** Stands behind a requirement whose wording nobody has confirmed; the note below the table says so. */
const UNCONFIRMED = '*';

function clauseRow(rating: ReportFramework['ratings'][number], w: ReportWords) {
  const { level, target } = rating;
  return [
    rating.code,
    rating.unconfirmed ? `${rating.title}\u00a0${UNCONFIRMED}` : rating.title,
    rating.modal ? w[`modal_${rating.modal}`] : '',
    level === null ? '–' : `${level}`,
    `${target}`,
    level === null ? '–' : `${Math.max(0, target - level)}`,
    w[`certainty_${rating.certainty}`],
    [
      rating.evidence,
      restsOn(rating, w),
      rating.coveredBy && fill(w.coveredBy, { by: rating.coveredBy }),
      rating.riskReason && fill(w.riskReason, { reason: rating.riskReason }),
    ]
      .filter(Boolean)
      .join(' '),
  ];
}
