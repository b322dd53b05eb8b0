import type { CSSProperties, KeyboardEvent, PointerEvent } from 'react';
import { createContext, type ReactNode, use, useRef, useState } from 'react';
import { m } from '#texts';
import { Button, ButtonLink } from './button.tsx';
import { quarter } from './format.tsx';
import { Icon } from './icons.tsx';
import { placeBelow } from './menu.tsx';
import { Meter } from './meter.tsx';
import { quarterIndex, quarterKey, type Slot, slotOf, yearsOf } from './quarters.ts';
import { as } from './table-roles.ts';
import { useOverflow } from './use-overflow.ts';

export { quartersFrom } from './quarters.ts';

export interface RoadmapBar {
  id: string;
  number: string;
  title: string;
  href: string;
  /** "2027-Q1", null = not planned yet. */
  starts: string | null;
  /** How long, in quarters. */
  quarters: number;
  /** On the bar: "45.000 €". */
  label?: string;
  /** Beneath the title: responsible role, cost. */
  note?: string;
  look?: 'plan' | 'open' | 'done' | 'problem';
  /** Mandatory: shown with a lock and this reason. */
  fixed?: string;
  /** The measures it waits for. */
  needs?: { number: string; title: string }[];
  /** What is wrong or why it cannot start earlier, as a sentence. */
  problem?: string;
}

interface RoadmapGridProps {
  title: string;
  /** Columns: `quartersFrom('2026-Q4', 12)`. */
  quarters: string[];
  now?: string;
  bars: RoadmapBar[];
  /** Asks to move by quarters (-1, +1, by dragging more). Leave out for a roadmap to read. */
  onMove?: (id: string, by: number) => void;
  /** <RoadmapYearRow/> per kind of money and role. */
  children?: ReactNode;
}

const Quarters = createContext<string[]>([]);

/** Measures as rows, quarters as columns; a table first, a picture second. */
export function RoadmapGrid({ title, quarters, now, bars, onMove, children }: RoadmapGridProps) {
  const { ref, overflow } = useOverflow();
  const [told, setTold] = useState('');
  const move =
    onMove &&
    ((bar: RoadmapBar, by: number) => {
      onMove(bar.id, by);
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
              <BarRow key={bar.id} bar={bar} quarters={quarters} move={move} />
            ))}
          </tbody>
          {children && (
            <tfoot {...as.group}>
              <Quarters value={quarters}>{children}</Quarters>
            </tfoot>
          )}
        </table>
      </div>
      <Legend />
      {move && <p className="k-help">{m.kit_roadmap_help()}</p>}
      <span className="k-hidden" role="status">
        {told}
      </span>
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
}

function BarRow({ bar, quarters, move }: BarRowProps) {
  const slot = bar.starts ? slotOf(quarters, bar.starts, bar.quarters) : null;
  const told = slot && slot.span > 0 ? needsOf(bar) : '';
  const row = (
    <tr {...as.row} data-noted={told ? true : undefined}>
      <th {...as.line} rowSpan={told ? 2 : 1}>
        <a href={bar.href}>
          {bar.number} {bar.title}
        </a>
        {bar.note && <small>{bar.note}</small>}
      </th>
      {slot && slot.span > 0 ? (
        <>
          <EmptyCells from={0} count={slot.before} quarters={quarters} />
          <td {...as.cell} colSpan={slot.span} data-newyear={startsYear(quarters, slot.before)}>
            <span className="k-bar-when">{barPeriod(bar)}</span>
            <Bar bar={bar} span={slot.span} move={move} />
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

function Bar({ bar, span, move }: { bar: RoadmapBar; span: number; move: BarRowProps['move'] }) {
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const drag = useDrag(span, (by) => move?.(bar, by), move !== undefined);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || !move || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move(bar, by);
  };
  const panelId = `bar-${bar.id}`;
  return (
    <>
      <button
        ref={button}
        type="button"
        className="k-bar"
        data-look={bar.look ?? 'plan'}
        data-short={span < 2 || undefined}
        aria-label={barSentence(bar)}
        popoverTarget={panelId}
        onKeyDown={onKeyDown}
        {...drag}
      >
        {bar.look === 'problem' && <Icon name="warning" />}
        {bar.look === 'done' && <Icon name="done" />}
        {bar.fixed && <Icon name="lock" />}
        <span>{bar.label ?? bar.number}</span>
      </button>
      <div
        ref={panel}
        id={panelId}
        popover="auto"
        className="k-menu k-bar-menu"
        onToggle={(event) => event.newState === 'open' && placeBelow(panel.current, button.current)}
      >
        <p>{barSentence(bar)}</p>
        <div className="k-actions">
          {move && (
            <>
              <Button small icon="left" onClick={() => move(bar, -1)}>
                {m.kit_earlier()}
              </Button>
              <Button small icon="right" onClick={() => move(bar, 1)}>
                {m.kit_later()}
              </Button>
            </>
          )}
          <ButtonLink small href={bar.href}>
            {m.kit_open()}
          </ButtonLink>
        </div>
      </div>
    </>
  );
}

/** Dragging is an extra: whole quarters, told once on release; a drag does not open the panel. */
function useDrag(span: number, onMove: (by: number) => void, enabled: boolean) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const dragged = useRef(false);
  if (!enabled) return {};
  const steps = (event: PointerEvent) =>
    start.current ? Math.round((event.clientX - start.current.x) / start.current.width) : 0;
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      start.current = { x: event.clientX, width: event.currentTarget.offsetWidth / span };
      dragged.current = false;
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (!start.current) return;
      if (Math.abs(event.clientX - start.current.x) > 6) dragged.current = true;
      if (dragged.current) event.currentTarget.style.translate = `${steps(event) * start.current.width}px`;
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.style.translate = '';
      const by = steps(event);
      start.current = null;
      if (dragged.current && by !== 0) onMove(by);
    },
    onPointerCancel: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.style.translate = '';
      start.current = null;
    },
    onClick: (event: { preventDefault: () => void }) => {
      if (dragged.current) event.preventDefault();
      dragged.current = false;
    },
  };
}

function barPeriod({ starts, quarters }: RoadmapBar): string {
  if (!starts) return '';
  const last = quarterKey(quarterIndex(starts) + Math.max(1, quarters) - 1);
  return last === starts ? quarter(starts) : `${quarter(starts)} - ${quarter(last)}`;
}

/** The bar as one sentence, for its name and its panel. */
export function barSentence(bar: RoadmapBar): string {
  const name = `${bar.number} ${bar.title}`;
  if (!bar.starts) return `${name}: ${m.kit_not_planned()}`;
  const last = quarterKey(quarterIndex(bar.starts) + Math.max(1, bar.quarters) - 1);
  const span =
    bar.quarters <= 1
      ? m.kit_bar_one({ name, from: quarter(bar.starts) })
      : m.kit_bar_span({ name, from: quarter(bar.starts), to: quarter(last) });
  const more = [
    bar.label,
    bar.needs?.length ? m.kit_needs({ numbers: bar.needs.map(({ number }) => number).join(', ') }) : '',
    bar.fixed && m.kit_fixed({ reason: bar.fixed }),
    bar.problem,
  ];
  return [span, ...more].filter(Boolean).join('; ');
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

function Legend() {
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
        <Icon name="lock" /> {m.kit_look_fixed()}
      </span>
    </p>
  );
}

const startsYear = (quarters: string[], at: number) => quarters[at]?.endsWith('Q1') || undefined;
