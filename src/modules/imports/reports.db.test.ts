import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImportProduct, openImportProduct } from './testing/import-product.ts';

let page: ImportProduct;
beforeAll(async () => {
  page = await openImportProduct();
});
afterAll(() => page?.close());

const SCAN = `<?xml version="1.0"?><!DOCTYPE nmaprun><nmaprun scanner="nmap">
<host><status state="up"/><address addr="127.0.0.1" addrtype="ipv4"/><hostnames><hostname name="localhost" type="PTR"/></hostnames></host>
<host><status state="up"/><address addr="10.9.0.7" addrtype="ipv4"/><address addr="AA:BB:CC:09:00:07" addrtype="mac" vendor="Kyocera"/>
<ports><port protocol="tcp" portid="9100"><state state="open"/><service name="jetdirect" product="HP JetDirect"/></port></ports></host>
<host><status state="down"/><address addr="10.9.0.8" addrtype="ipv4"/></host></nmaprun>`;

test('a scan on the page: checked with a preview, stored without what is refused, and not to be taken back', async () => {
  const { id } = await page.upload(SCAN, { name: 'netz.xml' });
  const checked = await page.settled(id);
  expect(checked).toMatchObject({
    phase: 'checked',
    kind: 'nmap',
    counts: { created: 1, refused: 1 },
    faultTotal: 1,
  });
  expect(checked.preview?.rows.map(({ act }) => act)).toEqual(['refuse', 'create']);
  expect(await page.count("item where name = '10.9.0.7'")).toBe(0);
  await page.send(id, 'start');
  expect(await page.settled(id)).toMatchObject({ phase: 'done' });
  expect(await page.count("item where name = '10.9.0.7'")).toBe(1);
  const undo = await page.ask('beratung', 'POST', `/towns/tannau/imports/${id}/undo`);
  expect(undo.json).toMatchObject({ code: 'import_stays' });
});
