import type { Section } from '#kernel/document';
import type { ReportMeasure } from '../results-report.ts';
import { yearlyCosts } from '../results-sums.ts';
import { fill } from '../words.ts';
import { type Ground, numbered, paragraph, quarterWords, section, sourced, together } from './ground.ts';

/** What the council is asked to decide in public: to note the results, each measure in its own words, the money. */
export function decisionSection(ground: Ground): Section {
  const { d, openMeasures, from } = ground;
  if (openMeasures.length === 0)
    return section('decision', d.decision, [sourced(paragraph(d.decideNothing), from.lists('measures'))]);
  return section('decision', d.decision, [
    paragraph(d.decisionIntro),
    ...together(
      numbered([
        d.decideKnow,
        ...openMeasures.map((m) => decisionOf(m, ground)),
        ...fundsOf(openMeasures, ground),
        d.decideReport,
      ]),
      from.lists('measures', 'roadmap'),
    ),
  ]);
}

/** One measure as it is put to the vote. */
export function decisionOf(m: ReportMeasure, { d, f }: Ground): string {
  const costs = [
    ...(m.onceCostCents > 0 ? [fill(d.costOnce, { amount: f.money(m.onceCostCents) })] : []),
    ...(m.yearlyCostCents > 0 ? [fill(d.costYearly, { amount: f.money(m.yearlyCostCents) })] : []),
  ];
  return fill(d.decideMeasure, {
    number: m.number,
    title: m.title,
    from: m.starts ? fill(d.decideFrom, { quarter: quarterWords(m.starts, d) }) : '',
    by: m.responsible ? fill(d.decideBy, { role: m.responsible }) : '',
    cost: costs.length > 0 ? fill(d.decideCost, { cost: costs.join(', ') }) : '',
  });
}

/** What the measures need in each year, as it is put to the vote. */
export const fundsOf = (measures: readonly ReportMeasure[], { d, f }: Ground): string[] =>
  yearlyCosts(measures, [])
    .filter(({ totalCents }) => totalCents > 0)
    .map(({ year, resultCents, investmentCents }) =>
      fill(
        investmentCents === 0
          ? d.decideFundsResult
          : resultCents === 0
            ? d.decideFundsInvestment
            : d.decideFunds,
        { year, result: f.money(resultCents), investment: f.money(investmentCents) },
      ),
    );
