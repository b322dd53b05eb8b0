import { TREASURERS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { RecordList, useHolds, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { ButtonLink } from '#ui-kit/button';
import { Money } from '#ui-kit/format';
import type { Column } from '#ui-kit/list-page';
import { Page } from '#ui-kit/page';
import {
  AREAS,
  areaOptions,
  basisWord,
  CERTAINTY,
  CERTAINTY_TONE,
  certaintyOptions,
  type Entry,
  entryName,
  filterYears,
  spending,
} from './spending-words.ts';

const columns = (): Column<Entry>[] => [
  {
    key: 'year',
    title: m.budget_spending_year(),
    cell: (row) => String(row.year),
    sort: true,
    width: '5rem',
  },
  { key: 'title', title: m.budget_entry_title(), cell: (row) => row.title, primary: true, sort: true },
  { key: 'costArea', title: m.budget_cost_area(), cell: (row) => AREAS[row.costArea]() },
  {
    key: 'amountCents',
    title: m.budget_entry_amount(),
    cell: (row) => (row.amountCents === null ? '–' : <Money cents={row.amountCents} />),
    text: (row) => (row.amountCents === null ? '' : String(row.amountCents / 100)),
    align: 'end',
    sort: true,
  },
  {
    key: 'certainty',
    title: m.budget_certainty(),
    cell: (row) => <Badge tone={CERTAINTY_TONE[row.certainty]}>{CERTAINTY[row.certainty]()}</Badge>,
    text: (row) => CERTAINTY[row.certainty](),
    sort: true,
  },
  { key: 'basis', title: m.budget_entry_basis(), cell: (row) => basisWord(row.basis), hidden: true },
  { key: 'source', title: m.budget_entry_source(), cell: (row) => row.source },
];

export function EntryListPage() {
  const town = useTown();
  const treasurer = useHolds(TREASURERS);
  const guide = treasurer && (
    <ButtonLink kind="primary" icon="edit" href={`${listPath(town, 'spending')}/erfassen`}>
      {m.budget_spending_guide()}
    </ButtonLink>
  );
  return (
    <Page
      title={m.budget_entries()}
      lead={m.budget_entries_lead()}
      back={{ href: listPath(town, 'spending'), label: m.budget_spending() }}
      actions={guide}
    >
      <RecordList<Entry>
        list="spending-entries"
        title={m.budget_entries()}
        columns={columns()}
        filters={[
          { key: 'year', title: m.budget_spending_year(), options: filterYears() },
          { key: 'area', title: m.budget_cost_area(), options: areaOptions() },
          { key: 'certainty', title: m.budget_certainty(), options: certaintyOptions() },
        ]}
        load={({ filters, ...request }) =>
          spending.entries.list({ ...request, ...filters } as Parameters<typeof spending.entries.list>[0])
        }
        rowHref={(row) => recordPath(town, 'spending_entry', row.id)}
        rowName={entryName}
        empty={{
          icon: 'money',
          title: m.budget_entries_empty(),
          why: m.budget_entries_empty_why(),
          children: guide,
        }}
      >
        {treasurer && (
          <ButtonLink small icon="plus" href={`${listPath(town, 'spending_entry')}/neu`}>
            {m.budget_entry_create()}
          </ButtonLink>
        )}
      </RecordList>
    </Page>
  );
}
