import { Fragment } from 'react';
import { recordPath } from '#kernel/paths';
import { problemOf, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { Notice } from '#ui-kit/notice';
import { Page, Section, Stack } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { EconomyTable } from './economy-result.tsx';
import { economy, statusOfCertainty } from './economy-words.ts';
import { measureNumber } from './measure-number.ts';
import { MeasuresTabs } from './measures-tabs.tsx';
import { spanText } from './package-words.ts';
import { RateSection } from './rate-section.tsx';
import { statusOfMeasure } from './words.ts';

type Economies = Awaited<ReturnType<typeof economy.all>>;

/** All measures over five years, their sum, and what a day of the town's own people costs. */
export function EconomiesPage() {
  const town = useTown();
  const { data, error } = useRecord(['economies', town], () => economy.all({ town }));
  return (
    <Page title={m.measures_economies()} lead={m.measures_economies_lead()}>
      <MeasuresTabs current="economies" />
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.measures_unreachable()} />}
      {!data && !error && <Skeleton lines={8} />}
      {data && (
        <>
          <Section title={m.measures_economies_sum()}>
            <Stack>
              <EconomyTable
                result={data.total}
                label={m.measures_economies_sum()}
                whose={({ part, unknown }) => (
                  <Whose
                    measures={data.measures.filter(
                      ({ status, result }) =>
                        status !== 'postponed' &&
                        result.parts.some((one) => one.part === part && one.unknown === unknown),
                    )}
                  />
                )}
              />
              <p className="k-help">{m.measures_economies_help()}</p>
              <p className="k-help">{m.measures_economies_gross()}</p>
            </Stack>
          </Section>
          <Section title={m.measures_economies_each()}>
            <Each data={data} />
          </Section>
          <RateSection mayEdit={data.may.rates} />
        </>
      )}
    </Page>
  );
}

/** The measures a part is not known of, each the way to where it is entered. */
function Whose({ measures }: { measures: Economies['measures'] }) {
  const town = useTown();
  return measures.map((one, at) => (
    <Fragment key={one.id}>
      {at > 0 && ', '}
      <a href={`${recordPath(town, 'measure', one.id)}/wirtschaftlichkeit`}>
        {measureNumber(one)} {one.title}
      </a>
    </Fragment>
  ));
}

function Each({ data }: { data: Economies }) {
  const town = useTown();
  const partOf = (result: Economies['total'], ...names: string[]) => {
    const named = result.parts.filter(({ part }) => names.includes(part));
    const parts = named.filter(({ unknown }) => !unknown);
    const sum = (key: 'least' | 'planned' | 'most') =>
      parts.reduce((total, { cents }) => total + cents[key], 0);
    if (parts.length === 0) return named.length === 0 ? '–' : m.measures_certainty_unknown();
    return spanText({ least: sum('least'), planned: sum('planned'), most: sum('most') });
  };
  if (data.measures.length === 0) return <p>{m.measures_empty()}</p>;
  return (
    <PlainTable
      label={m.measures_economies_each()}
      rows={data.measures}
      columns={[
        {
          title: m.measures_measure(),
          cell: (row) => (
            <a href={`${recordPath(town, 'measure', row.id)}/wirtschaftlichkeit`}>
              {measureNumber(row)} {row.title}
            </a>
          ),
        },
        { title: m.measures_status(), cell: (row) => <StatusBadge status={statusOfMeasure(row.status)} /> },
        {
          title: m.measures_part_own(),
          align: 'end',
          cell: ({ result }) => partOf(result, 'own_once', 'own_yearly'),
        },
        {
          title: m.measures_part_replaced(),
          align: 'end',
          cell: ({ result }) => partOf(result, 'replaced'),
        },
        {
          title: m.measures_five_years_all(),
          align: 'end',
          cell: ({ result }) => (
            <>
              {spanText(result.total)}
              {result.missing > 0 && (
                <>
                  {' '}
                  <span className="k-muted">{m.measures_part_missing({ count: result.missing })}</span>
                </>
              )}
            </>
          ),
        },
        {
          title: m.measures_certainty(),
          cell: ({ result }) => <StatusBadge status={statusOfCertainty(result.certainty)} />,
        },
      ]}
    />
  );
}
