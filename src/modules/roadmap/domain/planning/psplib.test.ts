import { describe, expect, test } from 'vitest';
import { readPsplib } from './psplib.ts';

const SMALL = `************************************************************************
jobs (incl. supersource/sink ):  4
************************************************************************
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          0
************************************************************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------------------------------------------------------------------------
  1      1     0       0    0
  2      1     3       2    1
  3      1     4       2    0
  4      1     0       0    0
************************************************************************
RESOURCEAVAILABILITIES:
  R 1  R 2
    3    1
************************************************************************
`;

describe('a project of the library', () => {
  test('keeps jobs, needs, uses and capacities', () => {
    const read = readPsplib(SMALL);
    expect(read).toMatchObject({
      problem: {
        horizon: 7,
        tasks: [
          { id: '1', needs: [] },
          { id: '2', needs: [{ task: 0 }], modes: [{ duration: 3, uses: [2, 1] }] },
          { id: '3', needs: [{ task: 0 }] },
          { id: '4', needs: [{ task: 1 }, { task: 2 }] },
        ],
        resources: [{ capacity: [3, 3, 3, 3, 3, 3, 3] }, { capacity: [1, 1, 1, 1, 1, 1, 1] }],
      },
    });
  });

  test.each([
    ['empty', '', 'no_section'],
    ['without capacities', SMALL.replace('RESOURCEAVAILABILITIES', 'X'), 'no_section'],
    ['with an unknown follower', SMALL.replace('2   3\n', '2   9\n'), 'unknown_job'],
    ['with a number that is none', SMALL.replace('  2      1     3 ', '  2      1     3x '), 'bad_line'],
    ['with a use too many', SMALL.replace('2    1\n', '2    1   7\n'), 'bad_line'],
    ['with a negative duration', SMALL.replace('  3      1     4 ', '  3      1     -4 '), 'bad_line'],
    ['of endless duration', SMALL.replace('  3      1     4 ', '  3      1     4000000 '), 'too_large'],
  ])('%s is refused with its line', (_, text, code) => {
    expect(readPsplib(text)).toMatchObject({ fault: { code } });
  });
});
