import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'docs/asvs.md'), 'utf8');
/** Number, level, subject, state, proof. */
const rows = text
  .split('\n')
  .filter((line) => /^\| \d+\.\d+\.\d+ /.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

test('each requirement stands once, with level, state and proof', () => {
  expect(rows.length).toBeGreaterThan(150);
  const numbers = rows.map(([number]) => number);
  expect(numbers.filter((number, at) => numbers.indexOf(number) !== at)).toEqual([]);
  const faulty = rows.filter(
    ([, level, , state, proof]) =>
      !/^[12]$/.test(level ?? '') || !/^(erfüllt|offen)$/.test(state ?? '') || (proof ?? '').length < 8,
  );
  expect(faulty).toEqual([]);
});

test('the counts on top are those of the rows, and every open one is listed there', () => {
  const open = rows.filter(([, , , state]) => state === 'offen');
  expect(text).toContain(
    `Zutreffende Anforderungen: ${rows.length}, erfüllt: ${rows.length - open.length}, offen: ${open.length}.`,
  );
  for (const [number] of open) expect(text).toContain(`- **${number}** `);
});

test('every place that is named exists, and every test by its words', () => {
  const missing = rows.flatMap(([number, , , , proof]) => {
    const places = [
      ...(proof ?? '').matchAll(/`((?:src|e2e|docs|deploy|migrations)\/[^`]+)`(?:: ([^;)]+))?/g),
    ];
    return places.flatMap(([, file = '', title]) => {
      if (!existsSync(join(root, file))) return [`${number}: ${file}`];
      if (!title || !file.endsWith('.test.ts')) return [];
      const found = readFileSync(join(root, file), 'utf8').includes(title.trim().replace(/\.$/, ''));
      return found ? [] : [`${number}: ${file}: ${title}`];
    });
  });
  expect(missing).toEqual([]);
});
