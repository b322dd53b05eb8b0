import { expect, test } from 'vitest';
import { listPath, recordAt, recordPath } from './paths.ts';

const id = '01a20a8b-bacc-70a6-bb75-76bd990e3046';

test('a path of a record is read back, with what stands below it', () => {
  expect(recordAt(recordPath('tannau', 'finding', id))).toEqual({ kind: 'finding', id });
  expect(recordAt(`${recordPath('tannau', 'room', id)}/bearbeiten`)).toEqual({ kind: 'room', id });
});

test('lists and other places are no record', () => {
  expect(recordAt(listPath('tannau', 'finding'))).toBeNull();
  expect(recordAt(`/t/tannau/feststellungen/neu`)).toBeNull();
  expect(recordAt(`/t/tannau/unbekannt/${id}`)).toBeNull();
  expect(recordAt('/t/tannau')).toBeNull();
});
