import type { CSSProperties } from 'react';
import { createContext, type ReactNode, use, useState } from 'react';
import { m } from '#texts';
import { quarter } from './format.tsx';
import { Icon } from './icons.tsx';
import { Meter } from './meter.tsx';
import { quarterIndex, quarterKey, type Slot, slotOf, yearsOf } from './quarters.ts';
import { Bar, barPeriod, barSentence, type RoadmapBar, staySentence } from './roadmap-bar.tsx';
import { as } from './table-roles.ts';
import { useOverflow } from './use-overflow.ts';

export { quartersFrom } from './quarters.ts';

interface RoadmapGridProps {
  title: string;
  /** Columns: `quartersFrom('2026-Q4', 12)`. */
  quarters: string[];
  now?: string;
  bars: RoadmapBar[];
  /**
   * Asks to move by quarters (-1, +1, by dragging more); what it returns is told instead of the new start. Leave out for a
   * roadmap to read.
   */
  onMove?: (id: string, by: number) => string | undefined;
  /** A bar was focused. */
  onLook?: (id: string) => void;
  /** What else can be done with a bar, in its panel. */
  actions?: (bar: RoadmapBar) => ReactNode;
  /** <RoadmapYearRow/> per kind of money and role. */
  children?: ReactNode;
}

const Quarters = createContext<string[]>([]);

/** Measures as rows, quarters as columns; a table first, a picture second. */
export function RoadmapGrid(props: RoadmapGridProps) {
  const { title, quarters, now, bars, onMove, onLook, actions, children } = props;
  const { ref, overflow } = useOverflow();
  const [told, setTold] = useState('');
  const move =
    onMove &&
    ((bar: RoadmapBar, by: number) => {
      if (bar.stays) return setTold(staySentence(bar));
      const said = onMove(bar.id, by);
      if (said) return setTold(said);
      if (bar.starts) {
        const next = quarterKey(quarterIndex(bar.starts) + by);
        setTold(m.kit_bar_moved({ number: bar.number, quarter: quarter(next) }));
      }
    });
  const region = overflow ? ({ role: 'region', tabIndex: 0, 'aria-label': title } as const) : {};
  return (
    <div className="k-roadmap">
      <div ref={ref} className="k-scroll" {...region}>
        <table {...as.table} aria-label={title}>
          <colgroup>
            <col />
            {quarters.map((key) => (
              <col key={key} />
            ))}
          </colgroup>
          <RoadmapHead quarters={quarters} now={now} />
          <tbody {...as.group}>
            {bars.map((bar) => (
              <BarRow key={bar.id} {...{ bar, quarters, move, onLook, actions }} />
            ))}
          </tbody>
          {children && (
            <tfoot {...as.group}>
              <Quarters value={quarters}>{children}</Quarters>
            </tfoot>
          )}
        </table>
      </div>
      <Legend bars={bars} />
      {move && <p className="k-help">{m.kit_roadmap_help()}</p>}
      <p className="k-help" role="status">
        {told}
      </p>
    </div>
  );
}

function RoadmapHead({ quarters, now }: { quarters: string[]; now: string | undefined }) {
  return (
    <thead {...as.group}>
      <tr {...as.row}>
        <th {...as.column} rowSpan={2}>
          {m.kit_measure()}
        </th>
        {yearsOf(quarters).map(({ year, span }) => (
          <th key={year} {...as.columns} colSpan={span} data-year data-newyear>
            {year}
          </th>
        ))}
      </tr>
      <tr {...as.row}>
        {quarters.map((key, at) => (
          <th
            key={key}
            {...as.column}
            data-newyear={startsYear(quarters, at)}
            data-now={key === now || undefined}
          >
            {key.slice(5)}
            {key === now && <span className="k-hidden"> ({m.kit_today()})</span>}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface BarRowProps {
  bar: RoadmapBar;
  quarters: string[];
  move: ((bar: RoadmapBar, by: number) => void) | undefined;
  onLook: RoadmapGridProps['onLook'];
  actions: RoadmapGridProps['actions'];
}

function BarRow({ bar, quarters, ...doing }: BarRowProps) {
  const slot = bar.starts ? slotOf(quarters, bar.starts, bar.quarters) : null;
  const told = slot && slot.span > 0 ? needsOf(bar) : '';
  const row = (
    <tr {...as.row} data-noted={told ? true : undefined}>
      <th {...as.line} rowSpan={told ? 2 : 1}>
        <a href={bar.href}>
          {bar.number} {bar.title}
        </a>
        {bar.note && <small>{bar.note}</small>}
        {bar.held && (
          <small className="k-held">
            <Icon name="pin" /> {bar.held}
          </small>
        )}
      </th>
      {slot && slot.span > 0 ? (
        <>
          <EmptyCells from={0} count={slot.before} quarters={quarters} />
          <td {...as.cell} colSpan={slot.span} data-newyear={startsYear(quarters, slot.before)}>
            <span className="k-bar-when">{barPeriod(bar)}</span>
            <Bar bar={bar} span={slot.span} {...doing} />
          </td>
          <EmptyCells from={slot.before + slot.span} count={slot.after} quarters={quarters} />
        </>
      ) : (
        <td {...as.cell} colSpan={quarters.length} className="k-muted">
          {bar.starts ? barSentence(bar) : m.kit_not_planned()}
        </td>
      )}
    </tr>
  );
  return (
    <>
      {row}
      {told && slot && (
        <NeedsRow told={told} problem={bar.problem !== undefined} slot={slot} quarters={quarters} />
      )}
    </>
  );
}

const needsOf = ({ needs = [], problem }: RoadmapBar): string =>
  problem ??
  (needs.length > 0
    ? m.kit_needs({ numbers: needs.map(({ number, title }) => `${number} ${title}`).join(', ') })
    : '');

/** A line of its own beneath the bar: a bar of one quarter is too narrow for a sentence. */
function NeedsRow(props: { told: string; problem: boolean; slot: Slot; quarters: string[] }) {
  const { told, problem, slot, quarters } = props;
  const { before, span, after } = slot;
  const count = before + span + after;
  // It begins where the bar begins; in the right half it ends where the bar ends, so that there is room.
  const left = before <= count / 2;
  const indent = `${((left ? before : after) / count) * 100}%`;
  return (
    <tr {...as.row} data-note>
      <td {...as.cell} className="k-needs-cell" colSpan={count} data-newyear={startsYear(quarters, 0)}>
        {quarters.map(
          (key, at) =>
            at > 0 &&
            startsYear(quarters, at) && (
              <i
                key={key}
                className="k-yearline"
                aria-hidden="true"
                style={{ insetInlineStart: `${(at / count) * 100}%` }}
              />
            ),
        )}
        <p
          className="k-needs"
          data-side={left ? 'start' : 'end'}
          data-problem={problem || undefined}
          style={{ '--k-indent': indent } as CSSProperties}
        >
          <Icon name={problem ? 'warning' : 'link'} />
          {told}
        </p>
      </td>
    </tr>
  );
}

function EmptyCells({ from, count, quarters }: { from: number; count: number; quarters: string[] }) {
  return Array.from({ length: count }, (_, at) => (
    <td key={quarters[from + at]} {...as.cell} data-empty data-newyear={startsYear(quarters, from + at)} />
  ));
}

interface RoadmapYearRowProps {
  title: string;
  years: { year: number; text: string; share?: number; over?: boolean }[];
}

/** A total per year beneath the roadmap: "Ergebnishaushalt 118.000 € von 120.000 €". */
export function RoadmapYearRow({ title, years }: RoadmapYearRowProps) {
  const quarters = use(Quarters);
  return (
    <tr {...as.row}>
      <th {...as.line}>{title}</th>
      {yearsOf(quarters).map(({ year, span }) => {
        const cell = years.find((one) => one.year === year);
        return (
          <td
            key={year}
            {...as.cell}
            colSpan={span}
            data-label={year}
            data-newyear
            data-over={cell?.over || undefined}
          >
            {cell?.share === undefined ? (
              cell?.text
            ) : (
              <Meter
                label={cell.over ? m.kit_over() : ''}
                share={cell.share}
                text={cell.text}
                tone={cell.over ? 'danger' : 'accent'}
              />
            )}
          </td>
        );
      })}
    </tr>
  );
}

function Legend({ bars }: { bars: readonly RoadmapBar[] }) {
  const looks = [
    ['plan', m.kit_look_plan()],
    ['open', m.kit_look_open()],
    ['done', m.kit_look_done()],
    ['problem', m.kit_look_problem()],
  ] as const;
  return (
    <p className="k-legend">
      {looks.map(([look, word]) => (
        <span key={look}>
          <span className="k-bar" data-look={look} aria-hidden="true" />
          {word}
        </span>
      ))}
      <span>
        <Icon name="lock" />{' '}
        {bars.some(({ stays }) => stays !== undefined) ? m.kit_look_stays() : m.kit_look_fixed()}
      </span>
      {bars.some(({ held }) => held !== undefined) && (
        <span>
          <Icon name="pin" /> {m.kit_look_held()}
        </span>
      )}
    </p>
  );
}

const startsYear = (quarters: string[], at: number) => quarters[at]?.endsWith('Q1') || undefined;
