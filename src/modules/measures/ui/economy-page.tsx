import { useState } from 'react';
import { listPath, recordPath } from '#kernel/paths';
import { problemOf, useAddress, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { Notice } from '#ui-kit/notice';
import { Prose, Section, Stack } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { RecordPage } from '#ui-kit/record-page';
import { Skeleton } from '#ui-kit/skeleton';
import { EconomyDialog } from './economy-dialog.tsx';
import { EconomyTable } from './economy-result.tsx';
import { type Economy, economy, statusOfCertainty } from './economy-words.ts';
import { measureNumber } from './measure-number.ts';
import { MeasureMissing, useMeasure } from './measure-page.tsx';
import { measureTabs } from './measure-tabs.ts';
import { economiesPath } from './package-paths.ts';
import { spanText } from './package-words.ts';
import { type Measure, statusOfMeasure } from './words.ts';

/** What a measure costs and saves over five years, with ranges and how sure that is. */
export function EconomyPage() {
  const { id = '' } = useAddress().params;
  const { data, error } = useMeasure(id);
  if (error) return <MeasureMissing error={error} />;
  return data ? <Known key={id} measure={data} /> : <Skeleton lines={8} />;
}

function Known({ measure }: { measure: Measure }) {
  const town = useTown();
  const { data, error } = useRecord(['economies', town, measure.id], () =>
    economy.get({ town, id: measure.id }),
  );
  return (
    <RecordPage
      number={measureNumber(measure)}
      title={measure.title}
      status={statusOfMeasure(measure.status)}
      back={{ href: listPath(town, 'measure'), label: m.measures_title() }}
      facts={[]}
      tabs={measureTabs(town, measure.id, 'economy')}
    >
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.measures_unreachable()} />}
      {!data && !error && <Skeleton lines={6} />}
      {data && <Shown measure={measure} data={data} />}
    </RecordPage>
  );
}

function Shown({ measure, data }: { measure: Measure; data: Economy }) {
  const town = useTown();
  const [editing, setEditing] = useState(false);
  const reason = data.may.edit === true ? undefined : m.measures_may_only_treasurers();
  return (
    <>
      <Section
        title={m.measures_five_years_all()}
        actions={
          <Button small icon="edit" reason={reason} onClick={() => setEditing(true)}>
            {m.measures_economy_edit()}
          </Button>
        }
      >
        <Stack>
          <EconomyTable result={data.result} label={m.measures_five_years_all()} />
          <p className="k-help">
            {m.measures_economy_help()} <a href={economiesPath(town)}>{m.measures_rates_show()}</a>
          </p>
          {data.note && <Prose text={data.note} />}
        </Stack>
      </Section>
      <Section title={m.measures_replaces()}>
        <Replaced data={data} />
      </Section>
      {editing && <EconomyDialog measure={measure} economy={data} onClose={() => setEditing(false)} />}
    </>
  );
}

function Replaced({ data }: { data: Economy }) {
  const town = useTown();
  if (data.replacements.length === 0) return <p className="k-muted">{m.measures_replaces_none()}</p>;
  return (
    <PlainTable
      label={m.measures_replaces()}
      rows={data.replacements.map((one, at) => ({ ...one, id: String(at) }))}
      columns={[
        {
          title: m.measures_replaced_what(),
          cell: ({ title, contractId }) =>
            contractId ? <a href={recordPath(town, 'contract', contractId)}>{title}</a> : title,
        },
        {
          title: m.measures_replaced_yearly(),
          align: 'end',
          cell: ({ yearlyLeastCents: least, yearlyMostCents: most }) =>
            spanText({ least, most, planned: Math.round((least + most) / 2) }),
        },
        {
          title: m.measures_replaced_from(),
          cell: ({ fromYear }) => m.measures_replaced_from_year({ year: fromYear }),
        },
        {
          title: m.measures_certainty(),
          cell: ({ certainty }) => <StatusBadge status={statusOfCertainty(certainty)} />,
        },
      ]}
    />
  );
}
