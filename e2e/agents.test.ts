import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, launch } from './browser.ts';
import { isAccessible } from './looks-well.ts';
import { type Product, signIn, startProduct } from './product.ts';

const report = (name: string) => `<?xml version="1.0" encoding="UTF-8"?>
<REQUEST><CONTENT>
  <BIOS><SMANUFACTURER>Dell Inc.</SMANUFACTURER><SMODEL>PowerEdge R740</SMODEL><SSN>E2E-4711</SSN></BIOS>
  <CPUS><NAME>Xeon Silver 4210</NAME><CORE>10</CORE></CPUS>
  <HARDWARE><NAME>${name}</NAME><CHASSIS_TYPE>Rack Mount Chassis</CHASSIS_TYPE><MEMORY>64000</MEMORY></HARDWARE>
  <NETWORKS><DESCRIPTION>Ethernet</DESCRIPTION><MACADDR>aa:bb:cc:dd:00:11</MACADDR><IPADDRESS>10.0.0.11</IPADDRESS></NETWORKS>
  <OPERATINGSYSTEM><FULL_NAME>Microsoft Windows Server 2012 R2 Standard</FULL_NAME><VERSION>6.3.9600</VERSION></OPERATINGSYSTEM>
  <SOFTWARES><NAME>7-Zip</NAME><VERSION>23.01</VERSION></SOFTWARES>
</CONTENT><DEVICEID>e2e-2026-11-01-08-00-00</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>`;

describe.skipIf(!hasBrowser)('inventory agents', () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    product = await startProduct();
    browser = await launch();
    page = await (await browser.newContext({ locale: 'de-DE', reducedMotion: 'reduce' })).newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  const send = (address: string, name: string) =>
    fetch(address, { method: 'POST', headers: { 'content-type': 'application/xml' }, body: report(name) });

  test('a key is made, an agent reports, the machine is there; what is corrected by hand stays and can be given back', async () => {
    await signIn(page, product, 'it');
    await page.getByRole('link', { name: 'Inventar-Agenten' }).click();
    await page.getByRole('button', { name: 'Schlüssel ausstellen' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Schlüssel').fill('Rathaus');
    await dialog.getByRole('button', { name: 'Schlüssel ausstellen' }).click();
    const address = await dialog.getByLabel('Adresse für den Agenten').inputValue();
    expect(address).toMatch(/\/agent\/agent_/);
    await dialog.getByRole('button', { name: 'Fertig' }).click();
    expect((await send(address, 'srv-e2e')).status).toBe(200);
    expect((await send(`${address}x`, 'srv-e2e')).status).toBe(401);
    expect((await fetch(address, { method: 'POST', body: 'kein Inventar' })).status).toBe(422);
    await page.reload();
    await page.getByText('Die Meldung ist weder XML noch JSON.').waitFor();
    await isAccessible(page);

    await page.getByRole('link', { name: /srv-e2e/ }).click();
    for (const text of ['Xeon Silver 4210', 'aa:bb:cc:dd:00:11', '7-Zip', 'E2E-4711'])
      await page.getByText(text).first().waitFor();
    await page.getByText(/Unterstützung endet am 10\.10\.2023 laut Microsoft Lifecycle/).waitFor();
    await isAccessible(page);

    await page.getByRole('link', { name: 'Bearbeiten' }).click();
    await page.getByLabel('Bezeichnung').fill('Datenbankserver');
    await page.getByRole('button', { name: 'Änderungen speichern' }).click();
    await page.getByRole('heading', { name: /Datenbankserver/ }).waitFor();
    await send(address, 'srv-neu');
    await page.reload();
    await page.getByText('Von Hand, Agent meldet: srv-neu').waitFor();
    await page.getByRole('button', { name: 'Bezeichnung wieder der Meldung überlassen' }).click();
    await page.getByRole('heading', { name: /srv-neu/ }).waitFor();
  });
});
