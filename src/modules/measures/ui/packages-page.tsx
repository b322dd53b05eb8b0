import { problemOf, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { ButtonLink } from '#ui-kit/button';
import { EmptyState } from '#ui-kit/empty-state';
import { dateTime } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Page } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { MeasuresTabs } from './measures-tabs.tsx';
import { packagesPath } from './package-paths.ts';
import { type PackageRow, VARIANTS } from './package-words.ts';
import { measures } from './words.ts';

/** Packages that were reckoned, the latest first. */
export function PackagesPage() {
  const town = useTown();
  const { data, error } = useRecord(['packages', town], () => measures.packages.all({ town }));
  const add = data?.may.edit && (
    <ButtonLink kind="primary" icon="plus" href={packagesPath(town, 'neu')}>
      {m.measures_package_new()}
    </ButtonLink>
  );
  return (
    <Page title={m.measures_packages()} lead={m.measures_packages_lead()} actions={add}>
      <MeasuresTabs current="packages" />
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.measures_unreachable()} />}
      {!data && !error && <Skeleton lines={4} />}
      {data?.rows.length === 0 && (
        <EmptyState icon="measure" title={m.measures_packages_none()} why={m.measures_packages_none_why()} />
      )}
      {data && data.rows.length > 0 && (
        <PlainTable
          label={m.measures_packages()}
          rows={data.rows}
          columns={[
            {
              title: m.measures_package_name(),
              cell: (row) => <a href={packagesPath(town, row.id)}>{row.name}</a>,
            },
            {
              title: m.measures_package_variants(),
              cell: ({ what }) => what.variants.map(({ key }) => VARIANTS[key]()).join(', '),
            },
            { title: m.measures_status(), cell: (row) => <State row={row} /> },
            { title: m.measures_package_reckoned(), cell: ({ createdAt }) => dateTime(createdAt) },
          ]}
        />
      )}
    </Page>
  );
}

function State({ row }: { row: PackageRow }) {
  if (row.state === 'running') return <Badge tone="info">{m.measures_package_runs()}</Badge>;
  if (row.state === 'cancelled') return <Badge>{m.measures_package_cancelled()}</Badge>;
  if (row.state === 'failed') return <Badge tone="danger">{m.measures_package_failed()}</Badge>;
  if (row.taken)
    return (
      <Badge tone="accent" icon="check">
        {m.measures_package_taken({ variant: VARIANTS[row.taken]() })}
      </Badge>
    );
  return <Badge tone="success">{m.measures_package_done()}</Badge>;
}
