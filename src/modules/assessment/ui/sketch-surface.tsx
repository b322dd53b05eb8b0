import './sketch.css';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { m } from '#texts';
import { type Pin, type Sketch, type Spot, spot, thin } from '../domain/sketch.ts';

export type Tool = 'pin' | 'line';

interface SurfaceProps {
  /** The floor plan. */
  src: string;
  sketch: Sketch;
  /** Without one it is only looked at. */
  tool?: Tool;
  onPin?: (x: number, y: number) => void;
  /** Pin `n` goes elsewhere. */
  onMove?: (n: number, x: number, y: number) => void;
  onLine?: (line: Spot[]) => void;
}

const points = (line: readonly Spot[]): string => line.map(({ x, y }) => `${x},${y}`).join(' ');
const STEPS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** A floor plan with pins and lines. Pins take the focus: arrow keys move them by a hundredth, with Shift by five. */
export function SketchSurface({ src, sketch, tool, onPin, onMove, onLine }: SurfaceProps) {
  const surface = useRef<HTMLDivElement>(null);
  // Fingers move faster than the page is drawn: the line grows here, what is shown follows.
  const line = useRef<Spot[]>([]);
  const [drawing, setDrawing] = useState<readonly Spot[]>([]);
  const grow = (next: Spot[]) => {
    line.current = next;
    setDrawing(next);
  };
  const placeOf = (event: PointerEvent): Spot => {
    const box = surface.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return spot((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  };
  const isPin = (event: PointerEvent) => (event.target as Element).closest('.k-pin') !== null;
  const down = (event: PointerEvent) => {
    if (tool !== 'line' || isPin(event)) return;
    surface.current?.setPointerCapture(event.pointerId);
    grow([placeOf(event)]);
  };
  const up = () => {
    const drawn = thin(line.current);
    if (drawn.length > 1) onLine?.(drawn);
    grow([]);
  };
  const click = (event: React.MouseEvent) => {
    if (tool !== 'pin' || isPin(event as unknown as PointerEvent)) return;
    const { x, y } = placeOf(event as unknown as PointerEvent);
    onPin?.(x, y);
  };
  const move = (n: number, pin: Spot) => (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step || !onMove) return;
    event.preventDefault();
    const far = event.shiftKey ? 0.05 : 0.01;
    onMove(n, pin.x + step[0] * far, pin.y + step[1] * far);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the fields of the pins and their arrow keys do the same
    // biome-ignore lint/a11y/noStaticElementInteractions: a surface to draw on; the fields beside it are the other way
    <div
      ref={surface}
      className="k-plan"
      data-tool={tool}
      onPointerDown={down}
      onPointerMove={(event) => line.current.length > 0 && grow([...line.current, placeOf(event)])}
      onPointerUp={up}
      onPointerCancel={() => grow([])}
      onClick={click}
    >
      <img src={src} alt={m.assessment_walk_plan()} draggable={false} />
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        {[...sketch.lines, drawing].map((one, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place
          <polyline key={n} points={points(one)} />
        ))}
      </svg>
      {sketch.pins.map((pin, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a pin is known by its number
        <PinMark key={n} number={n + 1} pin={pin} onKeyDown={tool && move(n, pin)} />
      ))}
    </div>
  );
}

interface MarkProps {
  number: number;
  pin: Pin;
  /** Without it the pin is only looked at. */
  onKeyDown: ((event: KeyboardEvent) => void) | undefined;
}

function PinMark({ number, pin, onKeyDown }: MarkProps) {
  const name = m.assessment_walk_pin_at({
    number,
    label: pin.label,
    x: Math.round(pin.x * 100),
    y: Math.round(pin.y * 100),
  });
  const style = { left: `${pin.x * 100}%`, top: `${pin.y * 100}%` };
  return onKeyDown ? (
    <button type="button" className="k-pin" style={style} aria-label={name} onKeyDown={onKeyDown}>
      {number}
    </button>
  ) : (
    <span className="k-pin" style={style} role="img" aria-label={name}>
      {number}
    </span>
  );
}
