import { expect, test } from 'vitest';
import { chainGroups } from './chain-groups.ts';

test('a quarter reads as people say it; its address keeps what the data says', () => {
  const [group] = chainGroups('tannau', [{ kind: 'quarter', id: '2026-Q4', label: '2026-Q4' }]);
  expect(group?.links).toEqual([{ title: 'Q4 2026', href: expect.stringContaining('2026-Q4') }]);
});

test('number and title are told apart, kinds stay together', () => {
  const groups = chainGroups('tannau', [
    { kind: 'finding', id: 'a', label: 'F-01 Eine Kraft hält fünf Rollen' },
    { kind: 'goal', id: 'b', label: 'Z-2 Ausfälle verringern' },
    { kind: 'finding', id: 'c', label: 'F-02 Kein Ticketsystem' },
  ]);
  expect(groups.map(({ links }) => links.map(({ number }) => number))).toEqual([['F-01', 'F-02'], ['Z-2']]);
  expect(groups[0]?.links[0]?.title).toBe('Eine Kraft hält fünf Rollen');
});
