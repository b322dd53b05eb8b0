import { describe, expect, test } from 'vitest';
import {
  emptyListState,
  isFiltered,
  type ListState,
  listStateFromSearch,
  listStateToSearch,
  nextSort,
  toggleFilter,
} from './list-state.ts';

const state: ListState = {
  q: 'Drucker & Co',
  filters: { status: ['offen', 'wartet, lange'], office: ['10'] },
  sort: { key: 'deadline', dir: 'desc' },
  columns: ['number', 'title'],
  selected: '018f',
  view: 'mine',
};

describe('list state in the address', () => {
  test('survives the round trip, commas in values included', () => {
    expect(listStateFromSearch(listStateToSearch(state))).toEqual(state);
  });

  test('the empty state leaves no trace', () => {
    expect(listStateToSearch(emptyListState)).toEqual({});
    expect(listStateFromSearch({})).toEqual(emptyListState);
  });

  test('numbers a router has parsed are read as text, foreign shapes are ignored', () => {
    expect(listStateFromSearch({ q: 42, sort: { a: 1 }, 'f.x': '%', other: 'y' })).toEqual({
      ...emptyListState,
      q: '42',
      filters: { x: ['%'] },
    });
  });
});

test('a filter switched on and off again leaves no empty entry', () => {
  const on = toggleFilter(emptyListState, 'status', 'offen');
  expect(on.filters).toEqual({ status: ['offen'] });
  expect(isFiltered(on)).toBe(true);
  expect(toggleFilter(on, 'status', 'offen').filters).toEqual({});
});

test('sorting goes up, down, and back to the order of the server', () => {
  const up = nextSort(emptyListState, 'title');
  const down = nextSort(up, 'title');
  expect(up.sort).toEqual({ key: 'title', dir: 'asc' });
  expect(down.sort).toEqual({ key: 'title', dir: 'desc' });
  expect(nextSort(down, 'title').sort).toBeNull();
});

test('a filter that the address repeats is chosen once, and empty parts are none', () => {
  expect(listStateFromSearch({ 'f.status': ['draft', 'in_review,draft', '', 7] }).filters).toEqual({
    status: ['draft', 'in_review', '7'],
  });
  expect(listStateFromSearch({ 'f.status': 'draft,draft,,' }).filters).toEqual({ status: ['draft'] });
  expect(listStateFromSearch({ 'f.status': ',', 'f.area': { a: 1 } }).filters).toEqual({});
});
