import { TREASURERS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { RecordList, useHolds, useTown } from '#platform/client';
import { m } from '#texts';
import { ButtonLink } from '#ui-kit/button';
import { date, Money } from '#ui-kit/format';
import type { Column } from '#ui-kit/list-page';
import { Page } from '#ui-kit/page';
import { ContractEnd, deadline, endText } from './contract-end.tsx';
import { budget, type Contract, contractNumber } from './words.ts';

const columns = (): Column<Contract>[] => [
  {
    key: 'number',
    title: m.budget_number(),
    cell: contractNumber,
    sort: true,
    hideable: false,
    width: '6rem',
  },
  { key: 'title', title: m.budget_contract_title(), cell: (row) => row.title, primary: true, sort: true },
  { key: 'partner', title: m.budget_partner(), cell: (row) => row.partner, sort: true },
  {
    key: 'yearlyCostCents',
    title: m.budget_yearly_cost(),
    cell: (row) => <Money cents={row.yearlyCostCents} />,
    cents: (row) => row.yearlyCostCents,
    align: 'end',
    sort: true,
  },
  {
    key: 'endsOn',
    title: m.budget_ends_on(),
    cell: (row) => <ContractEnd contract={row} />,
    text: endText,
    sort: true,
  },
  {
    key: 'notice',
    title: m.budget_notice(),
    cell: (row) => m.budget_months({ count: row.noticeMonths }),
  },
  {
    key: 'noticeBy',
    title: m.budget_notice_by(),
    cell: (row) => {
      const by = deadline(row);
      return by ? date(by) : '';
    },
  },
  {
    key: 'renews',
    title: m.budget_renews(),
    cell: (row) => (row.renews ? m.budget_yes() : m.budget_no()),
    hidden: true,
  },
];

export function ContractListPage() {
  const town = useTown();
  const treasurer = useHolds(TREASURERS);
  const add = treasurer && (
    <ButtonLink kind="primary" icon="plus" href={`${listPath(town, 'contract')}/neu`}>
      {m.budget_contract_create()}
    </ButtonLink>
  );
  return (
    <Page title={m.budget_contracts()} lead={m.budget_contracts_lead()} actions={add}>
      <RecordList<Contract>
        list="contracts"
        title={m.budget_contracts()}
        columns={columns()}
        load={({ filters: _none, ...request }) => budget.contracts.list(request)}
        rowHref={(row) => recordPath(town, 'contract', row.id)}
        rowName={(row) => `${contractNumber(row)} ${row.title}`}
        empty={{
          icon: 'link',
          title: m.budget_contracts_empty(),
          why: m.budget_contracts_empty_why(),
          children: add,
        }}
      >
        {treasurer && (
          <ButtonLink small icon="upload" href={`${listPath(town, 'import')}?art=contracts`}>
            {m.budget_import()}
          </ButtonLink>
        )}
      </RecordList>
    </Page>
  );
}
