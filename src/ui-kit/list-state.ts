/** What a list shows; plain data, so that the address can carry it. */
export interface ListState {
  q: string;
  filters: Record<string, string[]>;
  sort: { key: string; dir: 'asc' | 'desc' } | null;
  /** Keys of the visible columns in their order; null = as the page defines them. */
  columns: string[] | null;
  /** Row in focus: the one a preview shows and j/k start from. */
  selected: string | null;
  view: string | null;
}

export const emptyListState: ListState = {
  q: '',
  filters: {},
  sort: null,
  columns: null,
  selected: null,
  view: null,
};

/** Query parameters: q, sort (-key = descending), cols, sel, view, and f.<key> per filter. */
export function listStateToSearch(state: ListState): Record<string, string> {
  const search: Record<string, string> = {};
  if (state.q) search.q = state.q;
  if (state.sort) search.sort = (state.sort.dir === 'desc' ? '-' : '') + state.sort.key;
  if (state.columns) search.cols = state.columns.join(',');
  if (state.selected) search.sel = state.selected;
  if (state.view) search.view = state.view;
  for (const [key, values] of Object.entries(state.filters)) {
    if (values.length > 0) search[`f.${key}`] = values.map(encodeURIComponent).join(',');
  }
  return search;
}

/** Reads what `listStateToSearch` wrote; anything else in the address is ignored. */
export function listStateFromSearch(search: Record<string, unknown>): ListState {
  const text = (key: string) => {
    const value = search[key];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const sort = text('sort');
  const filters: ListState['filters'] = {};
  for (const key of Object.keys(search)) {
    const values = key.startsWith('f.') ? chosen(search[key]) : [];
    if (values.length > 0) filters[key.slice(2)] = values;
  }
  return {
    q: text('q'),
    filters,
    sort: sort ? { key: sort.replace(/^-/, ''), dir: sort.startsWith('-') ? 'desc' : 'asc' } : null,
    columns: text('cols') ? text('cols').split(',') : null,
    selected: text('sel') || null,
    view: text('view') || null,
  };
}

/** Each value once, however often an address repeats it. */
function chosen(given: unknown): string[] {
  const parts = (Array.isArray(given) ? given : [given]).flatMap((part) =>
    typeof part === 'string' || typeof part === 'number' ? String(part).split(',').map(decode) : [],
  );
  return [...new Set(parts.filter((part) => part !== ''))];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const isFiltered = (state: ListState) =>
  state.q !== '' || Object.values(state.filters).some((values) => values.length > 0);

export function toggleFilter(state: ListState, key: string, value: string): ListState {
  const chosen = state.filters[key] ?? [];
  const next = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
  const { [key]: _, ...others } = state.filters;
  return { ...state, filters: next.length > 0 ? { ...others, [key]: next } : others, view: null };
}

/** asc -> desc -> as the server orders. */
export function nextSort(state: ListState, key: string): ListState {
  const { sort } = state;
  if (sort?.key !== key) return { ...state, sort: { key, dir: 'asc' } };
  return { ...state, sort: sort.dir === 'asc' ? { key, dir: 'desc' } : null };
}
