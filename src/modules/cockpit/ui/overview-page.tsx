import { addDays, localDate } from '#kernel/dates';
import { EDITORS, READERS, REVIEWERS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { ChartFigure, problemOf, useHolds, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { ButtonLink } from '#ui-kit/button';
import { EmptyState } from '#ui-kit/empty-state';
import { date, money } from '#ui-kit/format';
import { KeyFigure } from '#ui-kit/meter';
import { Notice } from '#ui-kit/notice';
import { Grid, Page, Section } from '#ui-kit/page';
import { type Phase, PhaseBar } from '#ui-kit/phase-bar';
import { Skeleton } from '#ui-kit/skeleton';
import { type Task, TaskList } from '#ui-kit/task-list';
import { cockpit, findings, inWords, type Overview, sum, waitingStatus } from './words.ts';

/** The town at a glance: where the week stands, the figures with the lists behind them, what comes next. */
export function OverviewPage() {
  const town = useTown();
  const reads = useHolds(READERS);
  const { data, error } = useRecord(['overview', town], () => cockpit.overview({ town }), reads);
  if (!reads) return <NotTheirs />;
  return (
    <Page title={m.cockpit_title()} lead={m.cockpit_lead()}>
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.cockpit_unreachable()} />}
      {!data && !error && <Skeleton lines={8} />}
      {data && !data.engagement && <FirstSteps />}
      {data?.engagement && (
        <>
          <Week week={data.engagement} />
          <Figures town={town} overview={data} />
          <Section title={m.cockpit_areas()}>
            <ChartFigure
              queryKey={['findings', town]}
              load={(width) => findings.areaChart({ town, width })}
              rowHref={(area) => `${listPath(town, 'finding')}?f.area=${area}`}
            />
          </Section>
          <Waiting town={town} overview={data} />
          <Section title={m.cockpit_next()}>
            <TaskList tasks={nextSteps(town, data)} />
          </Section>
        </>
      )}
    </Page>
  );
}

/** Who does not read the figures is led to what waits for an answer. */
function NotTheirs() {
  const town = useTown();
  const answers = useHolds(REVIEWERS);
  return (
    <Page title={m.cockpit_title()}>
      <EmptyState
        icon="finding"
        title={answers ? m.cockpit_yours_findings() : m.cockpit_yours_none()}
        why={answers ? m.cockpit_yours_findings_why() : m.cockpit_yours_none_why()}
      >
        {answers && (
          <ButtonLink kind="primary" href={listPath(town, 'finding')}>
            {m.cockpit_to_findings()}
          </ButtonLink>
        )}
      </EmptyState>
    </Page>
  );
}

function FirstSteps() {
  const town = useTown();
  const editor = useHolds(EDITORS);
  return (
    <EmptyState icon="week" title={m.cockpit_empty()} why={m.cockpit_empty_why()}>
      {editor && (
        <ButtonLink kind="primary" icon="plus" href={listPath(town, 'engagement')}>
          {m.cockpit_start_week()}
        </ButtonLink>
      )}
      <ButtonLink href={listPath(town, 'office')}>{m.cockpit_start_town()}</ButtonLink>
    </EmptyState>
  );
}

const PHASES = [
  m.cockpit_phase_explore,
  m.cockpit_phase_explore,
  m.cockpit_phase_review,
  m.cockpit_phase_innovate,
  m.cockpit_phase_communicate,
];

function Week({ week }: { week: NonNullable<Overview['engagement']> }) {
  const town = useTown();
  const today = new Date().toISOString().slice(0, 10);
  const phases = PHASES.map((title, place): Phase => {
    const day = addDays(localDate(week.startsOn), place);
    const state = week.status === 'closed' || day < today ? 'done' : day === today ? 'current' : 'open';
    return { title: title(), when: m.cockpit_day({ day: place + 1, date: date(day, true) }), state };
  });
  return (
    <Section
      title={week.title}
      actions={
        <ButtonLink href={recordPath(town, 'engagement', week.id)}>{m.cockpit_open_week()}</ButtonLink>
      }
    >
      <PhaseBar label={m.cockpit_phases()} phases={phases} />
    </Section>
  );
}

function Figures({ town, overview }: { town: string; overview: Overview }) {
  const onTarget = overview.rated.reduce((n, r) => n + r.onTarget, 0);
  const rated = overview.rated.reduce((n, r) => n + r.rated, 0);
  const { budget } = overview;
  return (
    <Section title={m.cockpit_figures()}>
      <Grid min="16rem">
        <KeyFigure
          question={m.cockpit_findings()}
          value={String(sum(overview.findings))}
          sentence={inWords(overview.findings) || m.cockpit_none()}
          href={listPath(town, 'finding')}
        />
        <KeyFigure
          question={m.cockpit_measures()}
          value={String(sum(overview.measures))}
          sentence={inWords(overview.measures) || m.cockpit_none()}
          href={listPath(town, 'measure')}
        />
        <KeyFigure
          question={m.cockpit_ratings()}
          value={`${onTarget}/${rated}`}
          sentence={m.cockpit_ratings_sentence({ onTarget, rated })}
          href={listPath(town, 'rating')}
        />
        <KeyFigure
          question={m.cockpit_package()}
          value={money(overview.packageOnceCents)}
          sentence={m.cockpit_package_sentence({ yearly: money(overview.packageYearlyCents) })}
          href={listPath(town, 'roadmap')}
        />
        {budget && (
          <KeyFigure
            question={m.cockpit_budget({ year: budget.year })}
            value={money(budget.plannedCents)}
            sentence={m.cockpit_budget_sentence({
              actual: money(budget.actualCents),
              products: budget.products,
            })}
            href={`${listPath(town, 'budget_line')}?f.year=${budget.year}`}
          />
        )}
        <KeyFigure
          question={m.cockpit_contracts()}
          value={money(overview.contractsYearlyCents)}
          sentence={m.cockpit_contracts_sentence()}
          href={listPath(town, 'contract')}
        />
        <KeyFigure
          question={m.cockpit_items()}
          value={String(overview.itemsPastSupport)}
          sentence={m.cockpit_items_sentence()}
          href={`${listPath(town, 'item')}?sort=endOfSupportOn`}
        />
      </Grid>
    </Section>
  );
}

/** What waits for an answer opens where it is given. */
const waitingHref = (town: string, { kind, id, note }: Overview['waiting'][number]): string =>
  kind === 'member'
    ? `${listPath(town, kind)}/beratung`
    : kind === 'execution'
      ? `${listPath(town, 'effect')}/umsetzung?f.report=missing${id === 'me' ? '&f.owner=me' : ''}`
      : `${recordPath(town, kind, id)}${note === 'review_due' ? '/wirksamkeit' : ''}`;

function Waiting({ town, overview }: { town: string; overview: Overview }) {
  if (overview.waiting.length === 0) return null;
  return (
    <Section id="wartet" title={m.cockpit_waiting()}>
      <ul className="k-tasks">
        {overview.waiting.map((link) => (
          <li key={link.id}>
            <p>
              <a href={waitingHref(town, link)}>{link.label}</a>
            </p>
            <StatusBadge status={waitingStatus(link.note)} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The way from the week to the report, each step with what the data say of it. */
function nextSteps(town: string, overview: Overview): Task[] {
  const rated = overview.rated.reduce((n, r) => n + r.rated, 0);
  const open = (overview.findings.draft ?? 0) + (overview.findings.in_review ?? 0);
  const disputed = overview.findings.disputed ?? 0;
  const undecided = (overview.measures.proposed ?? 0) + (overview.measures.recommended ?? 0);
  const task = (title: string, hint: string, href: string, finished: boolean): Task =>
    finished
      ? { title, hint, href, done: m.cockpit_step_done() }
      : { title, hint, href, status: { word: m.cockpit_step_open(), tone: 'info' } };
  return [
    task(m.cockpit_step_rate(), m.cockpit_step_rate_hint({ rated }), listPath(town, 'rating'), rated > 0),
    task(
      m.cockpit_step_review(),
      disputed > 0
        ? m.cockpit_step_review_disputed({ open, disputed })
        : m.cockpit_step_review_hint({ open }),
      `${listPath(town, 'finding')}/rueckblick`,
      open === 0 && sum(overview.findings) > 0,
    ),
    task(
      m.cockpit_step_decide(),
      m.cockpit_step_decide_hint({ undecided }),
      `${listPath(town, 'measure')}?f.status=recommended`,
      undecided === 0 && sum(overview.measures) > 0,
    ),
    task(m.cockpit_step_report(), m.cockpit_step_report_hint(), listPath(town, 'report'), false),
  ];
}
