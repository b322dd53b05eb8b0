import { m } from '#texts';
import { Section } from '#ui-kit/page';
import { ScrollFrame } from '#ui-kit/scroll-frame';
import type { Impact } from './whole-impact.ts';

const BOX = { width: 190, height: 44, gapX: 70, gapY: 14 } as const;
const LETTERS = 26;

interface Node {
  id: string;
  name: string;
  x: number;
  y: number;
}

/** Columns by step, lines from what failed to what it took along. The list above says the same in words. */
export function ImpactPicture({ impact }: { impact: Impact }) {
  const nodes = layout(impact);
  const lines = impact.failures.flatMap((failure) =>
    failure.because.flatMap((cause) => {
      const from = nodes.get(cause);
      const to = nodes.get(failure.id);
      return from && to ? [{ key: `${cause} ${failure.id}`, from, to }] : [];
    }),
  );
  const all = [...nodes.values()];
  const width = Math.max(...all.map(({ x }) => x)) + BOX.width + 2;
  const height = Math.max(...all.map(({ y }) => y)) + BOX.height + 2;
  return (
    <Section title={m.inventory_impact_picture()}>
      <ScrollFrame label={m.inventory_impact_picture()}>
        <svg
          role="img"
          aria-label={m.inventory_impact_picture_text({ count: impact.failures.length })}
          viewBox={`-1 -1 ${width} ${height}`}
          width={width}
          height={height}
        >
          {lines.map(({ key, from, to }) => (
            <path key={key} d={curve(from, to)} className="k-picture-line" />
          ))}
          {all.map((node) => (
            <g key={node.id} className="k-picture-box" data-first={node.id === impact.item.id || undefined}>
              <rect x={node.x} y={node.y} width={BOX.width} height={BOX.height} rx={6} />
              <text x={node.x + 12} y={node.y + BOX.height / 2 + 5}>
                {node.name.length > LETTERS ? `${node.name.slice(0, LETTERS - 1)}…` : node.name}
                <title>{node.name}</title>
              </text>
            </g>
          ))}
        </svg>
      </ScrollFrame>
    </Section>
  );
}

function layout({ item, failures }: Impact): Map<string, Node> {
  const rows = new Map<number, number>();
  const place = (id: string, name: string, depth: number): [string, Node] => {
    const row = rows.get(depth) ?? 0;
    rows.set(depth, row + 1);
    return [id, { id, name, x: depth * (BOX.width + BOX.gapX), y: row * (BOX.height + BOX.gapY) }];
  };
  return new Map([
    place(item.id, item.name, 0),
    ...failures.map((failure) => place(failure.id, failure.name, failure.depth)),
  ]);
}

function curve(from: Node, to: Node): string {
  const [x1, y1] = [from.x + BOX.width, from.y + BOX.height / 2];
  const [x2, y2] = [to.x, to.y + BOX.height / 2];
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}
