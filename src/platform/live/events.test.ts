import { expect, test } from 'vitest';
import { type Cursor, isAfter, readCursor, writeCursor } from './cursor.ts';
import { type LiveKinds, maySee } from './events.ts';

const kinds: LiveKinds = { item: ['head_of_it'], finding: ['head_of_it', 'office_staff'] };
const at = (xid: number): Cursor => ({ xid: BigInt(xid), id: 1 });

test('a cursor is read as it is written; anything else is none', () => {
  expect(readCursor(writeCursor(at(815)))).toEqual(at(815));
  for (const text of ['', 'x', '1', '-1-1', '99999999999999999999-1', '1-1; drop table journal', null])
    expect(readCursor(text)).toBeNull();
  expect(isAfter(at(2), at(1))).toBe(true);
  expect(isAfter({ xid: 2n, id: 1 }, { xid: 2n, id: 1 })).toBe(false);
});

test('function, office and draft decide together who may know', () => {
  const of = (kind: string, office: string | null = null, draft = false) => ({ kind, office, draft });
  const staff = [{ function: 'office_staff' as const, officeId: 'a' }];
  const head = [{ function: 'head_of_it' as const, officeId: null }];
  expect(maySee(kinds, staff, of('finding', 'a'))).toBe(true);
  expect(maySee(kinds, staff, of('finding'))).toBe(true);
  expect(maySee(kinds, staff, of('finding', 'b'))).toBe(false);
  expect(maySee(kinds, staff, of('item'))).toBe(false);
  expect(maySee(kinds, staff, of('finding', 'a', true))).toBe(false);
  expect(maySee(kinds, head, of('finding', 'b', true))).toBe(true);
  expect(maySee(kinds, head, of('secret'))).toBe(false);
  // The right to the kind and the right to the office have to come from one function.
  const both = [...staff, { function: 'head_of_it' as const, officeId: 'b' }];
  expect(maySee(kinds, both, of('item', 'a'))).toBe(false);
});
