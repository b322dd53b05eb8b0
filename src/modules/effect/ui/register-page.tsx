import { measureNumber } from '#modules/measures/ui';
import { problemOf, RecordList, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge, StatusBadge } from '#ui-kit/badge';
import { EmptyState } from '#ui-kit/empty-state';
import { date } from '#ui-kit/format';
import { Icon } from '#ui-kit/icons';
import type { Column } from '#ui-kit/list-page';
import { Notice } from '#ui-kit/notice';
import { Page, Section } from '#ui-kit/page';
import { type PlainColumn, PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { EffectTabs } from './effect-tabs.tsx';
import { chosenLines, type Line, type Row } from './register-lines.ts';
import { MeasureLink } from './review-list.tsx';
import { useScopes } from './scopes.ts';
import {
  CONSEQUENCES,
  dayOf,
  effect,
  indicatorName,
  JUDGEMENTS,
  judgementStatus,
  type Register,
  withUnit,
} from './words.ts';

/** `/wirksamkeit`: the register of continual improvement. */
export function RegisterPage() {
  const town = useTown();
  const { data, error } = useRecord(['improvements', town], () => effect.register({ town }));
  return (
    <Page title={m.effect_title()} lead={m.effect_lead()}>
      <EffectTabs current="register" />
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.effect_unreachable()} />}
      {!data && !error && <Skeleton lines={8} />}
      {data && data.lines.length + data.without.length === 0 && (
        <EmptyState icon="measure" title={m.effect_register_empty()} why={m.effect_register_empty_why()} />
      )}
      {data && data.lines.length + data.without.length > 0 && <KnownRegister register={data} />}
    </Page>
  );
}

function KnownRegister({ register: { lines, without } }: { register: Register }) {
  const due = lines.filter((line) => line.due);
  const open = lines.filter(({ last, followUps }) => last?.judgement === 'failing' && followUps.length === 0);
  return (
    <>
      <Section title={m.effect_register_due()}>
        {due.length === 0 ? (
          <p className="k-muted">{m.effect_register_due_none()}</p>
        ) : (
          <Lines label={m.effect_register_due()} lines={due} />
        )}
      </Section>
      <Section title={m.effect_register_failing()}>
        {open.length === 0 ? (
          <p className="k-muted">{m.effect_register_failing_none()}</p>
        ) : (
          <Lines label={m.effect_register_failing()} lines={open} />
        )}
      </Section>
      {lines.length > 0 && (
        <Section title={m.effect_register_all()}>
          <All />
        </Section>
      )}
      {without.length > 0 && <Without measures={without} />}
    </>
  );
}

function Without({ measures }: { measures: Register['without'] }) {
  return (
    <Section title={m.effect_register_without()}>
      <p>{m.effect_register_without_lead()}</p>
      <details className="k-details">
        <summary>
          <Icon name="right" />
          {m.effect_count_without({ count: measures.length })}
        </summary>
        <ul>
          {measures.map((measure) => (
            <li key={measure.id}>
              <MeasureLink measure={measure} />
            </li>
          ))}
        </ul>
      </details>
    </Section>
  );
}

type Names = (line: Line) => string;

/** What a figure of a line is called. */
const useNames = (): Names => {
  const { titleOf } = useScopes();
  return ({ indicatorName: name, source, scope }) => indicatorName({ name, source, scope }, titleOf);
};

/** The few lines that ask for something. */
function Lines({ label, lines }: { label: string; lines: Line[] }) {
  const [first, ...others] = columns(useNames()).map(({ title, cell, align }) => ({
    title,
    cell,
    ...(align === 'end' ? { align } : {}),
  })) as [PlainColumn<Row>, ...PlainColumn<Row>[]];
  return (
    <PlainTable
      label={label}
      rows={lines.map((line) => ({ ...line, id: line.measure.id }))}
      columns={[first, ...others]}
    />
  );
}

/** All figures, as a list to be sorted, filtered and taken along. */
function All() {
  const town = useTown();
  const nameOf = useNames();
  const searched: Names = (line) => `${measureName(line)} ${nameOf(line)}`;
  return (
    <RecordList<Row>
      list="improvements"
      title={m.effect_register_all()}
      columns={columns(nameOf)}
      filters={filters()}
      load={async (request) => {
        const { lines } = await effect.register({ town });
        const rows = chosenLines(lines, request, searched);
        return { rows, next: null, total: rows.length, totalIsFloor: false };
      }}
      rowName={measureName}
      empty={{ icon: 'measure', title: m.effect_register_empty(), why: m.effect_register_empty_why() }}
    />
  );
}

const measureName: Names = ({ measure }) => `${measureNumber(measure)} ${measure.title}`;

const filters = () => [
  {
    key: 'judgement',
    title: m.effect_register_last(),
    options: [
      ...Object.entries(JUDGEMENTS).map(([value, word]) => ({ value, label: word() })),
      { value: 'none', label: m.effect_register_unjudged() },
    ],
  },
  { key: 'due', title: m.effect_register_due(), options: [{ value: 'yes', label: m.effect_yes() }] },
];

const columns = (nameOf: Names): Column<Row>[] => [
  {
    key: 'measure',
    title: m.effect_measure(),
    cell: ({ measure }) => <MeasureLink measure={measure} />,
    text: measureName,
    primary: true,
    sort: true,
  },
  { key: 'indicator', title: m.effect_indicator(), cell: nameOf },
  {
    key: 'baseline',
    title: m.effect_before(),
    cell: ({ baseline, unit }) => figure(baseline, unit),
    align: 'end',
  },
  { key: 'target', title: m.effect_target(), cell: ({ target, unit }) => figure(target, unit), align: 'end' },
  { key: 'value', title: m.effect_now(), cell: ({ value, unit }) => figure(value, unit), align: 'end' },
  {
    key: 'last',
    title: m.effect_register_last(),
    cell: ({ last }) => <LastJudgement last={last} />,
    text: ({ last }) =>
      last
        ? `${JUDGEMENTS[last.judgement]()}, ${date(last.reviewedOn)}, ${CONSEQUENCES[last.consequence]()}`
        : m.effect_register_unjudged(),
    sort: true,
  },
  {
    key: 'next',
    title: m.effect_next_review(),
    cell: (line) => <Next line={line} />,
    text: ({ nextReviewOn }) => dayOf(nextReviewOn),
    sort: true,
  },
  {
    key: 'chain',
    title: m.effect_chain(),
    cell: (line) => <Chain line={line} />,
    text: chainText,
  },
];

const figure = (value: number | null, unit: Line['unit']): string =>
  value === null ? '–' : withUnit(value, unit);

const chainText: Names = ({ follows, followUps }) =>
  [
    ...(follows ? [m.effect_register_following({ number: measureNumber(follows) })] : []),
    ...followUps.map((one) => `${m.effect_follow_up()}: ${measureNumber(one)} ${one.title}`),
  ].join('; ');

function Chain({ line: { follows, followUps } }: { line: Line }) {
  return (
    <>
      {follows && (
        <small className="k-muted k-line">
          {m.effect_register_following({ number: measureNumber(follows) })}
        </small>
      )}
      {followUps.map((one) => (
        <small key={one.id} className="k-line">
          {m.effect_follow_up()}: <MeasureLink measure={one} />
        </small>
      ))}
    </>
  );
}

function LastJudgement({ last }: { last: Line['last'] }) {
  if (!last) return <span className="k-muted">{m.effect_reviews_none()}</span>;
  return (
    <>
      <StatusBadge status={judgementStatus(last.judgement)} />
      <small className="k-muted k-line">
        {date(last.reviewedOn)}, {CONSEQUENCES[last.consequence]()}
      </small>
    </>
  );
}

function Next({ line: { nextReviewOn, due } }: { line: Line }) {
  return (
    <>
      {dayOf(nextReviewOn)}{' '}
      {due && (
        <Badge tone="warning" icon="clock">
          {m.effect_due()}
        </Badge>
      )}
    </>
  );
}
