import { Fragment } from 'react';
import { type ListKind, listPath } from '#kernel/paths';
import { useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Meter, Meters } from '#ui-kit/meter';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import type { ReadinessPoint } from '../domain/documents/readiness.ts';
import { documents } from './words.ts';

const POINTS: Record<ReadinessPoint, () => string> = {
  assignment: m.reports_ready_assignment,
  goal_owners: m.reports_ready_goal_owners,
  ratings: m.reports_ready_ratings,
  evidence: m.reports_ready_evidence,
  review: m.reports_ready_review,
  answered: m.reports_ready_answered,
  measure_cause: m.reports_ready_measure_cause,
  measure_responsible: m.reports_ready_measure_responsible,
  measure_line: m.reports_ready_measure_line,
  measure_start: m.reports_ready_measure_start,
  measure_proof: m.reports_ready_measure_proof,
  measure_indicator: m.reports_ready_measure_indicator,
  frames: m.reports_ready_frames,
};

/** One figure for how ready the documents are, and what is missing, each with the way to where it is mended. */
export function Readiness() {
  const town = useTown();
  const { data } = useRecord(['documents', town, 'readiness'], () => documents.readiness({ town }));
  if (!data) return <Skeleton lines={3} />;
  const missing = data.points.filter(({ done, total }) => total === 0 || done < total);
  return (
    <Section title={m.reports_readiness()}>
      <Meters>
        <Meter
          label={m.reports_readiness_label()}
          share={data.percent / 100}
          text={`${data.percent} %`}
          tone={data.percent === 100 ? 'success' : 'info'}
        />
      </Meters>
      {missing.length === 0 ? (
        <p>{m.reports_ready_all()}</p>
      ) : (
        <PlainTable
          label={m.reports_ready_missing()}
          columns={[
            {
              title: m.reports_ready_point(),
              cell: ({ point, place }) => <a href={listPath(town, place as ListKind)}>{POINTS[point]()}</a>,
            },
            { title: m.reports_ready_done(), align: 'end', cell: ({ done, total }) => `${done} / ${total}` },
            { title: m.reports_ready_missing(), cell: (row) => <Missing point={row} /> },
          ]}
          rows={missing.map((one) => ({ id: one.point, ...one }))}
        />
      )}
    </Section>
  );
}

type Point = Awaited<ReturnType<typeof documents.readiness>>['points'][number];

/** Each thing that is missing leads to its page. */
function Missing({ point: { total, done, missing } }: { point: Point }) {
  if (total === 0) return m.reports_ready_nothing();
  const more = total - done - missing.length;
  return (
    <>
      {missing.map(({ label, path }, at) => (
        <Fragment key={label}>
          {at > 0 && ', '}
          <a href={path}>{label}</a>
        </Fragment>
      ))}
      {more > 0 && ` ${m.reports_ready_more({ count: more })}`}
    </>
  );
}
