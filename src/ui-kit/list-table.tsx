import type { ReactNode } from 'react';
import { memo, useDeferredValue, useId } from 'react';
import { m } from '#texts';
import { Icon } from './icons.tsx';
import { type ListState, nextSort } from './list-state.ts';
import type { Column, DataListProps } from './list-types.ts';
import { Skeleton } from './skeleton.tsx';
import { as } from './table-roles.ts';
import { useOverflow } from './use-overflow.ts';

interface ListTableProps<Row> extends DataListProps<Row> {
  marked: ReadonlySet<string> | undefined;
  onMark: (id: string) => void;
  onMarkAll: (all: boolean) => void;
}

/** A screen full; the rest of a page of rows follows without holding up these. */
const AT_ONCE = 20;

// The explicit roles keep the table a table where narrow frames turn its lines into cards.
export function ListTable<Row>(props: ListTableProps<Row>) {
  const { title, rows, state } = props;
  const { ref, overflow } = useOverflow();
  const columns = visibleColumns(props.columns, state);
  if (!rows) return <Skeleton lines={8} />;
  const region = overflow
    ? ({ role: 'region', tabIndex: 0, 'aria-label': title, 'data-overflow': true } as const)
    : {};
  return (
    <div ref={ref} className="k-list-scroll" {...region}>
      <table {...as.table} aria-label={title}>
        <ListHead {...props} columns={columns} />
        <ListBody {...props} rows={rows} columns={columns} />
      </table>
    </div>
  );
}

function ListBody<Row>(props: ListTableProps<Row> & { rows: Row[] }) {
  const { rows, rowId, state, marked } = props;
  const rest = useDeferredValue(true, false);
  return (
    <tbody {...as.group}>
      {(rest ? rows : rows.slice(0, AT_ONCE)).map((row) => {
        const id = rowId(row);
        return (
          <ListRow
            key={id}
            row={row}
            id={id}
            columns={props.columns}
            current={state.selected === id}
            marked={marked?.has(id)}
            list={props}
          />
        );
      })}
    </tbody>
  );
}

function ListHead<Row>(props: ListTableProps<Row>) {
  const { columns, state, onState, marked, rows = [], rowId } = props;
  const all = rows.length > 0 && rows.every((row) => marked?.has(rowId(row)));
  return (
    <thead {...as.group}>
      <tr {...as.row}>
        {marked && (
          <td {...as.cell} className="k-mark">
            <MarkBox
              label={m.kit_mark_all()}
              checked={all}
              some={!all && marked.size > 0}
              onChange={() => props.onMarkAll(!all)}
            />
          </td>
        )}
        {columns.map((column) => (
          <th
            key={column.key}
            {...as.column}
            data-align={column.align}
            data-primary={column.primary || undefined}
            style={{ width: column.width }}
            aria-sort={column.sort ? direction(column, state) : undefined}
          >
            {column.sort ? (
              <button type="button" onClick={() => onState(nextSort(state, column.key))}>
                {column.title}
                <SortMark direction={direction(column, state)} />
              </button>
            ) : (
              column.title
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function SortMark(props: { direction: 'ascending' | 'descending' | 'none' }) {
  if (props.direction === 'none') return <Icon name="sort" />;
  return <Icon name={props.direction === 'ascending' ? 'up' : 'down'} />;
}

function direction<Row>({ key }: Column<Row>, { sort }: ListState) {
  if (sort?.key !== key) return 'none';
  return sort.dir === 'asc' ? 'ascending' : 'descending';
}

interface ListRowProps<Row> {
  row: Row;
  id: string;
  columns: Column<Row>[];
  current: boolean;
  marked: boolean | undefined;
  list: ListTableProps<Row>;
}

function ListRow<Row>({ row, id, columns, current, marked, list }: ListRowProps<Row>) {
  const choose = () => current || list.onState({ ...list.state, selected: id });
  return (
    <tr {...as.row} data-id={id} aria-current={current || undefined} tabIndex={-1}>
      {marked !== undefined && (
        <td {...as.cell} className="k-mark">
          <MarkBox
            label={m.kit_mark({ name: list.rowName(row) })}
            checked={marked}
            onChange={() => list.onMark(id)}
          />
        </td>
      )}
      {columns.map((column) =>
        column.primary ? (
          <th key={column.key} {...as.line} data-align={column.align}>
            <RowLink href={list.rowHref?.(row)} onFocus={choose}>
              {column.cell(row)}
            </RowLink>
          </th>
        ) : (
          <td key={column.key} {...as.cell} data-align={column.align} data-label={column.title}>
            <div>{column.cell(row)}</div>
          </td>
        ),
      )}
    </tr>
  );
}

function RowLink(props: { href: string | undefined; onFocus: () => void; children: ReactNode }) {
  if (!props.href) return props.children;
  return (
    <a href={props.href} onFocus={props.onFocus}>
      {props.children}
    </a>
  );
}

const MarkBox = memo(function MarkBox(props: {
  label: string;
  checked: boolean;
  some?: boolean;
  onChange: () => void;
}) {
  const id = useId();
  return (
    <label htmlFor={id}>
      <span className="k-hidden">{props.label}</span>
      <input
        id={id}
        type="checkbox"
        checked={props.checked}
        ref={(box) => {
          if (box) box.indeterminate = props.some ?? false;
        }}
        onChange={props.onChange}
      />
    </label>
  );
});

/** The chosen columns in the chosen order; those that cannot be hidden always stay. */
export function visibleColumns<Row>(columns: Column<Row>[], { columns: chosen }: ListState): Column<Row>[] {
  if (!chosen) return columns.filter(({ hidden }) => !hidden);
  const fixed = columns.filter(
    ({ hideable, key, primary }) => isFixed({ hideable, primary }) && !chosen.includes(key),
  );
  const picked = chosen.flatMap((key) => columns.find((column) => column.key === key) ?? []);
  return [...fixed, ...picked];
}

export const isFixed = (column: { hideable?: boolean | undefined; primary?: boolean | undefined }) =>
  column.hideable === false || column.primary === true;
