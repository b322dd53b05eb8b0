import type { ReactNode } from 'react';
import type { CallContext } from '#platform/client';
import type { Column, ListFilter } from '#ui-kit/list-page';

export type PartKind = 'office' | 'site' | 'room' | 'person' | 'duty' | 'stakeholder_group';

export interface StoredView {
  id: string;
  version: number;
}

interface ListInput {
  town: string;
  q?: string;
  sort?: string;
  cursor?: string;
  limit?: number;
}

interface Sent {
  context: CallContext;
}

/** The five calls of a plain record, as the typed client offers them. */
interface Calls<View, Fields> {
  list: (
    input: ListInput,
  ) => Promise<{ rows: View[]; next: string | null; total: number; totalIsFloor: boolean }>;
  get: (input: { town: string; id: string }) => Promise<View>;
  create: (input: Fields & { town: string }, sent: Sent) => Promise<View>;
  update: (input: Fields & { town: string; id: string }, sent: Sent) => Promise<View>;
  remove: (input: { town: string; id: string }, sent: Sent) => Promise<unknown>;
}

/** What a list and a record page of a kind without decisions of its own need to know. */
export interface SimpleKind<View extends StoredView, Fields extends object, Value extends object> {
  kind: PartKind;
  /** Name of the list in query keys, e.g. `offices`. */
  list: string;
  /** Other lists that show something of it. */
  touches: readonly string[];
  calls: Calls<View, Fields>;
  words: () => {
    title: string;
    one: string;
    lead: string;
    create: string;
    emptyTitle: string;
    emptyWhy: string;
  };
  columns: (town: string) => Column<View>[];
  name: (view: View) => string;
  blank: (query: Readonly<Record<string, string>>) => Value;
  toForm: (view: View) => Value;
  /** An unreadable number travels as null, so that the server names the field. */
  toFields: (value: Value) => Fields;
  Fields: (props: FieldsProps<Value>) => ReactNode;
  facts: (view: View) => { label: string; value: ReactNode }[];
  /** What the list can be narrowed by; a hook, since choices may have to be read first. */
  useFilters?: () => ListFilter[];
  /** false where the global search does not know the kind. */
  searchable?: boolean;
  notice?: (view: View) => ReactNode;
  below?: (view: View) => ReactNode;
}

export interface FieldsProps<Value> {
  value: Value;
  change: (part: Partial<Value>) => void;
}
