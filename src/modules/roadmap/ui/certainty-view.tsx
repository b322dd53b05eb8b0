import { m } from '#texts';
import { money, number, percent, quarter } from '#ui-kit/format';
import { Meter, Meters } from '#ui-kit/meter';
import { Notice } from '#ui-kit/notice';
import { Stack } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import type { Names } from './planning.ts';
import { HORIZON_WORDS, KIND_WORDS, type roadmap } from './words.ts';

export type Certainty = Awaited<ReturnType<typeof roadmap.simulation>>;
type Line = Certainty['measures'][number];

const BASIS: Record<Line['basis'], () => string> = {
  done: m.roadmap_basis_done,
  reported: m.roadmap_basis_reported,
  running: m.roadmap_basis_running,
  effort: m.roadmap_basis_effort,
  library: m.roadmap_basis_library,
  assumed: m.roadmap_basis_assumed,
};

/** How likely a plan is kept: the whole, each horizon, each measure, the money; the least sure first. */
export function CertaintyView({ found, names }: { found: Certainty; names: Names }) {
  const { end, once } = found;
  if (!end) return <p>{m.roadmap_certainty_empty()}</p>;
  return (
    <Stack>
      <Notice
        tone={end.inTime >= 0.5 ? 'info' : 'warning'}
        title={m.roadmap_certainty_sentence({
          share: percent(end.inTime),
          planned: quarter(end.planned),
          p80: quarter(end.p80),
        })}
      >
        <p>{m.roadmap_certainty_median({ p50: quarter(end.p50) })}</p>
      </Notice>
      <Threatened found={found} names={names} />
      <h3>{m.roadmap_certainty_horizons()}</h3>
      <Meters>
        {found.horizons.map(({ horizon, until, count, share, expected }) => (
          <Meter
            key={horizon}
            label={m.roadmap_certainty_until({ horizon: HORIZON_WORDS[horizon](), quarter: quarter(until) })}
            share={share}
            text={m.roadmap_certainty_horizon({
              share: percent(share),
              expected: number(expected, 1),
              count: String(count),
            })}
          />
        ))}
      </Meters>
      <Measures found={found} names={names} />
      <h3>{m.roadmap_certainty_money()}</h3>
      <p>
        {m.roadmap_certainty_once({
          planned: money(once.planned),
          p50: money(once.p50),
          p80: money(once.p80),
          share: percent(once.within),
        })}{' '}
        {m.roadmap_certainty_ranged({ count: once.ranged })}
      </p>
      {found.years.length > 0 && <Frames found={found} />}
      <Assumed found={found} />
    </Stack>
  );
}

/** Below this a deadline is told on top. */
const SAFE = 0.8;

function Threatened({ found, names }: { found: Certainty; names: Names }) {
  const late = found.measures.flatMap(({ id, deadline }) =>
    deadline && deadline.share < SAFE ? [{ id, ...deadline }] : [],
  );
  if (late.length === 0) return null;
  return (
    <Notice tone="warning" title={m.roadmap_certainty_threatened()}>
      <ul>
        {late.map(({ id, by, share }) => (
          <li key={id}>
            <a href={names.href(id)}>
              {m.roadmap_certainty_threat({
                measure: names.titleOf(id),
                share: percent(share),
                quarter: quarter(by),
              })}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Measures({ found, names }: { found: Certainty; names: Names }) {
  const rows = found.measures.toSorted(
    (a, b) => Number(a.basis === 'done') - Number(b.basis === 'done') || a.inTime - b.inTime,
  );
  return (
    <PlainTable
      label={m.roadmap_certainty_measures()}
      rows={rows}
      columns={[
        {
          title: m.roadmap_plan_measure(),
          cell: ({ id }) => <a href={names.href(id)}>{names.titleOf(id)}</a>,
        },
        { title: m.roadmap_certainty_planned(), cell: ({ planned }) => quarter(planned) },
        {
          title: m.roadmap_certainty_in_time(),
          align: 'end',
          cell: ({ inTime, basis }) => (basis === 'done' ? m.roadmap_reason_done() : percent(inTime)),
        },
        { title: m.roadmap_certainty_p50(), cell: ({ p50 }) => quarter(p50) },
        { title: m.roadmap_certainty_p80(), cell: ({ p80 }) => quarter(p80) },
        ...(rows.some(({ deadline }) => deadline)
          ? [
              {
                title: m.roadmap_certainty_deadline(),
                cell: ({ deadline }: Line) =>
                  deadline
                    ? m.roadmap_certainty_by({
                        quarter: quarter(deadline.by),
                        share: percent(deadline.share),
                      })
                    : '–',
              },
            ]
          : []),
        { title: m.roadmap_certainty_basis(), cell: ({ basis }) => BASIS[basis]() },
      ]}
    />
  );
}

function Frames({ found }: { found: Certainty }) {
  const years = [...new Set(found.years.map(({ year }) => year))];
  const of = (year: string, budget: 'result' | 'investment') => {
    const one = found.years.find((frame) => frame.year === Number(year) && frame.budget === budget);
    return one ? m.roadmap_certainty_frame({ share: percent(one.share), frame: money(one.limit) }) : '–';
  };
  return (
    <PlainTable
      label={m.roadmap_certainty_frames()}
      rows={years.map((year) => ({ id: String(year) }))}
      columns={[
        { title: m.roadmap_certainty_frames(), cell: ({ id }) => id },
        { title: KIND_WORDS.result(), align: 'end', cell: ({ id }) => of(id, 'result') },
        { title: KIND_WORDS.investment(), align: 'end', cell: ({ id }) => of(id, 'investment') },
      ]}
    />
  );
}

/** What the numbers rest on, said where they stand. */
function Assumed({ found }: { found: Certainty }) {
  return (
    <>
      <h3>{m.roadmap_assumed()}</h3>
      <ul>
        <li>{m.roadmap_assumed_draws({ draws: number(found.draws) })}</li>
        <li>
          {m.roadmap_assumed_length({ least: String(found.leastPercent), most: String(found.mostPercent) })}
        </li>
        <li>{m.roadmap_assumed_begun()}</li>
        <li>{m.roadmap_assumed_order()}</li>
        <li>{m.roadmap_assumed_money()}</li>
        <li>{m.roadmap_assumed_independent()}</li>
      </ul>
    </>
  );
}
