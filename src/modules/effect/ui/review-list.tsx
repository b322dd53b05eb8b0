import { recordPath } from '#kernel/paths';
import { measureNumber } from '#modules/measures/ui';
import { useTown } from '#platform/client';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { date } from '#ui-kit/format';
import { PlainTable } from '#ui-kit/plain-table';
import { CONSEQUENCES, dayOf, judgementStatus, type Reviews, withUnit } from './words.ts';

/** Reviews of a measure with the figures each rested on. */
export function ReviewList({ reviews }: { reviews: Reviews['reviews'] }) {
  if (reviews.length === 0) return <p className="k-muted">{m.effect_reviews_none()}</p>;
  return (
    <PlainTable
      label={m.effect_reviews()}
      rows={reviews}
      columns={[
        { title: m.effect_reviewed_on(), cell: (row) => date(row.reviewedOn) },
        {
          title: m.effect_before(),
          cell: (row) => (row.baseline === null ? '–' : withUnit(row.baseline, row.unit)),
          align: 'end',
        },
        { title: m.effect_target(), cell: (row) => withUnit(row.target, row.unit), align: 'end' },
        { title: m.effect_value(), cell: (row) => withUnit(row.value, row.unit), align: 'end' },
        {
          title: m.effect_judgement(),
          cell: (row) => <StatusBadge status={judgementStatus(row.judgement)} />,
        },
        { title: m.effect_consequence(), cell: (row) => <Consequence row={row} /> },
        { title: m.effect_next_review(), cell: (row) => dayOf(row.nextOn) },
      ]}
    />
  );
}

function Consequence({ row }: { row: Reviews['reviews'][number] }) {
  return (
    <>
      {CONSEQUENCES[row.consequence]()}
      {row.followUp && (
        <>
          : <MeasureLink measure={row.followUp} />
        </>
      )}
      <small className="k-muted k-line">{row.reason}</small>
    </>
  );
}

export function MeasureLink({ measure }: { measure: { id: string; number: number; title: string } }) {
  const town = useTown();
  return (
    <a href={`${recordPath(town, 'measure', measure.id)}/wirksamkeit`}>
      {measureNumber(measure)} {measure.title}
    </a>
  );
}

/** What a measure follows and what came of it, as links in both directions. */
export function MeasureChain({ story: { follows, followUps } }: { story: Reviews }) {
  if (follows.length + followUps.length === 0) return <p className="k-muted">{m.effect_chain_none()}</p>;
  const sides = [
    { title: m.effect_chain_before(), of: follows },
    { title: m.effect_chain_after(), of: followUps },
  ];
  return (
    <>
      {sides
        .filter(({ of }) => of.length > 0)
        .map(({ title, of }) => (
          <div key={title}>
            <h3>{title}</h3>
            <ul aria-label={title}>
              {of.map((measure) => (
                <li key={measure.id}>
                  <MeasureLink measure={measure} />
                </li>
              ))}
            </ul>
          </div>
        ))}
    </>
  );
}
