import { describe, expect, test } from 'vitest';
import { baseOf, nextToSend, type OutboxEntry, pauseAfter, replaceable } from './outbox.ts';

let seq = 0;
const entry = (target: string, more: Partial<OutboxEntry> = {}): OutboxEntry => ({
  seq: ++seq,
  kind: 'observation',
  target,
  needs: null,
  baseVersion: null,
  attempts: 0,
  state: 'waiting',
  ...more,
});

describe('what is sent next', () => {
  test('is the oldest, whatever order the entries come in', () => {
    const [one, two] = [entry('a'), entry('b')];
    expect(nextToSend([two, one])).toBe(one);
    expect(nextToSend([])).toBeUndefined();
  });
  test('goes past what waits for a decision, but not past the same record', () => {
    const stuck = entry('a', { state: 'conflict', baseVersion: 1 });
    const later = entry('a', { baseVersion: 1 });
    const other = entry('b');
    expect(nextToSend([stuck, later, other])).toBe(other);
    expect(nextToSend([stuck, later])).toBeUndefined();
  });
  test('a photo waits until its observation is made, not until a change of it is settled', () => {
    const photo = entry('p', { kind: 'photo', needs: 'a' });
    expect(nextToSend([entry('a', { seq: 0, state: 'refused' }), photo])).toBeUndefined();
    expect(nextToSend([entry('a', { seq: 0, state: 'conflict', baseVersion: 2 }), photo])).toBe(photo);
  });
});

describe('a fresh capture of the same record', () => {
  test('replaces what was never tried or waits for a decision', () => {
    const fresh = entry('a');
    expect(replaceable([fresh], 'a')).toBe(fresh);
    const refused = entry('a', { attempts: 1, state: 'refused' });
    expect(replaceable([refused], 'a')).toBe(refused);
    expect(replaceable([fresh], 'b')).toBeUndefined();
  });
  test('stands beside what was tried: it may have arrived', () => {
    const tried = entry('a', { attempts: 1 });
    expect(replaceable([tried], 'a')).toBeUndefined();
    const behind = entry('a');
    expect(replaceable([behind, tried], 'a')).toBe(behind);
  });
  test('rests on what the device knows, or on the entry before it', () => {
    expect(baseOf([], 'a', 3)).toBe(3);
    expect(baseOf([entry('a', { attempts: 1, baseVersion: null })], 'a', 3)).toBeNull();
  });
});

test('pauses grow to a minute', () => {
  expect([1, 2, 3, 6, 40].map(pauseAfter)).toEqual([3_000, 6_000, 12_000, 60_000, 60_000]);
});
