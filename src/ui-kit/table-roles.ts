/**
 * Spelled out because browsers stop exposing a table once style sheets lay its lines out as cards, as ours
 * do in narrow frames.
 */
export const as = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  cell: { role: 'cell' },
  column: { role: 'columnheader', scope: 'col' },
  columns: { role: 'columnheader', scope: 'colgroup' },
  line: { role: 'rowheader', scope: 'row' },
} as const;
