import { recordPath } from '#kernel/paths';
import { useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { money, quarter } from '#ui-kit/format';
import { PlainTable } from '#ui-kit/plain-table';
import { measureNumber, type roadmap } from './words.ts';

export type Progress = Awaited<ReturnType<typeof roadmap.progress>>;
export type ProgressRow = Progress['rows'][number];

/** Each measure with its place then and now, how far it is and what it costs. */
export function ProgressTable({ rows }: { rows: readonly ProgressRow[] }) {
  const town = useTown();
  if (rows.length === 0) return <p>{m.roadmap_progress_none()}</p>;
  return (
    <PlainTable
      label={m.roadmap_progress_measures()}
      rows={rows}
      columns={[
        {
          title: m.roadmap_plan_measure(),
          cell: (row) =>
            row.status === 'removed' ? (
              m.roadmap_progress_removed({ number: measureNumber(row) })
            ) : (
              <a href={recordPath(town, 'measure', row.id)}>
                {measureNumber(row)} {row.title}
              </a>
            ),
        },
        {
          title: m.roadmap_progress_then(),
          cell: ({ baseline }) => placeWords(baseline),
        },
        { title: m.roadmap_progress_now(), least: 'min(6.5rem, 12cqi)', cell: nowWords },
        { title: m.roadmap_progress_shift(), cell: (row) => <Shift row={row} /> },
        {
          title: m.roadmap_progress_percent(),
          least: 'min(11rem, 14cqi - 1rem)',
          cell: (row) =>
            row.status === 'removed' ? (
              '–'
            ) : (
              <a href={`${recordPath(town, 'measure', row.id)}/umsetzung`}>{percentWords(row)}</a>
            ),
        },
        { title: m.roadmap_progress_cost(), align: 'end', cell: costWords },
        { title: m.roadmap_progress_spent(), align: 'end', cell: ({ spentCents }) => money(spentCents) },
      ]}
    />
  );
}

const placeWords = (place: ProgressRow['baseline']): string => {
  if (!place) return '–';
  const from = quarter(place.starts).replaceAll(' ', '\u00a0');
  const until = quarter(place.ends).replaceAll(' ', '\u00a0');
  return place.starts === place.ends ? from : m.roadmap_time_from_until({ from, until });
};

/** One-off cost as kept, and as planned today where that is another amount. */
function costWords({ baseline, current }: ProgressRow): string {
  const [kept, now] = [baseline?.onceCents, current?.onceCents];
  if (kept === undefined) return now === undefined ? '–' : money(now);
  return now === undefined || now === kept
    ? money(kept)
    : m.roadmap_progress_cost_changed({ kept: money(kept), now: money(now) });
}

function nowWords({ status, doneIn, current }: ProgressRow): string {
  if (status === 'done' && doneIn) return m.roadmap_progress_done_in({ quarter: quarter(doneIn) });
  if (status === 'done') return m.roadmap_reason_done();
  return current ? placeWords(current) : m.roadmap_plan_no_place();
}

function Shift({ row: { shift, overdue, baseline, current } }: { row: ProgressRow }) {
  const word =
    shift === null
      ? baseline === null
        ? m.roadmap_progress_is_new()
        : current === null
          ? m.roadmap_progress_is_dropped()
          : '–'
      : shift === 0
        ? m.roadmap_progress_same()
        : shift > 0
          ? m.roadmap_progress_quarters_later({ count: shift })
          : m.roadmap_progress_quarters_earlier({ count: -shift });
  return (
    <>
      {shift !== null && shift > 0 ? <Badge tone="warning">{word}</Badge> : word}{' '}
      {overdue && <Badge tone="danger">{m.roadmap_progress_is_overdue()}</Badge>}
    </>
  );
}

function percentWords({ percent, expected, status }: ProgressRow): string {
  if (status === 'done') return m.roadmap_reason_done();
  if (percent === null && expected === 0) return m.roadmap_progress_not_due();
  const told =
    percent === null ? m.roadmap_progress_not_told() : m.roadmap_progress_told({ percent: String(percent) });
  return expected === null ? told : m.roadmap_progress_expected({ told, expected: String(expected) });
}
