import type { ReactNode } from 'react';
import { useOverflow } from './use-overflow.ts';

export interface PlainColumn<R> {
  title: string;
  cell: (row: R) => ReactNode;
  align?: 'end';
  /** At least this wide in a table, as in CSS: for what is more than a word. */
  least?: string;
}

interface PlainTableProps<R> {
  label: string;
  /** The first one names the row. */
  columns: readonly [PlainColumn<R>, ...PlainColumn<R>[]];
  rows: readonly R[];
  /** Buttons of a row. */
  action?: (row: R) => ReactNode;
}

/**
 * A few rows that need neither sorting nor paging; on narrow screens each becomes a card, and what is still wider than
 * the page scrolls sideways within it.
 */
export function PlainTable<R extends { id: string }>({ label, columns, rows, action }: PlainTableProps<R>) {
  const [first, ...others] = columns;
  const { ref, overflow } = useOverflow();
  const region = overflow
    ? ({ role: 'region', tabIndex: 0, 'aria-label': label, 'data-overflow': true } as const)
    : {};
  return (
    <div className="k-list">
      <div ref={ref} className="k-list-scroll" {...region}>
        <table aria-label={label}>
          <thead>
            <tr>
              <th data-primary>{first.title}</th>
              {others.map((column) => (
                <th key={column.title} data-align={column.align}>
                  <div style={{ minInlineSize: column.least }}>{column.title}</div>
                </th>
              ))}
              {action && <td />}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{first.cell(row)}</th>
                {others.map((column) => (
                  <td key={column.title} data-align={column.align} data-label={column.title}>
                    <div>{column.cell(row)}</div>
                  </td>
                ))}
                {action && <td data-actions>{action(row)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
