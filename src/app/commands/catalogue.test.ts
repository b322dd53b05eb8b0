import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { catalogue } from './catalogue.ts';

const folder = mkdtempSync(join(tmpdir(), 'sollstand-catalogue-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

async function run(...args: string[]): Promise<{ code: number; text: string }> {
  let text = '';
  const keep = (chunk: unknown) => {
    text += String(chunk);
    return true;
  };
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation(keep),
  );
  try {
    return { code: await catalogue.run(args), text };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

test('our own catalogue goes out as OSCAL, passes the check and becomes a workbook', {
  timeout: 60_000,
}, async () => {
  expect((await run('export', 'vds10000', '--out', at('vds.json'))).code).toBe(0);
  const checked = await run('check', at('vds.json'), '--json', '--out', at('vds.xlsx'));
  expect(JSON.parse(checked.text)).toMatchObject({ controls: 89, remarks: [], faults: [] });
  expect(readFileSync(at('vds.xlsx')).subarray(0, 2).toString()).toBe('PK');
  const workbook = await run('check', at('vds.xlsx'));
  expect([workbook.code, workbook.text]).toEqual([0, expect.stringContaining('89 Anforderungen')]);
});

test('the template is written; a faulty file and a wrong call end with 2', { timeout: 60_000 }, async () => {
  expect((await run('template', '--out', at('vorlage.xlsx'))).code).toBe(0);
  const empty = await run('check', at('vorlage.xlsx'));
  expect([empty.code, empty.text]).toEqual([2, expect.stringContaining('Katalog!B1: Hier fehlt „Titel“.')]);
  writeFileSync(at('halb.json'), '{"catalog": {');
  expect((await run('check', at('halb.json'))).text).toContain('kein lesbares JSON');
  for (const args of [['check'], ['export', 'keiner'], ['template'], ['anders']])
    expect((await run(...args)).code).toBe(2);
  expect((await run('check', at('fehlt.json'))).code).toBe(1);
});
