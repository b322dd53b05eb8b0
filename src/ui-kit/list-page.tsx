import { useRef, useState } from 'react';
import { m } from '#texts';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';
import { number } from './format.tsx';
import { emptyListState, isFiltered } from './list-state.ts';
import { ListTable } from './list-table.tsx';
import { ListToolbar } from './list-toolbar.tsx';
import type { DataListProps, ListAction } from './list-types.ts';
import { Notice } from './notice.tsx';
import { useShortcuts } from './shortcuts.tsx';

export { emptyListState, type ListState, listStateFromSearch, listStateToSearch } from './list-state.ts';
export type { Column, DataListProps, ExportFormat, ListAction, ListFilter, ListView } from './list-types.ts';

/** The list of the product: views, search, filters, columns, marks, keys, export, paging, empty, fault. */
export function DataList<Row>(props: DataListProps<Row>) {
  const { rows, rowId, state, onState, fault, more } = props;
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const box = useRef<HTMLDivElement>(null);
  const present = (rows ?? []).map(rowId);
  const marks = present.filter((id) => marked.has(id));

  const toggle = (id: string) => setMarked(flip(marked, id));
  const move = (step: number) => {
    const next = present[neighbour(present.indexOf(state.selected ?? ''), step, present.length)];
    if (!next) return;
    onState({ ...state, selected: next });
    focusRow(box.current, next);
  };
  useShortcuts([
    { key: 'j', label: m.kit_key_next(), run: () => move(1) },
    { key: 'k', label: m.kit_key_previous(), run: () => move(-1) },
    { key: 'Enter', label: m.kit_key_open(), run: () => openRow(box.current, state.selected) },
    {
      key: 'x',
      label: m.kit_key_mark(),
      run: () => state.selected && props.actions && toggle(state.selected),
    },
    { key: '/', label: m.kit_search(), run: () => focusSearch(box.current) },
  ]);

  return (
    <div ref={box} className="k-list">
      <ListToolbar {...props} />
      <div className="k-list-meta">
        <span role="status">{rows && countWords(rows.length, props)}</span>
        <NarrowSort {...props} />
      </div>
      {fault ? (
        <Notice tone="danger" title={m.kit_load_failed()}>
          <p>{fault.text}</p>
          <Button small onClick={fault.retry}>
            {m.kit_retry()}
          </Button>
        </Notice>
      ) : rows?.length === 0 ? (
        <NothingHere {...props} />
      ) : (
        <ListTable
          {...props}
          marked={props.actions ? marked : undefined}
          onMark={toggle}
          onMarkAll={(all) => setMarked(new Set(all ? present : []))}
        />
      )}
      {more && !fault && (
        <div className="k-list-more">
          <Button onClick={more.load} busy={more.busy}>
            {m.kit_more()}
          </Button>
        </div>
      )}
      {marks.length > 0 && (
        <MarkBar actions={props.actions ?? []} ids={marks} onClear={() => setMarked(new Set())} />
      )}
    </div>
  );
}

function NothingHere<Row>({ state, onState, empty }: DataListProps<Row>) {
  if (!isFiltered(state)) return <EmptyState {...empty} />;
  return (
    <EmptyState icon="search" title={m.kit_no_hits()} why={m.kit_no_hits_why()}>
      <Button onClick={() => onState({ ...emptyListState, columns: state.columns, sort: state.sort })}>
        {m.kit_reset_filters()}
      </Button>
    </EmptyState>
  );
}

/** How many there are; beyond what is counted, "über 1.000". */
function countWords(
  shown: number,
  { total = 0, totalIsFloor, more }: Pick<DataListProps<unknown>, 'total' | 'totalIsFloor' | 'more'>,
): string {
  if (totalIsFloor && shown < total)
    return m.kit_count_of_over({ shown: number(shown), total: number(total) });
  if (totalIsFloor && more) return m.kit_count_and_more({ shown: number(shown) });
  return total > shown
    ? m.kit_count_of({ shown: number(shown), total: number(total) })
    : m.kit_count({ count: shown, shown: number(shown) });
}

/** Cards have no column headers to click; this takes their place. */
function NarrowSort<Row>({ columns, state, onState }: DataListProps<Row>) {
  const sortable = columns.filter(({ sort }) => sort);
  if (sortable.length === 0) return null;
  const options = sortable.flatMap(({ key, title }) => [
    { value: key, label: `${title} ↑` },
    { value: `-${key}`, label: `${title} ↓` },
  ]);
  const { sort } = state;
  return (
    <select
      className="k-input k-list-narrow-sort"
      aria-label={m.kit_sort()}
      value={sort ? (sort.dir === 'desc' ? '-' : '') + sort.key : ''}
      onChange={({ target: { value } }) =>
        onState({
          ...state,
          sort: value ? { key: value.replace(/^-/, ''), dir: value.startsWith('-') ? 'desc' : 'asc' } : null,
        })
      }
    >
      <option value="">{m.kit_sort()}</option>
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

function MarkBar(props: { actions: ListAction[]; ids: string[]; onClear: () => void }) {
  const { actions, ids, onClear } = props;
  const [busy, setBusy] = useState<string | null>(null);
  const run = async (action: ListAction) => {
    setBusy(action.label);
    try {
      await action.run(ids);
      onClear();
    } catch {
      // The action has told what went wrong; the marks stay for another try.
    } finally {
      setBusy(null);
    }
  };
  return (
    <section className="k-list-marked" aria-label={m.kit_marked_actions()}>
      <strong role="status">{m.kit_marked({ count: ids.length })}</strong>
      {actions.map((action) => (
        <Button
          key={action.label}
          small
          icon={action.icon}
          kind={action.danger ? 'danger' : 'default'}
          reason={action.reason}
          busy={busy === action.label}
          onClick={() => run(action)}
        >
          {action.label}
        </Button>
      ))}
      <Button small kind="quiet" icon="close" onClick={onClear}>
        {m.kit_clear_marks()}
      </Button>
    </section>
  );
}

function flip(set: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}

function neighbour(at: number, step: number, count: number): number {
  if (at < 0) return step > 0 ? 0 : count - 1;
  return Math.max(0, Math.min(count - 1, at + step));
}

const row = (box: HTMLElement | null, id: string | null) =>
  id === null ? null : box?.querySelector<HTMLElement>(`tr[data-id="${CSS.escape(id)}"]`);

function focusRow(box: HTMLElement | null, id: string) {
  const line = row(box, id);
  const target = line?.querySelector<HTMLElement>('th a') ?? line;
  target?.focus({ preventScroll: true });
  line?.scrollIntoView({ block: 'nearest' });
}

const openRow = (box: HTMLElement | null, id: string | null) =>
  row(box, id)?.querySelector<HTMLElement>('th a')?.click();

const focusSearch = (box: HTMLElement | null) =>
  box?.querySelector<HTMLInputElement>('input[type="search"]')?.focus();
