import { problemOf, useHolds, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { date } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Page, Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { COMPARERS } from '../contract.ts';
import { RangePicture } from './range-picture.tsx';
import {
  type Comparison,
  comparison,
  GROUP_WORDS,
  type Line,
  nameOf,
  placeStatus,
  rangeOf,
  withUnit,
} from './words.ts';

/** `/staedtevergleich`: the town beside others, none of which is named. */
export function ComparisonPage() {
  const town = useTown();
  const { data, error } = useRecord(['comparison', town], () => comparison.comparison({ town }));
  return (
    <Page
      title={m.comparison_title()}
      lead={m.comparison_lead()}
      actions={data && (data.agreedOn ? <Leave /> : <Join />)}
    >
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.comparison_unreachable()} />}
      {!data && !error && <Skeleton lines={8} />}
      {data && (data.agreedOn ? <Compared data={data} agreedOn={data.agreedOn} /> : <Invitation />)}
    </Page>
  );
}

/** Saves whether the town takes part and tells how it went. */
function useTakePart() {
  const town = useTown();
  const save = useSave(comparison.takePart, [['comparison', town]]);
  const takePart = (agreed: boolean) =>
    save.mutateAsync({ input: { town, agreed } }).then(
      () => toast(agreed ? m.comparison_joined() : m.comparison_left()),
      (error: unknown) => toast(problemOf(error)?.text ?? m.comparison_unreachable(), { tone: 'danger' }),
    );
  return { takePart, busy: save.isPending };
}

const useReason = (): string | undefined => (useHolds(COMPARERS) ? undefined : m.comparison_only_town());

function Join() {
  const { takePart, busy } = useTakePart();
  return (
    <Button kind="primary" busy={busy} reason={useReason()} onClick={() => void takePart(true)}>
      {m.comparison_join()}
    </Button>
  );
}

function Leave() {
  const { takePart, busy } = useTakePart();
  const leave = async () => {
    const sure = await confirm({
      title: m.comparison_leave_title(),
      text: m.comparison_leave_text(),
      action: m.comparison_leave(),
      danger: true,
    });
    if (sure) await takePart(false);
  };
  return (
    <Button busy={busy} reason={useReason()} onClick={() => void leave()}>
      {m.comparison_leave()}
    </Button>
  );
}

function Invitation() {
  return (
    <Section title={m.comparison_join_title()}>
      <div className="k-prose">
        <p>{m.comparison_join_what()}</p>
        <p>{m.comparison_join_how()}</p>
      </div>
    </Section>
  );
}

function Compared({ data, agreedOn }: { data: Comparison; agreedOn: string }) {
  const groups = data.groups
    .map(({ group, lines }) => ({
      group,
      lines: lines.filter(({ own, others }) => own !== null || others !== null),
    }))
    .filter(({ lines }) => lines.length > 0);
  const waiting = groups.every(({ lines }) => lines.every(({ others }) => others === null));
  return (
    <>
      <p className="k-muted">
        {data.takenOn
          ? m.comparison_since({ date: date(agreedOn), taken: date(data.takenOn) })
          : m.comparison_since_only({ date: date(agreedOn) })}
      </p>
      {waiting && (
        <Notice title={m.comparison_waiting()}>
          <p>{m.comparison_waiting_why()}</p>
        </Notice>
      )}
      {!waiting && <p className="k-help">{m.comparison_help()}</p>}
      {groups.map(({ group, lines }) => (
        <Section key={group} title={GROUP_WORDS[group]()}>
          <Lines label={GROUP_WORDS[group]()} lines={lines} />
        </Section>
      ))}
    </>
  );
}

function Lines({ label, lines }: { label: string; lines: readonly Line[] }) {
  return (
    <PlainTable
      label={label}
      rows={lines.map((line) => ({ ...line, id: line.key }))}
      columns={[
        { title: m.comparison_figure(), cell: nameOf },
        {
          title: m.comparison_own(),
          align: 'end',
          cell: ({ own, unit }) => (own === null ? m.comparison_no_own() : withUnit(own, unit)),
        },
        {
          title: m.comparison_middle(),
          align: 'end',
          cell: ({ others, unit }) => (others ? withUnit(others.middle, unit) : '–'),
        },
        { title: m.comparison_range(), cell: (line) => <Range line={line} /> },
        {
          title: m.comparison_place(),
          cell: ({ place }) => (place ? <StatusBadge status={placeStatus(place)} /> : '–'),
        },
        {
          title: m.comparison_towns(),
          align: 'end',
          cell: ({ others }) =>
            others ? m.comparison_towns_of({ count: others.towns, year: String(others.year) }) : '–',
        },
      ]}
    />
  );
}

function Range({ line }: { line: Line }) {
  const { others, unit } = line;
  if (!others) return <span className="k-muted">{m.comparison_too_few()}</span>;
  return (
    <>
      {rangeOf(others, unit)}
      <RangePicture line={line} others={others} />
    </>
  );
}
