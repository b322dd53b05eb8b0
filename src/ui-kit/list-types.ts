import type { ReactNode } from 'react';
import type { EmptyStateProps } from './empty-state.tsx';
import type { IconName } from './icons.tsx';
import type { ListState } from './list-state.ts';

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** Plain text of the cell, where `cell` is more than text. */
  text?: (row: Row) => string;
  /** Euro cents of a column of money: goes into a download as a number to reckon with. */
  cents?: (row: Row) => number;
  /** What is reckoned with in a download, where `cell` is words; null = an empty cell. */
  number?: (row: Row) => number | null;
  align?: 'start' | 'end';
  width?: string;
  /** The name of the row: header of its line, link to its record, heading of its card. Exactly one column. */
  primary?: boolean;
  sort?: boolean;
  /** false = cannot be switched off. */
  hideable?: boolean;
  /** Off until somebody chooses it. */
  hidden?: boolean;
}

export interface ListFilter {
  key: string;
  title: string;
  options: { value: string; label: string; count?: number }[];
}

export interface ListView {
  key: string;
  title: string;
  state: Partial<ListState>;
  count?: number;
  /** Own views can be deleted. */
  own?: boolean;
}

export interface ListAction {
  label: string;
  icon?: IconName;
  danger?: boolean;
  reason?: string;
  /** The marks are cleared when the promise resolves, kept when it rejects. */
  run: (ids: string[]) => Promise<void> | void;
}

export interface DataListProps<Row> {
  /** Names the table: "Maßnahmen". */
  title: string;
  columns: Column<Row>[];
  rows: Row[] | undefined;
  rowId: (row: Row) => string;
  rowHref?: (row: Row) => string;
  rowName: (row: Row) => string;
  /** How many there are in all; the count on screen. */
  total?: number;
  /** Not counted further: there are more than `total`. */
  totalIsFloor?: boolean;
  state: ListState;
  onState: (state: ListState) => void;
  filters?: ListFilter[];
  views?: ListView[];
  onSaveView?: (title: string, state: ListState) => void;
  onDeleteView?: (key: string) => void;
  actions?: ListAction[];
  /** Address of the download for this state, or a callback. Both formats on every table. */
  exportHref?: (format: ExportFormat) => string;
  onExport?: (format: ExportFormat) => void;
  empty: EmptyStateProps;
  fault?: { text: string; retry: () => void } | undefined;
  more?: { load: () => void; busy: boolean } | undefined;
  /** false leaves out the search box. */
  searchable?: boolean;
  /** Placed at the end of the toolbar, for example "Neue Maßnahme". */
  children?: ReactNode;
}

export type ExportFormat = 'csv' | 'xlsx';
