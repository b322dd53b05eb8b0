import { expect, test } from 'vitest';
import { minutesLeft } from './time-left.ts';

const at = (clock: string) => Date.parse(`2026-11-23T${clock}:00Z`);

test('what is left counts from the time agreed, else from the first answer, and says when it is over', () => {
  const slot = { minutes: 60, scheduled: at('10:00'), begun: at('10:05') };
  expect(minutesLeft({ ...slot, now: at('10:20') })).toBe(40);
  expect(minutesLeft({ ...slot, now: at('09:45') })).toBe(60);
  expect(minutesLeft({ ...slot, now: at('11:10') })).toBe(-10);
  expect(minutesLeft({ ...slot, scheduled: at('08:00') - 86_400_000, now: at('10:20') })).toBe(45);
  expect(minutesLeft({ ...slot, scheduled: null, begun: null, now: at('10:20') })).toBeNull();
  expect(minutesLeft({ ...slot, now: at('18:00') })).toBeNull();
});
