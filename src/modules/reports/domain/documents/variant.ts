/** On which kept plan a document rests, said in the class of the records that are named for it. */
import { CLASSES, type Confidentiality, type DocumentModel, type ParagraphBlock } from '#kernel/document';
import type { ReportVariant } from '../results-report.ts';
import { fill } from '../words.ts';
import { paragraph, quarterWords, section, table, titled, together, type Ground as Whole } from './ground.ts';

/** What the words rest on. */
type Ground = Pick<Whole, 'report' | 'd' | 'f'>;

/** The document with the plan it rests on in its facts; those without a part of their own for it begin with one. */
export function withVariant(document: DocumentModel, ground: Whole): DocumentModel {
  const { report, d, from } = ground;
  if (!report.variant) return document;
  const told = together(variantBlocks(ground), from.lists('roadmap'));
  const assumed = assumptions(report.variant, ground, 'public').join('; ');
  // A spreadsheet shows tables only.
  const asTables = CLASSES.flatMap((as) =>
    table(
      d.variant,
      [[d.variant, 9]],
      told.filter((block) => block.class === as).map(({ text }) => [text]),
      { class: as },
    ),
  );
  // The summary has one page: its facts say it.
  const short = document.kind === 'summary';
  const own =
    document.kind === 'council' || short
      ? []
      : document.kind === 'table'
        ? [section('variant', d.variant, [], asTables)]
        : [section('variant', d.variant, told)];
  return {
    ...document,
    facts: [
      ...document.facts,
      [d.variant, factOf(report.variant, ground)],
      ...(short && assumed ? [[d.variantAssumptions, assumed] as const] : []),
    ],
    sections: [...own, ...document.sections],
  };
}

const nameOf = ({ name }: ReportVariant, { d }: Ground): string =>
  name ? fill(d.variantNamed, { name }) : d.variantUnnamed;

const factOf = (variant: ReportVariant, ground: Ground): string =>
  fill(ground.d.variantFact, {
    name: nameOf(variant, ground),
    date: ground.f.date(variant.reckonedOn),
    force: variant.inForce ? ground.d.variantInForce : ground.d.variantNotInForce,
  });

/** Which plan, what it assumes, how good it is and what it leaves out; nothing for the plan in force. */
export function variantBlocks(ground: Ground): ParagraphBlock[] {
  const { report, d } = ground;
  const { variant } = report;
  if (!variant) return [];
  const open = assumptions(variant, ground, 'public');
  return [
    paragraph(fill(d.variantIs, { fact: factOf(variant, ground) })),
    paragraph(open.length > 0 ? fill(d.variantAssumes, { list: open.join('; ') }) : d.variantAssumesNothing),
    paragraph(proofOf(variant, ground)),
    ...(variant.outdated ? [paragraph(d.variantOutdated)] : []),
    ...CLASSES.flatMap((as) => ofClassAlone(variant, ground, as)),
  ];
}

function ofClassAlone(variant: ReportVariant, ground: Ground, as: Confidentiality): ParagraphBlock[] {
  const { report, d } = ground;
  const assumed = as === 'public' ? [] : assumptions(variant, ground, as);
  const out = report.measures.filter((m) => m.class === as && variant.leftOut.includes(m.number));
  return [
    ...(assumed.length > 0 ? [paragraph(fill(d.variantAssumes, { list: assumed.join('; ') }), as)] : []),
    ...(out.length > 0 ? [paragraph(fill(d.variantLeftOut, { list: out.map(titled).join('; ') }), as)] : []),
  ];
}

/** What was assumed of measures of a class; what concerns none belongs to the public ones. */
function assumptions(
  { budgetPercent, role, delayed, held }: ReportVariant,
  { report, d }: Ground,
  as: Confidentiality,
): string[] {
  const known = (number: string) =>
    report.measures.some((measure) => measure.number === number && measure.class === as);
  const change = (percent: number, less: string, more: string) =>
    fill(percent < 0 ? less : more, { percent: Math.abs(percent) });
  return [
    ...(as === 'public' && budgetPercent !== 0
      ? [change(budgetPercent, d.variantBudgetLess, d.variantBudgetMore)]
      : []),
    ...(as === 'public' && role
      ? [`${role.title}: ${change(role.percent, d.variantRoleLess, d.variantRoleMore)}`]
      : []),
    ...(delayed && known(delayed.number)
      ? [
          fill(delayed.quarters === 1 ? d.variantDelayed_one : d.variantDelayed, {
            number: delayed.number,
            n: delayed.quarters,
          }),
        ]
      : []),
    ...held
      .filter(({ number }) => known(number))
      .map(({ number, quarter }) => fill(d.variantHeld, { number, quarter: quarterWords(quarter, d) })),
  ];
}

function proofOf({ proven, gap }: ReportVariant, { d, f }: Ground): string {
  if (proven) return d.variantProven;
  return gap === null ? d.variantUnproven : fill(d.variantGap, { percent: f.level(gap) });
}
