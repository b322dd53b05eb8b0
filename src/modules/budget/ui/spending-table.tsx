import type { ReactNode } from 'react';
import { listPath } from '#kernel/paths';
import { useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Money, percent } from '#ui-kit/format';
import { PlainTable } from '#ui-kit/plain-table';
import { AREAS, CERTAINTY, CERTAINTY_TONE, type Overview, type Sum } from './spending-words.ts';

interface Line {
  id: string;
  name: ReactNode;
  /** By year, in their order. */
  cells: ReactNode[];
}

/** Cost areas by years with their sums, then totals, what of them is measured, and per head. */
export function SpendingTable({ overview }: { overview: Overview }) {
  const { years, areas } = overview;
  const lines = [...areas.map((of) => areaLine(of, overview)), ...totalLines(overview)];
  return (
    <PlainTable<Line>
      label={m.budget_spending_table()}
      columns={[
        { title: m.budget_cost_area(), cell: (line) => line.name },
        ...years.map(({ year }, at) => ({
          title: String(year),
          align: 'end' as const,
          cell: (line: Line) => line.cells[at],
        })),
      ]}
      rows={lines}
    />
  );
}

const areaLine = ({ area, sums }: Overview['areas'][number], { years, until }: Overview): Line => ({
  id: area,
  name: AREAS[area](),
  cells: sums.map((sum, at) => (
    <CellLink
      key={years[at]?.year}
      sum={sum}
      search={`bis=${until}&jahr=${years[at]?.year}&bereich=${area}`}
    />
  )),
});

function totalLines({ years }: Overview): Line[] {
  const line = (id: string, name: ReactNode, cell: (year: Overview['years'][number]) => ReactNode): Line => ({
    id,
    name,
    cells: years.map(cell),
  });
  const unknown = years.some(({ unknownParts }) => unknownParts > 0);
  const heads = (of: 'perResidentCents' | 'perWorkplaceCents') => years.some((year) => year[of] !== null);
  /** Per head is as sure as the total it comes from. */
  const perHead = (year: Overview['years'][number], cents: number | null) =>
    cents === null ? '–' : <Amount sum={{ ...year, cents }} exact />;
  return [
    line('total', <strong key="total">{m.budget_spending_total()}</strong>, (year) => (
      <strong>
        <Amount sum={year} />
      </strong>
    )),
    line('measured', m.budget_spending_measured_cents(), (year) => (
      <Money cents={whole(year.measuredCents)} />
    )),
    line('estimated', m.budget_spending_estimated_cents(), (year) => (
      <Money cents={whole(year.estimatedCents)} />
    )),
    line('share', m.budget_spending_share(), ({ measuredShare }) =>
      measuredShare === null ? '–' : percent(measuredShare),
    ),
    ...(unknown
      ? [line('unknown', m.budget_spending_unknown_parts(), ({ unknownParts }) => String(unknownParts))]
      : []),
    ...(heads('perResidentCents')
      ? [line('resident', m.budget_spending_per_resident(), (year) => perHead(year, year.perResidentCents))]
      : []),
    ...(heads('perWorkplaceCents')
      ? [
          line('workplace', m.budget_spending_per_workplace(), (year) =>
            perHead(year, year.perWorkplaceCents),
          ),
        ]
      : []),
  ];
}

function CellLink({ sum, search }: { sum: Sum; search: string }) {
  const town = useTown();
  return <Amount sum={sum} href={`${listPath(town, 'spending')}?${search}#teile`} />;
}

/** Sums of a year are read in whole euros: cents would only make one column ragged. */
const whole = (cents: number) => Math.round(cents / 100) * 100;

interface AmountProps {
  sum: Sum;
  /** What it is made of. */
  href?: string;
  exact?: true;
}

/** A sum with how sure it is, in words. */
function Amount({ sum: { cents, certainty, atLeast }, href, exact }: AmountProps) {
  const badge = certainty && (
    <Badge tone={CERTAINTY_TONE[certainty]}>
      {atLeast ? m.budget_certainty_partly_unknown() : CERTAINTY[certainty]()}
    </Badge>
  );
  const figure = certainty !== null && (certainty !== 'unknown' || atLeast);
  return (
    <span className="k-sure">
      <Opened href={href}>
        {atLeast && `${m.budget_spending_at_least()} `}
        {figure && <Money cents={exact ? cents : whole(cents)} />}
        {!figure && (badge || m.budget_spending_nothing())}
      </Opened>{' '}
      {figure && badge}
    </span>
  );
}

const Opened = ({ href, children }: { href: string | undefined; children: ReactNode }) =>
  href ? <a href={href}>{children}</a> : <span>{children}</span>;
