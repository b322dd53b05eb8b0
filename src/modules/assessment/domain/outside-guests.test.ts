import { expect, test } from 'vitest';
import { readOutsideGuests, writeOutsideGuests } from './outside-guests.ts';

test('guests are read as they are written; a line that is none is named by its number', () => {
  const guests = [
    { name: 'Eva Öhler', email: 'eva@firma.example' },
    { name: 'Dr. Jan "J" Muster', email: 'jan@firma.example' },
  ];
  expect(readOutsideGuests(writeOutsideGuests(guests))).toEqual({ guests, faults: [] });
  expect(readOutsideGuests(' a@b.example \r\n\n<c@d.example>')).toEqual({
    guests: [
      { name: 'a@b.example', email: 'a@b.example' },
      { name: 'c@d.example', email: 'c@d.example' },
    ],
    faults: [],
  });
  expect(readOutsideGuests('Eva\n\nJan <jan@firma.example>\nx <y> <z@a.example').faults).toEqual([1, 4]);
  expect(readOutsideGuests('')).toEqual({ guests: [], faults: [] });
});
