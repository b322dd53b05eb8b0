/** Least, likeliest and most of something, as a triangle (the usual three points of an estimate). */
export interface ThreePoints {
  least: number;
  mode: number;
  most: number;
}

/** The value below which a share `u` of a triangle lies. */
export function triangle({ least, mode, most }: ThreePoints, u: number): number {
  if (most <= least) return mode;
  const turn = (mode - least) / (most - least);
  return u < turn
    ? least + Math.sqrt(u * (most - least) * (mode - least))
    : most - Math.sqrt((1 - u) * (most - least) * (most - mode));
}

/** The share of a triangle that lies below a value. */
export function shareBelow({ least, mode, most }: ThreePoints, value: number): number {
  if (value <= least) return 0;
  if (value >= most) return 1;
  return value <= mode
    ? (value - least) ** 2 / ((most - least) * (mode - least))
    : 1 - (most - value) ** 2 / ((most - least) * (most - mode));
}
