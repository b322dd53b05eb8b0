import type { ReactNode } from 'react';

export interface PlainColumn<R> {
  title: string;
  cell: (row: R) => ReactNode;
  align?: 'end';
}

interface PlainTableProps<R> {
  label: string;
  /** The first one names the row. */
  columns: readonly [PlainColumn<R>, ...PlainColumn<R>[]];
  rows: readonly R[];
  /** Buttons of a row. */
  action?: (row: R) => ReactNode;
}

/** A few rows that need neither sorting nor paging; on narrow screens each becomes a card. */
export function PlainTable<R extends { id: string }>({ label, columns, rows, action }: PlainTableProps<R>) {
  const [first, ...others] = columns;
  return (
    <div className="k-list">
      <div className="k-list-scroll">
        <table aria-label={label}>
          <thead>
            <tr>
              <th data-primary>{first.title}</th>
              {others.map((column) => (
                <th key={column.title} data-align={column.align}>
                  {column.title}
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
                {action && <td>{action(row)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
