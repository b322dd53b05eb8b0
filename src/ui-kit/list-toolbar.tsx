import { useEffect, useRef, useState } from 'react';
import { m } from '#texts';
import { Button } from './button.tsx';
import { Icon } from './icons.tsx';
import { emptyListState, isFiltered, type ListState, toggleFilter } from './list-state.ts';
import { isFixed, visibleColumns } from './list-table.tsx';
import type { DataListProps, ListFilter } from './list-types.ts';
import { Menu, MenuItem } from './menu.tsx';

export function ListToolbar<Row>(props: DataListProps<Row>) {
  const { state, onState, filters = [], searchable = true } = props;
  return (
    <>
      {(props.views || props.onSaveView) && <Views {...props} />}
      <div className="k-list-bar">
        {searchable && <SearchBox state={state} onState={onState} title={props.title} />}
        {filters.map((filter) => (
          <FilterMenu key={filter.key} filter={filter} state={state} onState={onState} />
        ))}
        <div className="k-list-tools">
          <ColumnMenu {...props} />
          <ExportMenu {...props} />
          {props.children}
        </div>
      </div>
      <Chips filters={filters} state={state} onState={onState} />
    </>
  );
}

interface StateProps {
  state: ListState;
  onState: (state: ListState) => void;
}

/** Types freely and tells the page 250 ms after the last key. */
function SearchBox({ state, onState, title }: StateProps & { title: string }) {
  const [text, setText] = useState(state.q);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ state, onState });
  latest.current = { state, onState };
  useEffect(() => setText(state.q), [state.q]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const tell = (q: string) => {
    clearTimeout(timer.current);
    if (q !== latest.current.state.q) latest.current.onState({ ...latest.current.state, q, view: null });
  };
  return (
    <search className="k-list-search-box">
      <form
        className="k-list-search"
        onSubmit={(event) => {
          event.preventDefault();
          tell(text);
        }}
      >
        <Icon name="search" />
        <input
          type="search"
          className="k-input"
          aria-label={m.kit_search_in({ title })}
          placeholder={m.kit_search()}
          value={text}
          onChange={({ target: { value } }) => {
            setText(value);
            clearTimeout(timer.current);
            timer.current = setTimeout(tell, 250, value);
          }}
        />
      </form>
    </search>
  );
}

function FilterMenu({ filter, state, onState }: StateProps & { filter: ListFilter }) {
  const chosen = state.filters[filter.key] ?? [];
  return (
    <Menu
      kind="default"
      small
      icon="expand"
      label={
        <>
          {filter.title} {chosen.length > 0 && <span className="k-count">{chosen.length}</span>}
        </>
      }
    >
      <fieldset aria-label={filter.title}>
        {filter.options.map(({ value, label, count }) => (
          <label key={value}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={() => onState(toggleFilter(state, filter.key, value))}
            />
            <span>{label}</span>
            {count !== undefined && <span className="k-count">{count}</span>}
          </label>
        ))}
      </fieldset>
    </Menu>
  );
}

function Chips({ filters, state, onState }: StateProps & { filters: ListFilter[] }) {
  if (!isFiltered(state)) return null;
  const chips = filters.flatMap(({ key, title, options }) =>
    (state.filters[key] ?? []).map((value) => ({
      key,
      value,
      text: `${title}: ${options.find((option) => option.value === value)?.label ?? value}`,
    })),
  );
  return (
    <fieldset className="k-chips" aria-label={m.kit_active_filters()}>
      {chips.map(({ key, value, text }) => (
        <Chip key={key + value} text={text} onRemove={() => onState(toggleFilter(state, key, value))} />
      ))}
      {state.q && <Chip text={`„${state.q}“`} onRemove={() => onState({ ...state, q: '', view: null })} />}
      <Button kind="link" onClick={() => onState({ ...state, q: '', filters: {}, view: null })}>
        {m.kit_reset_filters()}
      </Button>
    </fieldset>
  );
}

function Chip({ text, onRemove }: { text: string; onRemove: () => void }) {
  return (
    <button type="button" className="k-chip" onClick={onRemove}>
      {text}
      <Icon name="close" />
      <span className="k-hidden">{m.kit_remove()}</span>
    </button>
  );
}

function ColumnMenu<Row>({ columns, state, onState }: DataListProps<Row>) {
  const shown = visibleColumns(columns, state).map(({ key }) => key);
  const choosable = columns.filter((column) => !isFixed(column));
  if (choosable.length === 0) return null;
  const toggle = (key: string) => {
    const wanted = shown.includes(key) ? shown.filter((other) => other !== key) : [...shown, key];
    const inOrder = columns.map((column) => column.key).filter((other) => wanted.includes(other));
    onState({ ...state, columns: inOrder });
  };
  return (
    <Menu icon="columns" small label={m.kit_columns()}>
      <fieldset aria-label={m.kit_columns()}>
        {choosable.map(({ key, title }) => (
          <label key={key}>
            <input type="checkbox" checked={shown.includes(key)} onChange={() => toggle(key)} />
            <span>{title}</span>
          </label>
        ))}
      </fieldset>
      {state.columns && (
        <MenuItem onClick={() => onState({ ...state, columns: null })}>{m.kit_reset_columns()}</MenuItem>
      )}
    </Menu>
  );
}

function ExportMenu<Row>({ exportHref, onExport }: DataListProps<Row>) {
  if (!exportHref && !onExport) return null;
  const formats = [
    ['xlsx', m.kit_export_xlsx()],
    ['csv', m.kit_export_csv()],
  ] as const;
  return (
    <Menu icon="download" small label={m.kit_export()}>
      {formats.map(([format, label]) =>
        exportHref ? (
          <MenuItem key={format} href={exportHref(format)} download>
            {label}
          </MenuItem>
        ) : (
          <MenuItem key={format} onClick={() => onExport?.(format)}>
            {label}
          </MenuItem>
        ),
      )}
    </Menu>
  );
}

function Views<Row>({ views = [], state, onState, onSaveView, onDeleteView }: DataListProps<Row>) {
  const [title, setTitle] = useState('');
  const current = views.find(({ key }) => key === state.view);
  const name = title.trim();
  return (
    <fieldset className="k-views" aria-label={m.kit_views()}>
      {views.map((view) => (
        <button
          key={view.key}
          type="button"
          data-view
          aria-pressed={view.key === state.view}
          onClick={() => onState({ ...emptyListState, ...view.state, view: view.key })}
        >
          {view.title} {view.count !== undefined && <span className="k-count">{view.count}</span>}
        </button>
      ))}
      {current?.own && onDeleteView && (
        <Button kind="quiet" small bare icon="trash" onClick={() => onDeleteView(current.key)}>
          {m.kit_delete_view({ title: current.title })}
        </Button>
      )}
      {onSaveView && (
        <Menu icon="save" small label={m.kit_save_view()}>
          <form
            className="k-stack"
            onSubmit={(event) => {
              event.preventDefault();
              if (!name) return;
              onSaveView(name, { ...state, selected: null });
              setTitle('');
              event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
            }}
          >
            <label className="k-field" style={{ display: 'grid' }}>
              <span className="k-label">{m.kit_view_name()}</span>
              <input
                className="k-input"
                value={title}
                maxLength={60}
                onChange={(event) => setTitle(event.target.value)}
              />
            </label>
            <Button type="submit" kind="primary" reason={name ? undefined : m.kit_view_name_missing()}>
              {m.kit_save()}
            </Button>
          </form>
        </Menu>
      )}
    </fieldset>
  );
}
