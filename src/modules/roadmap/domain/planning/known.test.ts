import { expect, test } from 'vitest';
import { packageOf, way } from '../../testing/drawn-package.ts';
import { knownOf, type Told } from './known.ts';

const told = (more: Partial<Told> = {}): Told => ({
  done: false,
  doneIn: null,
  percent: null,
  reportedFor: null,
  effort: null,
  library: null,
  once: null,
  ...more,
});
const spread = { least: 0.75, most: 1.5 };
const of = (said: Told | undefined, mode = 0, now = 1.5) => {
  const other = { ...way(1, 900), id: '0198a000-0000-7000-8000-000000000001' };
  const pack = packageOf([{ ways: [way(2, 500), other] }], []);
  return knownOf(pack, { starts: [0], modes: [mode] }, new Map(said ? [['M0', said]] : []), {
    spread,
    now,
  })[0];
};

test('length follows effort, then the library around its middle, then the assumed spread', () => {
  const effort = { least: 4, planned: 6, most: 9 };
  const library = { least: 4, most: 12 };
  expect(of(told({ effort, library }))?.duration).toEqual({ least: 4 / 6, mode: 1, most: 1.5 });
  expect(of(told({ library }))).toMatchObject({
    duration: { least: 0.5, mode: 1, most: 1.5 },
    range: 'library',
  });
  for (const said of [undefined, told(), told({ effort: { least: 0, planned: 0, most: 9 } })])
    expect(of(said)).toMatchObject({ duration: { least: 0.75, mode: 1, most: 1.5 }, range: 'assumed' });
  // A range that the planned value has left stretches to it, and what is absurd is held back.
  expect(of(told({ effort: { least: 20, planned: 6, most: 90 } }))?.duration).toEqual({
    least: 1,
    mode: 1,
    most: 4,
  });
});

test('ranges belong to the way that stands in the measure', () => {
  const said = told({ effort: { least: 1, planned: 2, most: 3 }, once: { least: 300, most: 800 } });
  expect(of(said)?.once).toEqual({ least: 300, mode: 500, most: 800 });
  expect(of(said, 1)).toMatchObject({ range: 'assumed', once: { least: 900, mode: 900, most: 900 } });
});

test('a month counts to its end, but not beyond today; what is done without a day was done as planned', () => {
  const { share, at } = of(told({ percent: 40, reportedFor: '2027-02-01' }))?.reported ?? { share: 0, at: 0 };
  expect(share).toBe(0.4);
  expect(at).toBeCloseTo(2 / 3, 9);
  expect(of(told({ percent: 40, reportedFor: '2027-06-01' }))?.reported).toEqual({ share: 0.4, at: 1.5 });
  expect(of(told({ done: true, doneIn: '2027-Q1' }))?.doneAt).toBe(1);
  expect(of(told({ done: true }), 0, 6)?.doneAt).toBe(2);
  expect(of(told())?.doneAt).toBeNull();
});
