/** Turns a results report into what its template prints: sentences, formatted figures, charts. */
import type { ChartSpec } from '#kernel/chart';
import { isState, STATE_NAMES } from '#kernel/holidays';
import { formatsFor } from './format.ts';
import { GLOSSARY } from './glossary.ts';
import type { ReportCharts, ReportFramework, ResultsReport } from './results-report.ts';
import { inventoryFigures, noticeDay } from './results-sums.ts';
import { activitiesView } from './view-activities.ts';
import { budgetView } from './view-budget.ts';
import { findingsView, measuresView, methodText, roadmapView } from './view-chain.ts';
import { comparisonView } from './view-comparison.ts';
import { legalCheckView, olderView } from './view-lists.ts';
import { spendingView } from './view-spending.ts';
import { summaryView } from './view-summary.ts';
import { walkView } from './view-walk.ts';
import { fill, type ReportWords, WORDS } from './words.ts';

export interface ReportView {
  readonly title: string;
  /** Plain JSON: the template reads it as `json("/data.json")`. */
  readonly data: ReturnType<typeof dataOf>;
  /** Drawn to `/files/<name>.svg`. */
  readonly charts: Readonly<Record<string, ChartSpec>>;
}

/** Everything `results.typ` prints, in the language of the report. */
export function resultsView(report: ResultsReport, described: ReportCharts): ReportView {
  const w = WORDS[report.locale];
  const comparison = report.frameworks.map((framework) =>
    comparisonView(report, framework, described.levels[framework.id] ?? null),
  );
  const budget = budgetView(report, described);
  const spending = spendingView(report, described);
  const activities = activitiesView(report);
  const charts = Object.assign(
    {},
    ...comparison.map((c) => c.charts),
    activities.charts,
    spending.charts,
    budget.charts,
  );
  return {
    title: `${w.report}: ${report.town.name}`,
    data: dataOf(
      report,
      w,
      comparison.map((c) => c.data),
      { activities: activities.data, budget: budget.data, spending: spending.data },
    ),
    charts,
  };
}

function dataOf(
  report: ResultsReport,
  w: ReportWords,
  comparison: readonly ReturnType<typeof comparisonView>['data'][],
  figures: {
    activities: ReturnType<typeof activitiesView>['data'];
    budget: ReturnType<typeof budgetView>['data'];
    spending: ReturnType<typeof spendingView>['data'];
  },
) {
  return {
    w,
    town: report.town.name,
    cover: coverView(report, w),
    summary: summaryView(report),
    actual: actualView(report, w),
    comparison,
    older: olderView(report),
    findings: findingsView(report),
    measures: measuresView(report),
    roadmap: roadmapView(report),
    ...figures,
    appendix: appendixView(report, w),
  };
}

function coverView(report: ResultsReport, w: ReportWords) {
  const { date } = formatsFor(report.locale);
  const { engagement } = report;
  return {
    engagement: engagement.title,
    period: fill(w.period, { from: date(engagement.startsOn), to: date(engagement.endsOn) }),
    asOf: fill(w.asOf, { date: date(report.writtenOn) }),
  };
}

function actualView(report: ResultsReport, w: ReportWords) {
  const { whole, date } = formatsFor(report.locale);
  const { town, sites } = report;
  const inScope = sites.filter((site) => site.inScope);
  return {
    facts: [
      [w.state, isState(town.state) ? STATE_NAMES[town.state] : town.state],
      [w.inhabitants, whole(town.inhabitants)],
      [w.itWorkplaces, whole(town.itWorkplaces)],
    ],
    note: town.note,
    assignment: report.engagement.assignment,
    offices: report.offices.map((o) => [
      o.short ? `${o.name} (${o.short})` : o.name,
      o.headTitle,
      whole(o.itWorkplaces),
    ]),
    scopeIntro: fill(w.scopeIntro, { in: inScope.length, out: sites.length - inScope.length }),
    sites: [...inScope, ...sites.filter((site) => !site.inScope)].map((site) => [
      site.name,
      site.kind,
      site.street,
      site.inScope ? w.yes : w.no,
      site.scopeNote,
    ]),
    stakeholders: report.stakeholderGroups.map((g) => [g.name, g.concern, `${g.influence}`, `${g.interest}`]),
    goals: report.goals.map((g) => [g.number, g.title, g.noticedBy, g.owner, `${g.weight}`]),
    successFactors: report.successFactors.map(({ title, note }) => ({ title, note })),
    developments: report.developments.map((d) => [
      d.title,
      w[`plan_${d.kind}`],
      d.dueOn ? date(d.dueOn) : w.planOpen,
      w[`plan_${d.certainty}`],
      d.measures.join(', ') || '–',
      d.note,
    ]),
    ...inventoryView(report, w),
    ...contractsView(report, w),
    legalCheck: legalCheckView(report),
    unions: report.unions.map((union) => ({
      holder: union.holder,
      roles: fill(w.holds, { roles: union.roles.join(', ') }),
      rows: union.conflicts.map((c) => [c.roles.join(' + '), c.reason, w[`separation_${c.severity}`]]),
    })),
  };
}

function inventoryView(report: ResultsReport, w: ReportWords) {
  const { whole, date } = formatsFor(report.locale);
  const figures = inventoryFigures(report.items, report.writtenOn);
  const sum = (of: (row: (typeof figures)[number]) => number) =>
    whole(figures.reduce((total, row) => total + of(row), 0));
  const totals = {
    records: sum((f) => f.records),
    quantity: sum((f) => f.quantity),
    unsupported: sum((f) => f.unsupported),
  };
  const rows = figures.map((f) => [
    Object.hasOwn(w, `item_${f.kind}`) ? w[`item_${f.kind}` as keyof ReportWords] : f.kind,
    whole(f.records),
    whole(f.quantity),
    whole(f.unsupported),
    whole(f.important),
  ]);
  return {
    inventoryIntro: fill(w.inventoryIntro, { ...totals, date: date(report.writtenOn) }),
    inventory: rows,
    inventoryTotal: [w.total, totals.records, totals.quantity, totals.unsupported, sum((f) => f.important)],
  };
}

function contractsView(report: ResultsReport, w: ReportWords) {
  const { amount, money, date } = formatsFor(report.locale);
  const { contracts } = report;
  const total = contracts.reduce((sum, contract) => sum + contract.yearlyCostCents, 0);
  return {
    contractsIntro: fill(w.contractsIntro, { n: contracts.length, total: money(total) }),
    contracts: contracts.map((contract) => {
      const notice = noticeDay(contract);
      return [
        contract.number,
        contract.title,
        contract.partner,
        amount(contract.yearlyCostCents),
        contract.endsOn ? date(contract.endsOn) : w.openEnd,
        notice ? date(notice) : '–',
      ];
    }),
    contractsTotal: ['', w.total, '', amount(total), '', ''],
  };
}

function appendixView(report: ResultsReport, w: ReportWords) {
  const days = [...new Set(report.agenda.map((entry) => entry.day))].sort();
  return {
    method: methodText(report),
    walk: walkView(report),
    days: days.map((day) => {
      const entries = report.agenda
        .filter((entry) => entry.day === day)
        .sort((a, b) => a.starts.localeCompare(b.starts));
      const phases = [...new Set(entries.map((entry) => w[`phase_${entry.phase}`]))];
      return {
        title: fill(w.day, { n: day, phase: phases.join(', ') }),
        rows: entries.map((e) => [`${e.starts}–${e.ends}`, e.title, e.place, e.participants]),
      };
    }),
    people: report.people.map((p) => [p.name, p.title, p.office, p.group]),
    scales: report.frameworks.map((framework) => scaleView(framework, w)),
    severities: ([4, 3, 2, 1] as const).map((s) => ({
      severity: s,
      word: w[`severity_${s}`],
      meaning: w[`severityMeaning_${s}`],
    })),
    glossary: GLOSSARY[report.locale].map(([term, meaning]) => [term, meaning]),
  };
}

const scaleView = (framework: ReportFramework, w: ReportWords) => ({
  title: fill(w.levelsOf, { framework: w[`framework_${framework.id}`] }),
  rows: framework.levels.map((l) => [`${l.level}`, l.name, l.meaning]),
});
