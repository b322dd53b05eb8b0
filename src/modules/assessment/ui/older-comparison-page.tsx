import { EDITORS } from '#kernel/functions';
import { listPath } from '#kernel/paths';
import { useAddress, useHolds, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge, type Tone } from '#ui-kit/badge';
import { ButtonLink } from '#ui-kit/button';
import { EmptyState } from '#ui-kit/empty-state';
import { date } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Page, Prose, Section, Stack } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { Tabs } from '#ui-kit/tabs';
import type { Comparable } from '../domain/older-comparison.ts';
import { type OlderComparison, type OlderRow, STATED_WORDS } from './older-parts.ts';
import { Missing } from './parts.tsx';
import { assessment, local } from './words.ts';

/** A result after the older VdS 3473 beside today's degree of fulfilment, chapter by chapter. */
export function OlderComparisonPage() {
  const town = useTown();
  const { query } = useAddress();
  const base = listPath(town, 'rating');
  const result = query.ergebnis;
  const { data, error } = useRecord(['older-comparison', town, result], () =>
    assessment.olderComparison({ town, ...(result ? { result } : {}) }),
  );
  const editor = useHolds(EDITORS);
  if (error) return <Missing error={error} title={m.assessment_older()} back={`${base}/frueher`} />;
  const add = editor && (
    <ButtonLink kind="primary" icon="plus" href={`${base}/frueher/neu`}>
      {m.assessment_older_add()}
    </ButtonLink>
  );
  return (
    <Page
      title={m.assessment_older()}
      lead={m.assessment_older_lead()}
      back={{ href: `${base}?rahmen=vds10000`, label: m.assessment_comparison() }}
      actions={add}
    >
      {!data && <Skeleton lines={8} />}
      {data?.results.length === 0 && (
        <EmptyState icon="clock" title={m.assessment_older_empty()} why={m.assessment_older_empty_why()}>
          {add}
        </EmptyState>
      )}
      {data && data.results.length > 0 && <Compared of={data} editor={editor} />}
    </Page>
  );
}

function Compared({ of, editor }: { of: OlderComparison; editor: boolean }) {
  const town = useTown();
  const base = `${listPath(town, 'rating')}/frueher`;
  const chosen = of.results.find(({ id }) => id === of.chosen);
  return (
    <Stack>
      {of.results.length > 1 && (
        <Tabs
          label={m.assessment_older_results()}
          tabs={of.results.map(({ id, assessedOn }) => ({
            href: `${base}?ergebnis=${id}`,
            label: date(assessedOn),
            current: id === of.chosen,
          }))}
        />
      )}
      <Notice tone="info" title={m.assessment_older_careful()}>
        <p>{local(of.comparable)}</p>
        <p className="k-help">{local(of.source)}</p>
      </Notice>
      {chosen && (
        <dl className="k-facts">
          <div>
            <dt>{m.assessment_older_edition()}</dt>
            <dd>{of.edition}</dd>
          </div>
          <div>
            <dt>{m.assessment_older_assessed_on()}</dt>
            <dd>{date(chosen.assessedOn)}</dd>
          </div>
          <div>
            <dt>{m.assessment_older_source()}</dt>
            <dd>{chosen.source}</dd>
          </div>
          <div>
            <dt>{m.assessment_older_today()}</dt>
            <dd>{of.week ? of.week.title : m.assessment_no_week()}</dd>
          </div>
        </dl>
      )}
      {chosen?.note && <Prose text={chosen.note} />}
      <Chapters of={of} />
      {chosen && editor && (
        <div className="k-actions">
          <ButtonLink icon="edit" href={`${base}/${chosen.id}/bearbeiten`}>
            {m.assessment_older_edit()}
          </ButtonLink>
        </div>
      )}
    </Stack>
  );
}

const COMPARABLE: Record<Comparable, { tone: Tone; word: () => string }> = {
  confirmed: { tone: 'success', word: m.assessment_older_confirmed },
  unconfirmed: { tone: 'warning', word: m.assessment_older_unconfirmed },
  no_older: { tone: 'neutral', word: m.assessment_older_none_then },
  no_today: { tone: 'neutral', word: m.assessment_older_none_now },
  neither: { tone: 'neutral', word: m.assessment_older_neither },
};

function Chapters({ of }: { of: OlderComparison }) {
  const both = of.rows.filter(({ difference }) => difference !== null);
  const sure = both.filter(({ comparable }) => comparable === 'confirmed').length;
  return (
    <Section title={m.assessment_older_by_chapter()}>
      <p>{m.assessment_older_counts({ both: both.length, all: of.rows.length, sure })}</p>
      <PlainTable
        label={m.assessment_older_by_chapter()}
        columns={[
          { title: m.assessment_older_chapter(), cell: ({ code, title }) => `${code} ${local(title)}` },
          { title: m.assessment_older_then(), cell: (row) => <Then row={row} of={of} />, align: 'end' },
          { title: m.assessment_older_now(), cell: (row) => <Now row={row} />, align: 'end' },
          {
            title: m.assessment_older_difference(),
            cell: ({ difference }) => <span className="k-num">{points(difference)}</span>,
            align: 'end',
          },
          {
            title: m.assessment_older_comparable(),
            cell: ({ comparable }) => (
              <Badge tone={COMPARABLE[comparable].tone}>{COMPARABLE[comparable].word()}</Badge>
            ),
          },
        ]}
        rows={of.rows.map((row) => ({ ...row, id: row.code }))}
      />
      <p className="k-help">{m.assessment_older_rule()}</p>
    </Section>
  );
}

/** The value, and how it was stated; several older chapters count with their mean. */
function Then({ row: { older }, of }: { row: OlderRow; of: OlderComparison }) {
  if (!older) return '–';
  const stated = of.olderChapters.filter(
    ({ code, stated: word }) => older.from.includes(code) && word !== null,
  );
  const words = stated.map(({ code, stated: word }) =>
    [stated.length > 1 && code, word && STATED_WORDS[word]()].filter(Boolean).join(': '),
  );
  return (
    <>
      {m.assessment_percent({ value: older.percent })}
      {stated.some(({ stated: word }) => word !== 'percent') || stated.length > 1 ? (
        <p className="k-help">{words.join(', ')}</p>
      ) : null}
    </>
  );
}

function Now({ row: { today } }: { row: OlderRow }) {
  if (!today) return '–';
  const { degree, worst, best } = today;
  return (
    <span className="k-num">
      {worst === best
        ? m.assessment_percent({ value: degree })
        : m.assessment_degree_range({ degree, worst, best })}
    </span>
  );
}

const points = (difference: number | null): string => {
  if (difference === null) return '–';
  const sign = difference > 0 ? '+' : difference < 0 ? '−' : '±';
  return m.assessment_older_points({ points: `${sign}${Math.abs(difference)}` });
};
