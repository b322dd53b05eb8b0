import { DataTable, type FigureProps } from './figure.tsx';
import { useOverflow } from './use-overflow.ts';

/** A read-only table that scrolls sideways within the page, by keyboard too. */
export function ScrollTable({ caption, ...table }: FigureProps['table'] & { caption: string }) {
  const { ref, overflow } = useOverflow();
  return (
    <div
      className="k-scroll"
      ref={ref}
      {...(overflow ? { role: 'region', tabIndex: 0, 'aria-label': caption } : {})}
    >
      <DataTable caption={caption} {...table} />
    </div>
  );
}
