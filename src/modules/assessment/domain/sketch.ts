/** Where something is on a floor plan: shares of its width and height, 0 to 1 from the upper left corner. */
export interface Spot {
  x: number;
  y: number;
}
export interface Pin extends Spot {
  label: string;
}
export interface Sketch {
  pins: Pin[];
  /** Free lines, each through at least two spots. */
  lines: Spot[][];
}

export const MOST_PINS = 20;
export const MOST_LINES = 40;
export const MOST_SPOTS = 300;

export const emptySketch = (): Sketch => ({ pins: [], lines: [] });
export const isEmpty = ({ pins, lines }: Sketch): boolean => pins.length === 0 && lines.length === 0;

/** A share with four decimals, held inside the picture: a tenth of a millimetre on a sheet of one metre. */
export const share = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000;
export const spot = (x: number, y: number): Spot => ({ x: share(x), y: share(y) });

/**
 * A line drawn by hand with fewer spots: those nearer than `least` to the one before go, the last stays; never more
 * than MOST_SPOTS.
 */
export function thin(line: readonly Spot[], least = 0.004): Spot[] {
  const kept: Spot[] = [];
  for (const next of line) {
    const last = kept.at(-1);
    if (!last || Math.hypot(next.x - last.x, next.y - last.y) >= least) kept.push(spot(next.x, next.y));
  }
  const end = line.at(-1);
  const last = kept.at(-1);
  if (end && last && (last.x !== share(end.x) || last.y !== share(end.y))) kept.push(spot(end.x, end.y));
  return kept.length > MOST_SPOTS ? thin(kept, least * 2) : kept;
}
