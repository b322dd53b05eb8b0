import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { officeFile, zipFile } from './testing/zip-file.ts';
import { checkZip } from './zip-check.ts';

const folder = mkdtempSync(join(tmpdir(), 'sollstand-zip-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function stored(content: Buffer): string {
  const path = join(folder, 'archive');
  writeFileSync(path, content);
  return path;
}
const reasonOf = (content: Buffer): Promise<string> =>
  checkZip(stored(content)).then(
    () => 'fine',
    (error: { reason?: string }) => error.reason ?? String(error),
  );
const noughts = (bytes: number): Buffer => Buffer.alloc(bytes);

test('documents pass, also with a sheet of many equal rows', async () => {
  expect(await reasonOf(officeFile('docx'))).toBe('fine');
  const rows = Buffer.from('<c r="A1" t="s"><v>12</v></c>'.repeat(400_000));
  expect(await reasonOf(officeFile('xlsx', [{ name: 'xl/worksheets/sheet1.xml', content: rows }]))).toBe(
    'fine',
  );
});

test('a bomb is told by its directory, and unpacked no further than allowed when that lies', async () => {
  const bomb = [{ name: 'word/media/a.bin', content: noughts(60_000_000) }];
  expect(await reasonOf(officeFile('docx', bomb))).toBe('bomb');
  const lying = bomb.map((entry) => ({ ...entry, claims: 100 }));
  const before = process.memoryUsage().rss;
  expect(await reasonOf(officeFile('docx', lying))).toBe('bomb');
  expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
});

test('ten thousand entries that all point to one piece count as often as they are named', async () => {
  const content = officeFile('docx', [{ name: 'a', content: noughts(1_000_000) }]);
  const end = content.length - 22;
  const from = content.readUInt32LE(end + 16);
  const directory = content.subarray(from, end);
  const last = directory.subarray(directory.length - 47);
  const many = Buffer.concat([directory, ...Array.from({ length: 2000 }, () => last)]);
  const tail = Buffer.from(content.subarray(end));
  tail.writeUInt16LE(2003, 8);
  tail.writeUInt16LE(2003, 10);
  tail.writeUInt32LE(many.length, 12);
  expect(await reasonOf(Buffer.concat([content.subarray(0, from), many, tail]))).toBe('bomb');
});

test('what is cut off, changed, locked or none is refused', async () => {
  const whole = officeFile('docx', [{ name: 'a', content: Buffer.from('x'.repeat(3000)), stored: true }]);
  expect(await reasonOf(whole.subarray(0, whole.length - 30))).toBe('damaged');
  const flipped = Buffer.from(whole);
  flipped[1500] = (flipped[1500] ?? 0) ^ 1;
  expect(await reasonOf(flipped)).toBe('damaged');
  expect(await reasonOf(zipFile([{ name: 'a', content: 'x', encrypted: true }]))).toBe('encrypted');
  expect(await reasonOf(zipFile([{ name: 'a', content: 'xyz', claims: 2 }]))).toBe('damaged');
  expect(await reasonOf(Buffer.from('kein Archiv'))).toBe('damaged');
  expect(await reasonOf(zipFile([]))).toBe('damaged');
});
