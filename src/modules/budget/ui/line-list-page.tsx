import { TREASURERS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { ChartFigure, RecordList, useHolds, useTown } from '#platform/client';
import { m } from '#texts';
import { ButtonLink } from '#ui-kit/button';
import { Money } from '#ui-kit/format';
import type { Column } from '#ui-kit/list-page';
import { Page } from '#ui-kit/page';
import { Available, LineSums, useAllLines } from './line-sums.tsx';
import { account, allowed, budget, KINDS, kindOptions, type Line } from './words.ts';

/** A column of amounts: full thousands on screen, exact in the export. */
const amount = (
  key: string,
  title: string,
  of: (line: Line) => number,
  more: Partial<Column<Line>> = {},
): Column<Line> => ({
  key,
  title,
  cell: (row) => <Money cents={of(row)} />,
  cents: of,
  align: 'end',
  ...more,
});

const columns = (town: string): Column<Line>[] => [
  { key: 'year', title: m.budget_year(), cell: (row) => String(row.year), sort: true, width: '5rem' },
  { key: 'account', title: m.budget_account_whole(), cell: account, sort: true },
  { key: 'title', title: m.budget_line_title(), cell: (row) => row.title, primary: true, sort: true },
  { key: 'kind', title: m.budget_kind(), cell: (row) => KINDS[row.kind]() },
  amount('plannedCents', m.budget_planned(), (row) => row.plannedCents, { sort: true, hidden: true }),
  amount('amendedCents', m.budget_amended(), (row) => row.amendedCents, { hidden: true }),
  amount('allowedCents', m.budget_allowed(), allowed),
  amount('committedCents', m.budget_committed(), (row) => row.committedCents),
  amount('actualCents', m.budget_actual(), (row) => row.actualCents, { sort: true }),
  amount('availableCents', m.budget_available(), (row) => row.availableCents, {
    cell: (row) => <Available line={row} />,
  }),
  {
    key: 'contract',
    title: m.budget_contract(),
    cell: (row) =>
      row.contractId && <a href={recordPath(town, 'contract', row.contractId)}>{row.contractTitle}</a>,
    text: (row) => row.contractTitle ?? '',
    hidden: true,
  },
];

const distinct = (values: (string | number)[] = []) =>
  [...new Set(values.map(String))].sort().map((value) => ({ value, label: value }));

export function LineListPage() {
  const town = useTown();
  const treasurer = useHolds(TREASURERS);
  const lines = useAllLines();
  const add = treasurer && (
    <ButtonLink kind="primary" icon="plus" href={`${listPath(town, 'budget_line')}/neu`}>
      {m.budget_line_create()}
    </ButtonLink>
  );
  return (
    <Page title={m.budget_lines()} lead={m.budget_lines_lead()} actions={add}>
      <ChartFigure
        queryKey={['budget-lines', town]}
        load={(width) => budget.yearChart({ town, width })}
        note={m.budget_chart_note()}
        rowHref={(year) => `${listPath(town, 'budget_line')}?f.year=${year}`}
      />
      <LineSums />
      <RecordList<Line>
        list="budget-lines"
        title={m.budget_lines()}
        columns={columns(town)}
        filters={[
          {
            key: 'year',
            title: m.budget_year(),
            options: distinct(lines?.map(({ year }) => year)).reverse(),
          },
          { key: 'kind', title: m.budget_kind(), options: kindOptions() },
          {
            key: 'product',
            title: m.budget_product(),
            options: distinct(lines?.map(({ product }) => product)),
          },
        ]}
        load={({ filters, ...request }) =>
          budget.lines.list({ ...request, ...filters } as Parameters<typeof budget.lines.list>[0])
        }
        rowHref={(row) => recordPath(town, 'budget_line', row.id)}
        rowName={(row) => `${row.year} ${account(row)} ${row.title}`}
        empty={{
          icon: 'money',
          title: m.budget_lines_empty(),
          why: m.budget_lines_empty_why(),
          children: add,
        }}
      >
        {treasurer && (
          <ButtonLink small icon="upload" href={`${listPath(town, 'import')}?art=budget`}>
            {m.budget_import()}
          </ButtonLink>
        )}
      </RecordList>
    </Page>
  );
}
