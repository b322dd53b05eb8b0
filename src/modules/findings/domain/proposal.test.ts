import { describe, expect, test } from 'vitest';
import { merged, type Proposal } from './proposal.ts';
import { severityBy } from './severity.ts';

const proposal = (part: Partial<Proposal>): Proposal => ({
  source: 'rating:1',
  links: [],
  area: 'security',
  title: 'T',
  statement: 'S',
  cause: '',
  consequence: '',
  basis: '',
  severity: 2,
  impact: null,
  likelihood: null,
  ...part,
});

describe('severity by impact and likelihood', () => {
  test('grows with both, from slight to very high', () => {
    const table = [1, 2, 3].map((impact) => [1, 2, 3].map((likelihood) => severityBy(impact, likelihood)));
    expect(table).toEqual([
      [1, 1, 2],
      [2, 2, 3],
      [3, 4, 4],
    ]);
    expect(severityBy(null, 2)).toBeNull();
    expect(severityBy(4, 1)).toBeNull();
  });
});

describe('several proposals as one finding', () => {
  test('say everything once, under the name of the group, with the heaviest judgement', () => {
    const both = merged(
      [
        proposal({ title: 'A', statement: 'Eins.', cause: 'Alt.', impact: 3, likelihood: 1 }),
        proposal({ title: 'B', statement: 'Zwei.', cause: 'Alt.', impact: 2, likelihood: 2 }),
      ],
      'Geräte ohne Unterstützung',
    );
    // Impact 3 of the first, likelihood 2 of the second: row 3, column 2 of the matrix is 4.
    expect(both).toMatchObject({
      title: 'Geräte ohne Unterstützung',
      statement: 'Eins.\nZwei.',
      cause: 'Alt.',
      impact: 3,
      likelihood: 2,
      severity: 4,
    });
  });

  test('without a judgement the highest severity counts; one alone keeps its title', () => {
    expect(merged([proposal({ severity: 3 })], 'G')).toMatchObject({ title: 'T', severity: 3, impact: null });
    expect(merged([proposal({ severity: 3 }), proposal({ severity: 1 })], 'G').severity).toBe(3);
    expect(() => merged([], 'G')).toThrow(RangeError);
  });
});
