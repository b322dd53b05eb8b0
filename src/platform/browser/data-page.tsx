import type { ReactNode } from 'react';
import { useState } from 'react';
import { m } from '#texts';
import type { EmptyStateProps } from '#ui-kit/empty-state';
import {
  type Column,
  DataList,
  type ExportFormat,
  type ListAction,
  type ListFilter,
  listStateFromSearch,
  listStateToSearch,
} from '#ui-kit/list-page';
import { toast } from '#ui-kit/toast';
import { useAddress, useTown } from './address.ts';
import { problemOf } from './problems.ts';
import { usePage, useSession } from './queries.ts';
import { useSavedViews } from './saved-views.ts';

interface Page<R> {
  rows: R[];
  next: string | null;
  total: number;
  totalIsFloor: boolean;
}

/** What the list asks of the server: search words, sorting (`-key` = downwards), one value per filter, cursor. */
export interface ListRequest {
  town: string;
  q?: string;
  sort?: string;
  cursor?: string;
  limit: number;
  filters: Record<string, string>;
}

interface RecordListProps<Row> {
  /** Name of the list in query keys and saved views, e.g. `findings`. */
  list: string;
  title: string;
  columns: Column<Row>[];
  filters?: ListFilter[];
  load: (request: ListRequest) => Promise<Page<Row>>;
  rowHref?: (row: Row) => string;
  rowName: (row: Row) => string;
  empty: EmptyStateProps;
  /** What can be done with several rows at once; turns marking on. */
  actions?: ListAction[];
  searchable?: boolean;
  /** Buttons at the end of the toolbar. */
  children?: ReactNode;
}

const PAGE = 100;

/** A list connected to server and address: filters, sorting and selection are in the URL; views are saved. */
export function RecordList<Row extends { id: string }>(props: RecordListProps<Row>) {
  const town = useTown();
  const { query, setQuery } = useAddress();
  const state = listStateFromSearch(query);
  const filters = Object.fromEntries(
    Object.entries(state.filters).flatMap(([key, values]) => (values[0] ? [[key, values[0]]] : [])),
  );
  const request: ListRequest = {
    town,
    limit: PAGE,
    filters,
    ...(state.q ? { q: state.q } : {}),
    ...(state.sort ? { sort: (state.sort.dir === 'desc' ? '-' : '') + state.sort.key } : {}),
  };
  const page = usePage<Row>([props.list, town, request], (cursor) =>
    props.load({ ...request, ...(cursor ? { cursor } : {}) }),
  );
  const views = useSavedViews(props.list, state);
  const [exporting, setExporting] = useState(false);
  const onExport = async (format: ExportFormat) => {
    if (exporting) return;
    setExporting(true);
    try {
      const { exportRows } = await import('./export-rows.ts');
      const count = await exportRows(format, props.title, props.columns, (cursor) =>
        props.load({ ...request, limit: 200, ...(cursor ? { cursor } : {}) }),
      );
      toast(m.platform_exported({ count }));
    } catch (error) {
      toast(problemOf(error)?.text ?? m.platform_offline(), { tone: 'danger' });
    } finally {
      setExporting(false);
    }
  };
  return (
    <DataList<Row>
      title={props.title}
      columns={props.columns}
      rows={page.data ? page.rows : undefined}
      rowId={(row) => row.id}
      {...(props.rowHref ? { rowHref: props.rowHref } : {})}
      rowName={props.rowName}
      total={page.total}
      totalIsFloor={page.totalIsFloor}
      state={state}
      onState={(next) => setQuery(listStateToSearch(next))}
      {...(props.filters ? { filters: props.filters } : {})}
      {...views}
      {...(props.actions ? { actions: props.actions } : {})}
      onExport={onExport}
      empty={props.empty}
      fault={
        page.error
          ? { text: problemOf(page.error)?.text ?? m.platform_offline(), retry: () => void page.refetch() }
          : undefined
      }
      more={
        page.hasNextPage
          ? { load: () => void page.fetchNextPage(), busy: page.isFetchingNextPage }
          : undefined
      }
      searchable={props.searchable ?? true}
    >
      {props.children}
    </DataList>
  );
}

/** True when the signed-in person holds one of the functions in this town. */
export function useHolds(allowed: readonly string[]): boolean {
  const town = useTown();
  const session = useSession();
  return session?.towns.find((t) => t.slug === town)?.functions.some((f) => allowed.includes(f)) ?? false;
}
