import { EDITORS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { RecordList, useHolds, useTown } from '#platform/client';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { ButtonLink } from '#ui-kit/button';
import { Money, number, quarter } from '#ui-kit/format';
import type { Column } from '#ui-kit/list-page';
import { Page } from '#ui-kit/page';
import { libraryPath } from './library-words.ts';
import { measureNumber } from './measure-number.ts';
import { MeasuresTabs } from './measures-tabs.tsx';
import { roleTitle, useRoles } from './roles.ts';
import {
  BUDGET_KINDS,
  fiveYearCost,
  HORIZONS,
  type Measure,
  measures,
  options,
  STATUSES,
  statusOfMeasure,
} from './words.ts';

const amount = (key: string, title: string, of: (row: Measure) => number): Column<Measure> => ({
  key,
  title,
  cell: (row) => <Money cents={of(row)} />,
  cents: of,
  align: 'end',
});

const columns = (roleOf: (key: string) => string): Column<Measure>[] => [
  {
    key: 'number',
    title: m.measures_number(),
    cell: measureNumber,
    sort: true,
    hideable: false,
    width: '5.5rem',
  },
  { key: 'title', title: m.measures_title_field(), cell: (row) => row.title, primary: true, sort: true },
  { key: 'horizon', title: m.measures_horizon(), cell: (row) => HORIZONS[row.horizon](), sort: true },
  {
    key: 'status',
    title: m.measures_status(),
    cell: (row) => <StatusBadge status={statusOfMeasure(row.status)} />,
    text: (row) => STATUSES[row.status](),
    sort: true,
  },
  { ...amount('onceCostCents', m.measures_once_cost(), (row) => row.onceCostCents), sort: true },
  amount('yearlyCostCents', m.measures_yearly_cost(), (row) => row.yearlyCostCents),
  {
    key: 'starts',
    title: m.measures_starts(),
    cell: (row) => (row.starts ? quarter(row.starts) : m.measures_not_placed()),
    sort: true,
  },
  {
    key: 'responsible',
    title: m.measures_responsible(),
    cell: (row) => <Responsible row={row} role={roleOf(row.responsibleRole)} />,
    text: (row) => roleOf(row.responsibleRole),
  },
  { key: 'owner', title: m.measures_owner(), cell: (row) => row.ownerName ?? '', sort: true, hidden: true },
  {
    key: 'consultContract',
    title: m.measures_consult_contract(),
    cell: (row) => row.consultContract ?? '',
    hidden: true,
  },
  {
    key: 'mandatory',
    title: m.measures_mandatory_short(),
    cell: (row) => (row.mandatory ? m.measures_yes() : m.measures_no()),
    hidden: true,
  },
  { ...amount('grantCents', m.measures_grant(), (row) => row.grantCents), hidden: true },
  { ...amount('fiveYears', m.measures_five_years(), fiveYearCost), hidden: true },
  {
    key: 'budgetKind',
    title: m.measures_budget_kind(),
    cell: (row) => BUDGET_KINDS[row.budgetKind](),
    hidden: true,
  },
  {
    key: 'effortDays',
    title: m.measures_effort(),
    cell: (row) => number(row.effortDays),
    text: (row) => String(row.effortDays),
    align: 'end',
    hidden: true,
  },
];

/** The role, and who answers for it by name. */
function Responsible({ row, role }: { row: Measure; role: string }) {
  return (
    <>
      {role}
      {row.ownerName && <small className="k-line">{row.ownerName}</small>}
    </>
  );
}

const OWNERS = {
  me: m.measures_owner_me,
  some: m.measures_owner_some,
  none: m.measures_responsible_none,
};

type Asked = Parameters<typeof measures.list>[0];

/** The package: every measure of the town. */
export function MeasureListPage() {
  const town = useTown();
  const roles = useRoles();
  const add = useHolds(EDITORS) && (
    <ButtonLink kind="primary" icon="plus" href={`${listPath(town, 'measure')}/neu`}>
      {m.measures_create()}
    </ButtonLink>
  );
  const actions = (
    <>
      <ButtonLink icon="search" href={libraryPath(town)}>
        {m.measures_library()}
      </ButtonLink>
      <ButtonLink icon="roadmap" href={listPath(town, 'roadmap')}>
        {m.measures_to_roadmap()}
      </ButtonLink>
      {add}
    </>
  );
  return (
    <Page title={m.measures_title()} lead={m.measures_lead()} actions={actions}>
      <MeasuresTabs current="list" />
      <RecordList<Measure>
        list="measures"
        title={m.measures_title()}
        columns={columns((key) => roleTitle(roles, key))}
        filters={[
          { key: 'status', title: m.measures_status(), options: options(STATUSES) },
          { key: 'horizon', title: m.measures_horizon(), options: options(HORIZONS) },
          { key: 'owner', title: m.measures_owner(), options: options(OWNERS) },
        ]}
        load={({ filters, ...request }) => measures.list({ ...request, ...filters } as Asked)}
        rowHref={(row) => recordPath(town, 'measure', row.id)}
        rowName={(row) => `${measureNumber(row)} ${row.title}`}
        empty={{ icon: 'measure', title: m.measures_empty(), why: m.measures_empty_why(), children: add }}
      />
    </Page>
  );
}
