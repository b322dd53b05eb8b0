import './range-picture.css';
import type { Line } from './words.ts';

const WIDTH = 160;
const HEIGHT = 14;
/** Room beyond the highest amount, so that it does not stand at the edge. */
const ROOM = 1.15;

interface Props {
  line: Line;
  others: NonNullable<Line['others']>;
}

/** The middle half as a bar, the middle town as a line, the own town as a dot; the same stands beside it in figures. */
export function RangePicture({ line: { unit, own }, others: { low, middle, high } }: Props) {
  const end = { level: 5, percent: 100, euros: Math.max(high, own ?? 0, 1) * ROOM }[unit];
  const at = (value: number) => (Math.min(Math.max(value, 0), end) / end) * (WIDTH - HEIGHT) + HEIGHT / 2;
  return (
    <svg className="comparison-range" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <line className="comparison-scale" x1={at(0)} x2={at(end)} y1={HEIGHT / 2} y2={HEIGHT / 2} />
      <rect x={at(low)} y={3} width={Math.max(at(high) - at(low), 2)} height={HEIGHT - 6} rx={2} />
      <line className="comparison-middle" x1={at(middle)} x2={at(middle)} y1={1} y2={HEIGHT - 1} />
      {own !== null && <circle cx={at(own)} cy={HEIGHT / 2} r={4.5} />}
    </svg>
  );
}
