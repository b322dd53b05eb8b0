import { measureNumber } from '#modules/measures/ui';
import { problemOf, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge, StatusBadge } from '#ui-kit/badge';
import { EmptyState } from '#ui-kit/empty-state';
import { date } from '#ui-kit/format';
import { Icon } from '#ui-kit/icons';
import { Notice } from '#ui-kit/notice';
import { Page, Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { EffectTabs } from './effect-tabs.tsx';
import { MeasureLink } from './review-list.tsx';
import { useScopes } from './scopes.ts';
import {
  CONSEQUENCES,
  dayOf,
  effect,
  indicatorName,
  judgementStatus,
  type Register,
  withUnit,
} from './words.ts';

type Line = Register['lines'][number];

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
          <Lines label={m.effect_register_all()} lines={lines} />
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

function Lines({ label, lines }: { label: string; lines: Line[] }) {
  const { titleOf } = useScopes();
  return (
    <PlainTable
      label={label}
      rows={lines.map((line) => ({ ...line, id: line.measure.id }))}
      columns={[
        { title: m.effect_measure(), cell: (line) => <Measured line={line} /> },
        {
          title: m.effect_indicator(),
          cell: ({ indicatorName: name, source, scope }) => indicatorName({ name, source, scope }, titleOf),
        },
        {
          title: m.effect_before(),
          cell: ({ baseline, unit }) => (baseline === null ? '–' : withUnit(baseline, unit)),
          align: 'end',
        },
        { title: m.effect_target(), cell: ({ target, unit }) => withUnit(target, unit), align: 'end' },
        {
          title: m.effect_now(),
          cell: ({ value, unit }) => (value === null ? '–' : withUnit(value, unit)),
          align: 'end',
        },
        { title: m.effect_register_last(), cell: ({ last }) => <LastJudgement last={last} /> },
        { title: m.effect_next_review(), cell: (line) => <Next line={line} /> },
      ]}
    />
  );
}

function Measured({ line: { measure, follows, followUps } }: { line: Line }) {
  return (
    <>
      <MeasureLink measure={measure} />
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
