import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLayoutEffect, useRef, useState } from 'react';
import type { ChartView } from '#kernel/chart-route';
import { Figure } from '#ui-kit/figure';

interface ChartFigureProps {
  /** Begins with the list whose changes change the picture, e.g. `['budget-lines', town]`. */
  queryKey: readonly unknown[];
  load: (width: number) => Promise<ChartView>;
  /** Period, unit, source. */
  note?: string;
  /** Where a row of the table leads. */
  rowHref?: (key: string) => string;
}

/** A chart of the server for the space there is: a narrow screen gets one laid out for it, not a shrunken one. */
export function ChartFigure({ queryKey, load, note, rowHref }: ChartFigureProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const { data, isError } = useQuery({
    queryKey: [...queryKey, 'chart', width],
    queryFn: () => load(width ?? 0),
    enabled: width !== null,
    placeholderData: keepPreviousData,
  });
  // Nothing to draw, or no answer: the page says its own without the picture.
  if (isError || (data && data.svg === '')) return null;
  if (!data) return <div className="k-figure-wait" ref={place} />;
  return (
    <Figure
      title={data.title}
      {...(note ? { note } : {})}
      alt={data.description}
      svg={data.svg}
      pictureRef={place}
      table={{
        columns: data.columns,
        rows: data.rows.map(({ key, cells: [name = '', ...rest] }) => [
          rowHref ? { text: name, href: rowHref(key) } : name,
          ...rest,
        ]),
      }}
    />
  );
}

const STEP = 20;
const NARROWEST = 280;
const WIDEST = 880;

/** Width of an element in steps, so that dragging a window does not ask for every pixel. */
function useWidth(place: React.RefObject<HTMLDivElement | null>): number | null {
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    let seen: Element | null = null;
    const observer = new ResizeObserver(([entry]) => {
      const space = Math.floor((entry?.contentRect.width ?? 0) / STEP) * STEP;
      if (space > 0) setWidth(Math.min(WIDEST, Math.max(NARROWEST, space)));
    });
    // The waiting place gives way to the picture: what is watched changes with it.
    const watch = () => {
      if (place.current === seen) return;
      if (seen) observer.unobserve(seen);
      seen = place.current;
      if (seen) observer.observe(seen);
    };
    watch();
    return () => observer.disconnect();
  });
  return width;
}
