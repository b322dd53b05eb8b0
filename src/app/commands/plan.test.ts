import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { plan } from './plan.ts';

let folder: string;
let printed: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plan-'));
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** Two jobs of 3 and 4 periods that both need two of three people. */
const small = (capacity: number) => `PRECEDENCE RELATIONS:
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          0
****
REQUESTS/DURATIONS:
  1      1     0       0
  2      1     3       2
  3      1     4       2
  4      1     0       0
****
RESOURCEAVAILABILITIES:
  R 1
    ${capacity}
****
`;
const put = (name: string, text: string) => writeFileSync(join(folder, name), text);

test('a folder is planned file by file, against its references', async () => {
  put('one.sm', small(3));
  put('reference.csv', 'instance,reference_makespan\none,7\n');
  expect(await plan.run([folder, '--json', '--seconds', '0.2'])).toBe(0);
  const { instances } = JSON.parse(printed) as { instances: Record<string, unknown>[] };
  expect(instances).toMatchObject([
    { instance: 'one', makespan: 7, lowerBound: 5, proven: false, reference: 7, gap: 0 },
  ]);
  // Either of the two may come first.
  expect([
    [0, 0, 3, 7],
    [0, 4, 0, 7],
  ]).toContainEqual(instances[0]?.starts);
});

test('with room for both the longer one decides, and that is proven', async () => {
  put('two.sm', small(4));
  expect(await plan.run([join(folder, 'two.sm')])).toBe(0);
  expect(printed).toContain('two: Ende 4, bewiesen optimal');
});

test('what is no such file, or can never be done, is named; the rest is planned', async () => {
  put('a.sm', 'hallo');
  put('b.sm', small(1));
  put('c.sm', small(4));
  expect(await plan.run([folder, '--json', '--seconds', '0.2'])).toBe(2);
  const { instances, faults } = JSON.parse(printed);
  expect(instances).toHaveLength(1);
  expect(faults.map(({ text }: { text: string }) => text)).toEqual([
    expect.stringContaining('PRECEDENCE RELATIONS'),
    expect.stringContaining('mehr, als je vorhanden ist'),
  ]);
});

test.each([[[]], [['gibt-es-nicht']], [['.', '--seconds', '0']]])('%j is refused', async (args) => {
  expect(await plan.run(args)).toBe(2);
});
