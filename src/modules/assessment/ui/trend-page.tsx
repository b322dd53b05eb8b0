import { listPath, recordPath } from '#kernel/paths';
import { ChartFigure, useAddress, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge, type Tone } from '#ui-kit/badge';
import { ButtonLink } from '#ui-kit/button';
import { EmptyState } from '#ui-kit/empty-state';
import { date } from '#ui-kit/format';
import type { IconName } from '#ui-kit/icons';
import { Notice } from '#ui-kit/notice';
import { Page, Section } from '#ui-kit/page';
import { type PlainColumn, PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { Tabs } from '#ui-kit/tabs';
import { FRAMEWORKS, type FrameworkId } from '../domain/rating.ts';
import { Missing } from './parts.tsx';
import { assessment, FRAMEWORK_WORDS, goalNumber } from './words.ts';

type Trend = Awaited<ReturnType<typeof assessment.trend>>;

/** `/vergleich/verlauf?rahmen=itil&zeile=incident`: all weeks side by side. */
export function TrendPage() {
  const town = useTown();
  const { query } = useAddress();
  const framework: FrameworkId = FRAMEWORKS.find((one) => one === query.rahmen) ?? 'itil';
  const { data, error } = useRecord(['ratings', town, 'trend', framework], () =>
    assessment.trend({ town, framework }),
  );
  const list = listPath(town, 'rating');
  if (error) return <Missing error={error} title={m.assessment_trend_title()} back={list} />;
  return (
    <Page
      title={m.assessment_trend_title()}
      lead={m.assessment_trend_lead()}
      back={{ href: `${list}?rahmen=${framework}`, label: m.assessment_comparison() }}
    >
      <Tabs
        label={m.assessment_frameworks()}
        tabs={FRAMEWORKS.map((id) => ({
          href: `${list}/verlauf?rahmen=${id}`,
          label: FRAMEWORK_WORDS[id],
          current: id === framework,
        }))}
      />
      {!data && <Skeleton lines={8} />}
      {data && data.weeks.length < 2 && <OneWeek />}
      {data && data.weeks.length > 1 && <Known trend={data} framework={framework} row={query.zeile ?? ''} />}
    </Page>
  );
}

function OneWeek() {
  return (
    <EmptyState icon="week" title={m.assessment_trend_one()} why={m.assessment_trend_one_why()}>
      <ButtonLink href={listPath(useTown(), 'engagement')}>{m.assessment_trend_to_week()}</ButtonLink>
    </EmptyState>
  );
}

function Known({ trend, framework, row }: { trend: Trend; framework: FrameworkId; row: string }) {
  const town = useTown();
  const here = `${listPath(town, 'rating')}/verlauf?rahmen=${framework}`;
  const line = trend.lines.find(({ code }) => code === row);
  const title = line?.title ?? m.assessment_trend_whole({ framework: FRAMEWORK_WORDS[framework] });
  const unconfirmed = trend.weeks.filter((week) => week.unconfirmed > 0);
  return (
    <>
      {unconfirmed.map((week) => (
        <Notice
          key={week.id}
          title={m.assessment_trend_unconfirmed({ count: week.unconfirmed, date: date(week.startsOn) })}
        />
      ))}
      <Section
        title={title}
        actions={
          line && (
            <ButtonLink small icon="left" href={here}>
              {m.assessment_trend_whole({ framework: FRAMEWORK_WORDS[framework] })}
            </ButtonLink>
          )
        }
      >
        <ChartFigure
          key={row}
          queryKey={['ratings', town, 'trend', framework, row]}
          load={(width) => assessment.trendChart({ town, framework, row, width })}
        />
      </Section>
      <Section title={framework === 'itil' ? m.assessment_trend_practices() : m.assessment_trend_chapters()}>
        <Values
          label={framework === 'itil' ? m.assessment_trend_practices() : m.assessment_trend_chapters()}
          weeks={trend.weeks}
          rows={trend.lines.map((one) => ({
            id: one.code,
            name: one.title,
            href: `${here}&zeile=${encodeURIComponent(one.code)}`,
            values: one.values,
          }))}
          show={(value) => (framework === 'itil' ? String(value) : `${value}\u00a0%`)}
        />
      </Section>
      <Section title={m.assessment_trend_goals()}>
        <Goals trend={trend} />
      </Section>
    </>
  );
}

function Goals({ trend }: { trend: Trend }) {
  const town = useTown();
  const judged = trend.goals.filter(({ values }) => values.some((value) => value !== null));
  if (judged.length === 0) return <p className="k-muted">{m.assessment_trend_goals_none()}</p>;
  return (
    <Values
      label={m.assessment_trend_goals()}
      weeks={trend.goalWeeks}
      rows={judged.map((goal) => ({
        id: goal.id,
        name: `${goalNumber(goal)} ${goal.title}`,
        href: recordPath(town, 'goal', goal.id),
        values: goal.values,
      }))}
      show={(value) => `${value}\u00a0%`}
    />
  );
}

interface Row {
  id: string;
  name: string;
  href: string;
  values: (number | null)[];
}

function Values(props: {
  label: string;
  weeks: { id: string; startsOn: string }[];
  rows: Row[];
  show: (value: number) => string;
}) {
  const { label, weeks, rows, show } = props;
  const ofWeek = (at: number, startsOn: string): PlainColumn<Row> => ({
    title: date(startsOn),
    align: 'end',
    cell: ({ values }) => {
      const value = values[at] ?? null;
      return value === null ? '–' : show(value);
    },
  });
  return (
    <PlainTable
      label={label}
      rows={rows}
      columns={[
        { title: label, cell: ({ href, name }) => <a href={href}>{name}</a> },
        ...weeks.map(({ startsOn }, at) => ofWeek(at, startsOn)),
        { title: m.assessment_trend_change(), cell: ({ values }) => <Change values={values} /> },
      ]}
    />
  );
}

const CHANGES: Record<'up' | 'down' | 'same', { word: () => string; tone: Tone; icon: IconName }> = {
  up: { word: m.assessment_trend_better, tone: 'success', icon: 'up' },
  down: { word: m.assessment_trend_worse, tone: 'danger', icon: 'down' },
  same: { word: m.assessment_trend_unchanged, tone: 'neutral', icon: 'flat' },
};

/** From the first week that has a value to the last one. */
function Change({ values }: { values: (number | null)[] }) {
  const known = values.filter((value) => value !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined || known.length < 2) return m.assessment_trend_new();
  const { word, tone, icon } = CHANGES[last > first ? 'up' : last < first ? 'down' : 'same'];
  return (
    <Badge tone={tone} icon={icon}>
      {word()}
    </Badge>
  );
}
