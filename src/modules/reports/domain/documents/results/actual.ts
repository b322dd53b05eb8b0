/** The town as it was found: assignment, scope, people, goals, inventory, money, time, duties. */
import type { Section } from '#kernel/document';
import type { ReportView } from '../../results-view.ts';
import type { ReportWords } from '../../words.ts';
import { behind, chapter, chartBlock, entered, heading, part, points, wordsTable } from './set.ts';

export function actualSections(view: ReportView, w: ReportWords): Section[] {
  const { actual } = view.data;
  return [
    chapter('actual', w.actual),
    ...part('assignment', w.assignment, entered(actual.assignment, actual.note), [
      {
        is: 'record',
        class: 'non_public',
        title: view.data.town,
        text: '',
        rows: actual.facts.map(([label = '', value = '']) => [label, value] as const),
        grave: false,
      },
      ...wordsTable(
        w.offices,
        [
          [w.office, 4],
          [w.head, 4],
          [w.itWorkplaces, 2, 'figure'],
        ],
        actual.offices,
      ),
    ]),
    ...scopeParts(view, w),
    ...goalParts(view, w),
    ...inventoryParts(view, w),
    ...unionPart(view, w),
    ...spendingPart(view, w),
    ...activitiesPart(view, w),
    ...legalPart(view, w),
  ];
}

const scopeParts = ({ data: { actual } }: ReportView, w: ReportWords): Section[] => [
  ...part(
    'scope',
    w.scope,
    entered(actual.scopeIntro),
    wordsTable(
      w.scope,
      [
        [w.site, 2.4],
        [w.kind, 1.8],
        [w.address, 2.2],
        [w.inScope, 1.4],
        [w.scopeNote, 3],
      ],
      actual.sites,
    ),
  ),
  ...part(
    'stakeholders',
    w.stakeholders,
    entered(actual.stakeholders.length > 0 ? w.scaleNote : ''),
    wordsTable(
      w.stakeholders,
      [
        [w.group, 3],
        [w.concern, 5],
        [w.influence, 1.2, 'figure'],
        [w.interest, 1.2, 'figure'],
      ],
      actual.stakeholders,
    ),
  ),
];

const goalParts = ({ data: { actual } }: ReportView, w: ReportWords): Section[] => [
  ...part(
    'goals',
    w.goals,
    [],
    wordsTable(
      w.goals,
      [
        [w.number, 0.9],
        [w.goal, 3.4],
        [w.noticedBy, 3.6],
        [w.owner, 2.2],
        [w.weight, 1.1, 'figure'],
      ],
      actual.goals,
    ),
  ),
  ...part(
    'success_factors',
    w.successFactors,
    points(actual.successFactors.map(({ title, note }) => (note ? `${title}: ${note}` : title))),
  ),
  ...part(
    'developments',
    w.developments,
    entered(actual.developments.length > 0 ? w.developmentsIntro : ''),
    wordsTable(
      w.developments,
      [
        [w.development, 2.6],
        [w.kind, 1.8],
        [w.planDue, 1.5],
        [w.planCertainty, 1.5],
        [w.measures, 1.6],
        [w.planNote, 2.8],
      ],
      actual.developments,
    ),
  ),
];

const inventoryParts = ({ data: { actual } }: ReportView, w: ReportWords): Section[] => [
  ...part(
    'inventory',
    w.inventory,
    entered(actual.inventory.length > 0 ? actual.inventoryIntro : ''),
    wordsTable(
      w.inventory,
      [
        [w.kind, 4],
        [w.records, 1.6, 'figure'],
        [w.pieces, 1.6, 'figure'],
        [w.unsupported, 2.2, 'figure'],
        [w.important, 2.2, 'figure'],
      ],
      actual.inventory,
      actual.inventoryTotal,
    ),
  ),
  ...part(
    'contracts',
    w.contracts,
    entered(actual.contracts.length > 0 ? actual.contractsIntro : ''),
    wordsTable(
      `${w.contracts} (EUR)`,
      [
        [w.number, 1],
        [w.contract, 3.2],
        [w.partner, 2.6],
        [w.perYear, 1.5, 'figure'],
        [w.ends, 1.7, 'figure'],
        [w.notice, 1.9, 'figure'],
      ],
      actual.contracts,
      actual.contractsTotal,
    ),
  ),
];

const unionPart = ({ data: { actual } }: ReportView, w: ReportWords): Section[] =>
  part(
    'unions',
    w.unions,
    entered(actual.unions.length === 0 ? w.noUnions : w.unionsIntro),
    actual.unions.flatMap(({ holder, roles, rows }) => [
      heading(3, holder),
      ...entered(roles),
      ...wordsTable(
        `${holder}: ${w.rolesTogether}`,
        [
          [w.rolesTogether, 3],
          [w.why, 5],
          [w.separation, 1.6],
        ],
        rows,
      ),
    ]),
  );

function spendingPart({ data: { spending }, charts }: ReportView, w: ReportWords): Section[] {
  if (!spending) return [];
  return part('spending', spending.title, entered(spending.intro), [
    ...chartBlock(spending.chart, charts),
    ...behind(spending.chart, [
      ...wordsTable(
        `${w.spendingTable} (EUR)`,
        [[w.spendingArea, 3], ...spending.years.map((year) => [year, 2.2, 'figure'] as const)],
        spending.rows,
        spending.total,
      ),
      ...points(spending.shares),
    ]),
  ]);
}

function activitiesPart({ data: { activities }, charts }: ReportView, w: ReportWords): Section[] {
  if (!activities) return [];
  return part('activities', w.activities, entered(activities.intro), [
    ...chartBlock(activities.chart, charts),
    ...behind(
      activities.chart,
      wordsTable(
        w.activityTable,
        [
          [w.activityFunction, 2.6],
          [w.activityCertainty, 1.7],
          ...activities.kinds.map((kind) => [kind, 1.5, 'figure'] as const),
          [w.activityInterruptions, 1.5, 'figure'],
          [w.activityDays, 1, 'figure'],
        ],
        activities.rows,
        activities.total,
      ),
    ),
  ]);
}

function legalPart({ data: { actual } }: ReportView, w: ReportWords): Section[] {
  if (!actual.legalCheck) return [];
  const { disclaimer, asOf, rows } = actual.legalCheck;
  return part(
    'legal_units',
    w.legalUnits,
    entered(`${disclaimer} ${asOf}`),
    wordsTable(
      w.legalUnits,
      [
        [w.legalUnit, 2.4],
        [w.kind, 1.8],
        [w.legalFederal, 3],
        [w.legalState, 3],
      ],
      rows,
    ),
  );
}
