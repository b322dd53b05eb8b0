import { useState } from 'react';
import { TREASURERS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { RecordList, useHolds, useTown } from '#platform/client';
import { m } from '#texts';
import { ButtonLink } from '#ui-kit/button';
import { date, Money } from '#ui-kit/format';
import type { Column } from '#ui-kit/list-page';
import { Page } from '#ui-kit/page';
import { AssignDialog } from './assign-dialog.tsx';
import {
  AREAS,
  areaOptions,
  documentOf,
  filterYears,
  type Posting,
  postingName,
  spending,
} from './spending-words.ts';

const columns = (town: string): Column<Posting>[] => [
  { key: 'year', title: m.budget_year(), cell: (row) => String(row.year), sort: true, width: '5rem' },
  {
    key: 'bookedOn',
    title: m.budget_posting_booked_on(),
    cell: (row) => (row.bookedOn ? date(row.bookedOn) : ''),
    sort: true,
  },
  {
    key: 'document',
    title: m.budget_posting_document(),
    cell: documentOf,
    primary: true,
    sort: true,
  },
  { key: 'partner', title: m.budget_posting_partner(), cell: (row) => row.partner, sort: true },
  { key: 'text', title: m.budget_posting_text(), cell: (row) => row.text },
  { key: 'product', title: m.budget_product(), cell: (row) => row.product, hidden: true },
  { key: 'account', title: m.budget_account(), cell: (row) => row.account, hidden: true },
  {
    key: 'amountCents',
    title: m.budget_posting_amount(),
    cell: (row) => <Money cents={row.amountCents} />,
    cents: (row) => row.amountCents,
    align: 'end',
    sort: true,
  },
  { key: 'costArea', title: m.budget_cost_area(), cell: (row) => AREAS[row.costArea]() },
  {
    key: 'contract',
    title: m.budget_contract(),
    cell: (row) =>
      row.contractId && <a href={recordPath(town, 'contract', row.contractId)}>{row.contractTitle}</a>,
    text: (row) => row.contractTitle ?? '',
    hidden: true,
  },
];

/** Marks of the list on their way into a cost area; `done` clears them, `failed` keeps them. */
interface Assigning {
  ids: string[];
  done: () => void;
  failed: () => void;
}

export function PostingListPage() {
  const town = useTown();
  const treasurer = useHolds(TREASURERS);
  const [assigning, setAssigning] = useState<Assigning>();
  const list = listPath(town, 'posting');
  const bring = treasurer && (
    <ButtonLink kind="primary" icon="upload" href={`${listPath(town, 'import')}?art=postings`}>
      {m.budget_spending_import()}
    </ButtonLink>
  );
  const end = (how: 'done' | 'failed') => {
    assigning?.[how]();
    setAssigning(undefined);
  };
  return (
    <Page
      title={m.budget_postings()}
      lead={m.budget_postings_lead()}
      back={{ href: listPath(town, 'spending'), label: m.budget_spending() }}
      actions={bring}
    >
      <RecordList<Posting>
        list="postings"
        title={m.budget_postings()}
        columns={columns(town)}
        filters={[
          { key: 'year', title: m.budget_year(), options: filterYears() },
          { key: 'area', title: m.budget_cost_area(), options: areaOptions() },
        ]}
        load={({ filters, ...request }) =>
          spending.postings.list({ ...request, ...filters } as Parameters<typeof spending.postings.list>[0])
        }
        rowHref={(row) => recordPath(town, 'posting', row.id)}
        rowName={postingName}
        {...(treasurer
          ? {
              actions: [
                {
                  label: m.budget_posting_assign(),
                  run: (ids) =>
                    new Promise<void>((resolve, reject) =>
                      setAssigning({ ids, done: resolve, failed: () => reject(new Error('kept')) }),
                    ),
                },
              ],
            }
          : {})}
        empty={{
          icon: 'money',
          title: m.budget_postings_empty(),
          why: m.budget_postings_empty_why(),
          children: bring,
        }}
      >
        {treasurer && (
          <ButtonLink small icon="plus" href={`${list}/neu`}>
            {m.budget_posting_create()}
          </ButtonLink>
        )}
      </RecordList>
      {assigning && (
        <AssignDialog ids={assigning.ids} onDone={() => end('done')} onClose={() => end('failed')} />
      )}
    </Page>
  );
}
