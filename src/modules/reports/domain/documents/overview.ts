/** What is told shortly: the one-page summary and the slides. */
import type { Block, Confidentiality, DocumentModel, Section } from '#kernel/document';
import type { Horizon, ReportMeasure } from '../results-report.ts';
import { packageCost, yearlyCosts } from '../results-sums.ts';
import { fill } from '../words.ts';
import { decisionOf, fundsOf } from './council-decision.ts';
import {
  bullets,
  byWeight,
  documentOf,
  figure,
  type Ground,
  openNumbers,
  paragraph,
  section,
  subtitleOf,
  table,
  titled,
} from './ground.ts';

const HORIZONS: readonly Horizon[] = ['short', 'medium', 'long'];
const GRAVEST = 5;
const CORE = 3;
const YEARS = 5;

/** One page for whoever has three minutes: what was seen, what is to be done, what it costs, what is asked for. */
export function summaryDocument(ground: Ground): DocumentModel {
  const { d, f, openFindings, openMeasures } = ground;
  const graves = (severity: number) => openFindings.filter((one) => one.severity === severity).length;
  const cost = packageCost(openMeasures);
  const seen = fill(d.summaryFindings, { n: openFindings.length, s4: graves(4), s3: graves(3) });
  return documentOf(ground, 'summary', d.summary, subtitleOf(ground), [
    section('seen', d.summarySeen, [
      paragraph(seen),
      ...bullets(byWeight(openFindings).slice(0, GRAVEST).map(titled)),
    ]),
    section('todo', d.summaryDo, [], horizonsTable(ground)),
    section(
      'money',
      d.summaryMoney,
      [
        paragraph(
          fill(d.moneyIntro, {
            n: f.whole(openMeasures.length),
            once: f.money(cost.onceCents),
            grant: f.money(cost.grantCents),
            yearly: f.money(cost.yearlyCents),
          }),
        ),
      ],
      yearsTable(ground),
    ),
    section(
      'ask',
      d.summaryAsk,
      bullets([d.decideKnow, ...fundsOf(openMeasures, ground).slice(0, 1), d.decideReport]),
    ),
  ]);
}

function horizonsTable({ d, w, openMeasures }: Ground): Block[] {
  return table(
    d.horizonsTable,
    [
      [d.horizon, 2],
      [d.count, 1.2, 'whole'],
      [d.core, 5],
      [`${d.once} (EUR)`, 1.8, 'money'],
      [`${d.yearly} (EUR)`, 1.8, 'money'],
    ],
    HORIZONS.map((horizon) => {
      const of = openMeasures.filter((m) => m.horizon === horizon);
      const cost = packageCost(of);
      const core = of.slice(0, CORE).map((m) => m.title);
      return [w[`horizon_${horizon}`], of.length, core.join('; ') || '–', cost.onceCents, cost.yearlyCents];
    }),
  );
}

function yearsTable({ report, d, openMeasures }: Ground): Block[] {
  return table(
    d.yearsShort,
    [
      [d.year, 1.5],
      [d.once, 2, 'money'],
      [d.running, 2, 'money'],
      [d.total, 2, 'money'],
    ],
    yearlyCosts(openMeasures, report.frames)
      .filter(({ totalCents }) => totalCents > 0)
      .slice(0, YEARS)
      .map((c) => [String(c.year), c.onceResultCents + c.onceInvestmentCents, c.runningCents, c.totalCents]),
  );
}

/** What the council sees on the wall. */
export function slidesDocument(ground: Ground): DocumentModel {
  const { report, d, w, openFindings, openMeasures, charts } = ground;
  return documentOf(ground, 'slides', fill(d.slides, { town: report.town.name }), subtitleOf(ground), [
    section('findings', d.slidesFindings, bullets(byWeight(openFindings).slice(0, GRAVEST).map(titled))),
    ...HORIZONS.flatMap((horizon) => {
      const of = openMeasures.filter((m) => m.horizon === horizon);
      const title = fill(d.slidesMeasures, { horizon: w[`horizon_${horizon}`] });
      return of.length > 0 ? [section(`measures_${horizon}`, title, [], slideTable(of, ground))] : [];
    }),
    section('money', d.slidesMoney, [], figure('public-cost', charts.publicCost)),
    section('decision', d.slidesDecision, [
      paragraph(d.decisionIntro),
      ...bullets([d.decideKnow, ...fundsOf(openMeasures, ground), d.decideReport]),
    ]),
    section('path', d.slidesThanks, bullets([d.slidesPath1, d.slidesPath2, d.slidesPath3])),
    ...closedSlides(ground),
  ]);
}

const slideTable = (measures: readonly ReportMeasure[], { d, openFindings }: Ground): Block[] =>
  table(
    d.measuresTable,
    [
      [d.number, 1],
      [d.measure, 5],
      [d.corrects, 2.4],
      [`${d.once} (EUR)`, 1.8, 'money'],
      [`${d.yearly} (EUR)`, 1.8, 'money'],
    ],
    measures.map((m) => [
      m.number,
      m.title,
      openNumbers(m, openFindings).join(', ') || '–',
      m.onceCostCents,
      m.yearlyCostCents,
    ]),
  );

/** What the slides for the closed session add. */
function closedSlides(ground: Ground): Section[] {
  const { d, closedFindings, closedMeasures } = ground;
  const as: Confidentiality = 'non_public';
  return [
    section(
      'closed_findings',
      d.closedFindings,
      bullets(
        byWeight(closedFindings)
          .slice(0, 2 * GRAVEST)
          .map(titled),
        as,
      ),
      [],
      as,
    ),
    section(
      'closed_decision',
      d.closedDecision,
      bullets(
        closedMeasures.map((m) => decisionOf(m, ground)),
        as,
      ),
      [],
      as,
    ),
  ].filter(({ text }) => text.length > 0);
}
