import { Suspense } from 'react';
import { listPath, recordPath } from '#kernel/paths';
import { ConsultingContracts } from '#modules/budget/ui';
import { measureNumber } from '#modules/measures/ui';
import { RecordList, useAddress, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge, StatusBadge } from '#ui-kit/badge';
import { Money, money } from '#ui-kit/format';
import { type Column, listStateFromSearch } from '#ui-kit/list-page';
import { Page } from '#ui-kit/page';
import { Facts } from '#ui-kit/record-page';
import { Skeleton } from '#ui-kit/skeleton';
import { EffectTabs } from './effect-tabs.tsx';
import { useRoleTitle } from './roles.ts';
import { type Executions, effect, LIGHTS, lightStatus, monthWord, oneDigit } from './words.ts';

type Row = Executions['rows'][number];
type Asked = Parameters<typeof effect.executions>[0];

/** `/wirksamkeit/umsetzung`: every measure that is carried out, in one list. */
export function ExecutionsPage() {
  const town = useTown();
  const roleTitle = useRoleTitle();
  return (
    <Page title={m.effect_executions()} lead={m.effect_executions_lead()}>
      <EffectTabs current="execution" />
      <div className="k-stack">
        <Standing />
        <Sums />
      </div>
      <RecordList<Row>
        list="executions"
        title={m.effect_executions()}
        columns={columns(roleTitle)}
        filters={filters()}
        load={({ filters: chosen, ...request }) => effect.executions({ ...request, ...chosen } as Asked)}
        rowHref={(row) => `${recordPath(town, 'measure', row.id)}/umsetzung`}
        rowName={(row) => `${measureNumber(row)} ${row.title}`}
        empty={{ icon: 'measure', title: m.effect_executions_empty(), why: m.effect_executions_empty_why() }}
      />
      <Suspense fallback={<Skeleton lines={3} />}>
        <ConsultingContracts />
      </Suspense>
    </Page>
  );
}

const choices = (words: Record<string, () => string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label: label() }));

const filters = () => [
  {
    key: 'light',
    title: m.effect_light(),
    options: [
      ...(['green', 'yellow', 'red'] as const).map((value) => ({ value, label: LIGHTS[value].word() })),
      { value: 'none', label: m.effect_light_none() },
    ],
  },
  { key: 'late', title: m.effect_late(), options: choices({ yes: m.effect_yes }) },
  { key: 'blocked', title: m.effect_blocked(), options: choices({ yes: m.effect_yes }) },
  {
    key: 'report',
    title: m.effect_reports(),
    options: choices({ missing: m.effect_report_missing, given: m.effect_report_given }),
  },
  {
    key: 'owner',
    title: m.effect_owner(),
    options: choices({ me: m.effect_owner_me, some: m.effect_owner_some, none: m.effect_owner_none }),
  },
  {
    key: 'status',
    title: m.effect_status(),
    options: choices({ decided: m.effect_status_decided, done: m.effect_status_done }),
  },
];

const columns = (roleTitle: (key: string) => string): Column<Row>[] => [
  {
    key: 'number',
    title: m.effect_number(),
    cell: measureNumber,
    sort: true,
    hideable: false,
    width: '5rem',
  },
  { key: 'title', title: m.effect_measure(), cell: (row) => row.title, primary: true, sort: true },
  { key: 'owner', title: m.effect_owner(), cell: (row) => ownerText(row, roleTitle), sort: true },
  {
    key: 'light',
    title: m.effect_light(),
    cell: (row) => <Light row={row} />,
    text: lightText,
    sort: true,
  },
  { key: 'missingSince', title: m.effect_report_missing(), cell: missingText, sort: true, hidden: true },
  {
    key: 'sentence',
    title: m.effect_sentence(),
    cell: (row) => <Sentence row={row} />,
    text: (row) => row.sentence,
    width: '28%',
  },
  {
    key: 'blocker',
    title: m.effect_blocker(),
    cell: (row) => <span className="k-anywhere">{row.blocker}</span>,
    text: (row) => row.blocker,
    hidden: true,
  },
  {
    key: 'percent',
    title: m.effect_percent(),
    cell: (row) => (row.percent === null ? '–' : `${row.percent}\u00a0%`),
    number: (row) => row.percent,
    align: 'end',
    sort: true,
    hidden: true,
  },
  {
    key: 'overdue',
    title: m.effect_tasks_short(),
    cell: (row) => <Tasks row={row} />,
    text: tasksText,
    sort: true,
  },
  {
    key: 'costCents',
    title: m.effect_cost(),
    cell: (row) => <Spent row={row} />,
    cents: (row) => row.costCents,
    align: 'end',
    sort: true,
  },
  {
    key: 'plannedCents',
    title: m.effect_planned(),
    cell: (row) => <Money cents={row.plannedCents} />,
    cents: (row) => row.plannedCents,
    align: 'end',
    hidden: true,
  },
  {
    key: 'consultantHours',
    title: m.effect_hours_short(),
    cell: (row) => <Hours row={row} />,
    number: (row) => row.consultantHours,
    align: 'end',
    sort: true,
  },
  {
    key: 'contractHours',
    title: m.effect_hours_planned(),
    cell: (row) => oneDigit(row.contractHours),
    number: (row) => row.contractHours,
    align: 'end',
    hidden: true,
  },
  {
    key: 'consultContract',
    title: m.effect_consult_contract(),
    cell: (row) => row.consultContract ?? '',
    hidden: true,
  },
  {
    key: 'status',
    title: m.effect_status(),
    cell: (row) => (row.status === 'done' ? m.effect_status_done() : m.effect_status_decided()),
    hidden: true,
  },
];

/** Who answers by name, else by duty. */
const ownerText = ({ ownerName, responsibleRole }: Row, roleTitle: (key: string) => string): string =>
  ownerName ?? (responsibleRole ? roleTitle(responsibleRole) : m.effect_owner_none());

const lightText = ({ light, reportedFor }: Row): string =>
  light === null ? m.effect_light_none() : `${LIGHTS[light].word()}, ${monthWord(reportedFor ?? '')}`;

/** Light, month and progress of the latest report, and since when there should be another one. */
function Light({ row }: { row: Row }) {
  const { light, reportedFor, percent } = row;
  return (
    <>
      {light === null || reportedFor === null ? (
        <span className="k-muted">{m.effect_light_none()}</span>
      ) : (
        <>
          <StatusBadge status={lightStatus(light)} />
          <small className="k-muted k-line">{`${monthWord(reportedFor)}, ${percent}\u00a0%`}</small>
        </>
      )}
      {row.missingSince !== null && (
        <span className="k-line">
          <Badge tone="warning" icon="clock">
            {missingText(row)}
          </Badge>
        </span>
      )}
    </>
  );
}

const missingText = ({ missingSince }: Row): string =>
  missingSince === null ? '' : m.effect_missing_since({ month: monthWord(missingSince) });

function Sentence({ row: { sentence, blocker } }: { row: Row }) {
  return (
    <span className="k-anywhere">
      {sentence}
      {blocker && <small className="k-line">{m.effect_blocked_by({ text: blocker })}</small>}
    </span>
  );
}

const tasksText = ({ tasks, tasksDone, overdue }: Row): string => {
  if (tasks === 0) return '–';
  const done = m.effect_of_planned({ actual: String(tasksDone), planned: String(tasks) });
  return overdue > 0 ? `${done}, ${m.effect_overdue({ count: overdue })}` : done;
};

function Tasks({ row }: { row: Row }) {
  const { tasks, tasksDone, overdue } = row;
  if (overdue === 0) return tasksText(row);
  return (
    <>
      {m.effect_of_planned({ actual: String(tasksDone), planned: String(tasks) })}{' '}
      <Badge tone="warning" icon="clock">
        {m.effect_overdue({ count: overdue })}
      </Badge>
    </>
  );
}

function Spent({ row: { costCents, plannedCents } }: { row: Row }) {
  return (
    <>
      <Money cents={costCents} />
      <small className="k-muted k-line k-together">{m.effect_of_all({ planned: money(plannedCents) })}</small>
      {costCents > plannedCents && <small className="k-line">{m.effect_over()}</small>}
    </>
  );
}

const hoursText = ({ consultantHours, contractHours }: Row): string =>
  m.effect_of_planned({ actual: oneDigit(consultantHours), planned: oneDigit(contractHours) });

function Hours({ row }: { row: Row }) {
  return (
    <>
      {hoursText(row)}
      {row.consultantHours > row.contractHours && <small className="k-line">{m.effect_over()}</small>}
    </>
  );
}

/** How all decided measures stand, in one sentence whose parts lead to their rows. */
function Standing() {
  const town = useTown();
  const { data } = useRecord(['executions', town, 'standing'], () => effect.executions({ town, limit: 1 }));
  if (!data || data.standing.decided === 0) return null;
  const { decided, late, blocked, missing, month } = data.standing;
  const here = `${listPath(town, 'effect')}/umsetzung`;
  const parts = [
    { count: late, text: m.effect_standing_late({ count: late }), filter: 'late=yes' },
    { count: blocked, text: m.effect_standing_blocked({ count: blocked }), filter: 'blocked=yes' },
    {
      count: missing,
      text: m.effect_standing_missing({ count: missing, month: monthWord(month) }),
      filter: 'report=missing',
    },
  ].filter(({ count }) => count > 0);
  return (
    <div>
      <p>
        {parts.length === 0
          ? m.effect_standing_fine({ count: decided })
          : m.effect_standing_of({ count: decided })}{' '}
        {parts.map(({ text, filter }, at) => (
          <span key={filter}>
            <a href={`${here}?f.${filter}`}>{text}</a>
            {at === parts.length - 1 ? '.' : ', '}
          </span>
        ))}
      </p>
      <p className="k-help">{m.effect_late_help()}</p>
    </div>
  );
}

/** Sums of everything that search and filters choose, not only of the rows on screen. */
function Sums() {
  const town = useTown();
  const { q, filters: set } = listStateFromSearch(useAddress().query);
  const chosen = Object.fromEntries(
    Object.entries(set).flatMap(([key, [value]]) => (value ? [[key, value]] : [])),
  );
  const asked = { town, limit: 1, ...(q ? { q } : {}), ...chosen } as Asked;
  const { data } = useRecord(['executions', town, 'sums', asked], () => effect.executions(asked));
  if (!data || data.total === 0) return null;
  const { costCents, plannedCents, consultantHours, contractHours } = data.sums;
  return (
    <section aria-label={m.effect_sums()}>
      <Facts
        facts={[
          { label: m.effect_sums(), value: m.effect_sum_count({ count: data.total }) },
          {
            label: m.effect_cost(),
            value: m.effect_of_planned({ actual: money(costCents), planned: money(plannedCents) }),
          },
          {
            label: m.effect_consultant_hours(),
            value: m.effect_of_planned({
              actual: oneDigit(consultantHours),
              planned: oneDigit(contractHours),
            }),
          },
        ]}
      />
    </section>
  );
}
