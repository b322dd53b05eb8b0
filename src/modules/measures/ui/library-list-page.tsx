import { listPath } from '#kernel/paths';
import { RecordList, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { ButtonLink } from '#ui-kit/button';
import type { Column, ListFilter } from '#ui-kit/list-page';
import { Page } from '#ui-kit/page';
import { AREAS, days, euros, type LibrarySummary, library, libraryPath, local } from './library-words.ts';
import { originText, ownLibraryPath } from './own-library-words.ts';
import { roleTitle, useRoles } from './roles.ts';
import { BUDGET_KINDS, HORIZONS, options } from './words.ts';

const columns = (roleOf: (key: string) => string): Column<LibrarySummary>[] => [
  {
    key: 'title',
    title: m.measures_title_field(),
    cell: (row) => local(row.title),
    primary: true,
    sort: true,
    hideable: false,
    width: '17rem',
  },
  { key: 'what', title: m.measures_description(), cell: (row) => local(row.what) },
  { key: 'area', title: m.measures_area(), cell: (row) => AREAS[row.area](), sort: true },
  { key: 'horizon', title: m.measures_horizon(), cell: (row) => HORIZONS[row.horizon](), sort: true },
  { key: 'once', title: m.measures_once_cost(), cell: (row) => euros(row.once), sort: true, align: 'end' },
  {
    key: 'yearly',
    title: m.measures_yearly_cost(),
    cell: (row) => euros(row.yearly),
    sort: true,
    align: 'end',
  },
  { key: 'ownDays', title: m.measures_own_days(), cell: (row) => days(row.ownDays), align: 'end' },
  {
    key: 'externalDays',
    title: m.measures_external_days(),
    cell: (row) => days(row.externalDays),
    align: 'end',
    hidden: true,
  },
  { key: 'origin', title: m.measures_origin(), cell: (row) => originText(row.origin) },
  {
    key: 'role',
    title: m.measures_responsible(),
    cell: (row) => roleOf(row.role),
    hidden: true,
  },
  {
    key: 'budgetKind',
    title: m.measures_budget_kind(),
    cell: (row) => BUDGET_KINDS[row.budgetKind](),
    hidden: true,
  },
];

type Asked = Parameters<typeof library.list>[0];

/** Every measure that towns of this size have to choose from. */
export function LibraryListPage() {
  const town = useTown();
  const roles = useRoles();
  const served = useRecord(['measure-library', town, 'requirements'], () => library.requirements({ town }));
  const filters: ListFilter[] = [
    { key: 'area', title: m.measures_area(), options: options(AREAS) },
    { key: 'horizon', title: m.measures_horizon(), options: options(HORIZONS) },
    {
      key: 'requirement',
      title: m.measures_requirement(),
      options: (served.data?.requirements ?? []).map(({ key, name, measures: count }) => ({
        value: key,
        label: local(name),
        count,
      })),
    },
  ];
  return (
    <Page
      title={m.measures_library()}
      lead={m.measures_library_lead()}
      back={{ href: listPath(town, 'measure'), label: m.measures_title() }}
      actions={<ButtonLink href={ownLibraryPath(town)}>{m.measures_own_library()}</ButtonLink>}
    >
      <RecordList<LibrarySummary>
        list="measure-library"
        title={m.measures_library()}
        columns={columns((key) => roleTitle(roles, key))}
        filters={filters}
        load={({ filters: chosen, ...request }) => library.list({ ...request, ...chosen } as Asked)}
        rowHref={(row) => libraryPath(town, row.id)}
        rowName={(row) => local(row.title)}
        empty={{ icon: 'measure', title: m.measures_library_none(), why: m.measures_library_none_why() }}
      />
    </Page>
  );
}
