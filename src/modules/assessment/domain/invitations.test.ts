import { expect, test } from 'vitest';
import { localDate } from '#kernel/dates';
import { type ExpectedGuest, type SentInvitation, standingsOf } from './invitations.ts';

const today = localDate('2027-03-10');
const told = {
  day: localDate('2027-03-15'),
  starts: '09:00',
  ends: '10:00',
  title: 'Auftakt',
  place: 'Saal',
};
const guest = (part: Partial<ExpectedGuest> = {}): ExpectedGuest => ({
  entryId: 'e1',
  personId: 'p1',
  name: 'Eva',
  email: 'eva@tannau.example',
  told,
  ...part,
});
const sent = (part: Partial<SentInvitation> = {}): SentInvitation => ({
  id: 's1',
  entryId: 'e1',
  personId: 'p1',
  name: 'Eva',
  email: 'eva@tannau.example',
  told,
  cancelled: false,
  ...part,
});
const states = (guests: ExpectedGuest[], before: SentInvitation[]) =>
  standingsOf(guests, before, today).map(({ state }) => state);

test('who was not told yet is new, who was is told, and any difference in what was told is a change', () => {
  expect(states([guest()], [])).toEqual(['new']);
  expect(states([guest()], [sent()])).toEqual(['told']);
  for (const part of [
    { day: localDate('2027-03-16') },
    { starts: '09:15' },
    { ends: '10:15' },
    { title: 'Anders' },
    { place: '' },
  ])
    expect(states([guest({ told: { ...told, ...part } })], [sent()])).toEqual(['changed']);
});

test('a new address is told anew, one that differs in capitals is not, one that is lost stays in use', () => {
  expect(states([guest({ email: 'neu@tannau.example' })], [sent()])).toEqual(['changed']);
  expect(states([guest({ email: 'Eva@Tannau.example' })], [sent()])).toEqual(['told']);
  const [lost] = standingsOf([guest({ email: '', told: { ...told, place: '' } })], [sent()], today);
  expect(lost).toMatchObject({ state: 'changed', email: 'eva@tannau.example' });
});

test('who is gone is told once; who comes again is invited anew, with the old row', () => {
  expect(states([], [sent()])).toEqual(['gone']);
  expect(states([], [sent({ cancelled: true })])).toEqual([]);
  const [again] = standingsOf([guest()], [sent({ cancelled: true })], today);
  expect(again).toMatchObject({ state: 'new', sent: { id: 's1' } });
});

test('nobody is written to about what is over, and nobody without an address', () => {
  const past = { ...told, day: localDate('2027-03-09') };
  expect(states([guest({ told: past })], [])).toEqual(['over']);
  expect(states([guest({ told: { ...past, place: '' } })], [sent({ told: past })])).toEqual(['over']);
  expect(states([], [sent({ told: past })])).toEqual([]);
  // Moved from the past into the future, or back: that is told.
  expect(states([guest()], [sent({ told: past })])).toEqual(['changed']);
  expect(states([guest({ email: '' })], [])).toEqual(['no_address']);
  expect(states([], [sent({ email: '' })])).toEqual([]);
});

test('guests without a record are known by their address', () => {
  const outside = { personId: null, email: 'Gast@firma.example' };
  expect(states([guest(outside)], [sent({ ...outside, email: 'gast@firma.example' })])).toEqual(['told']);
});
