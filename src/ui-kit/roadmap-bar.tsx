import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { useRef } from 'react';
import { m } from '#texts';
import { Button, ButtonLink } from './button.tsx';
import { quarter } from './format.tsx';
import { Icon } from './icons.tsx';
import { placeBelow } from './menu.tsx';
import { quarterIndex, quarterKey } from './quarters.ts';

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
  /** Cannot be moved here, for this reason. */
  stays?: string;
  /** Somebody holds it at its start: the word for it, shown with a pin. */
  held?: string;
  /** The measures it waits for. */
  needs?: { number: string; title: string }[];
  /** What is wrong or why it cannot start earlier, as a sentence. */
  problem?: string;
}

interface BarProps {
  bar: RoadmapBar;
  /** Quarters of it that are in view. */
  span: number;
  move: ((bar: RoadmapBar, by: number) => void) | undefined;
  onLook: ((id: string) => void) | undefined;
  /** What else can be done with it, in its panel. */
  actions: ((bar: RoadmapBar) => ReactNode) | undefined;
}

/** The panel of a bar, by the id of its measure. */
export const barPanelId = (id: string): string => `bar-${id}`;

/** A measure as a bar: moved by arrow keys, by its panel or by dragging. */
export function Bar({ bar, span, move, onLook, actions }: BarProps) {
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const drag = useDrag(span, (by) => move?.(bar, by), move !== undefined && !bar.stays);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || !move || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move(bar, by);
  };
  const panelId = barPanelId(bar.id);
  const stays = bar.stays && staySentence(bar);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="k-bar"
        data-look={bar.look ?? 'plan'}
        data-short={span < 2 || undefined}
        data-held={bar.held ? true : undefined}
        aria-label={barSentence(bar)}
        popoverTarget={panelId}
        onKeyDown={onKeyDown}
        onFocus={() => onLook?.(bar.id)}
        {...drag}
      >
        {bar.look === 'problem' && <Icon name="warning" />}
        {bar.look === 'done' && <Icon name="done" />}
        {(bar.fixed || bar.stays) && <Icon name="lock" />}
        {bar.held && <Icon name="pin" />}
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
              <Button small icon="left" reason={stays} onClick={() => move(bar, -1)}>
                {m.kit_earlier()}
              </Button>
              <Button small icon="right" reason={stays} onClick={() => move(bar, 1)}>
                {m.kit_later()}
              </Button>
            </>
          )}
          {actions?.(bar)}
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

/** From which to which quarter. */
export function barPeriod({ starts, quarters }: RoadmapBar): string {
  if (!starts) return '';
  const last = quarterKey(quarterIndex(starts) + Math.max(1, quarters) - 1);
  return last === starts ? quarter(starts) : `${quarter(starts)} - ${quarter(last)}`;
}

export const staySentence = ({ number, stays = '' }: RoadmapBar): string =>
  m.kit_bar_stays({ number, reason: stays });

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
    bar.stays && m.kit_stays({ reason: bar.stays }),
    bar.held,
    bar.problem,
  ];
  return [span, ...more].filter(Boolean).join('; ');
}
