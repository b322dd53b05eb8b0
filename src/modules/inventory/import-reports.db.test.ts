import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { townActor } from '../../app/command.ts';
import { importFile } from '../../app/import/import-file.ts';
import { importKinds } from '../../app/import-kinds.ts';
import {
  type AgentProduct,
  hasRecorded,
  inventoryXml,
  openAgentProduct,
  recordedIn,
  recordedPath,
} from './testing/agents.ts';

let product: AgentProduct;
beforeAll(async () => {
  product = await openAgentProduct();
});
afterAll(() => product?.close());

const bring = async (path: string, as?: string, dryRun = false) =>
  importFile(product.installation, await townActor(product.installation, 'tannau'), {
    path,
    kinds: importKinds.filter(({ name }) => !as || name === as),
    dryRun,
    progress: { tell: async () => undefined },
  });
const file = (name: string, text: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'sollstand-report-')), name);
  writeFileSync(path, text);
  return path;
};

const SCAN = `<?xml version="1.0"?><!DOCTYPE nmaprun><nmaprun scanner="nmap">
<host><status state="up"/><address addr="127.0.0.1" addrtype="ipv4"/><hostnames><hostname name="localhost" type="PTR"/></hostnames></host>
<host><status state="up"/><address addr="10.9.0.7" addrtype="ipv4"/><address addr="AA:BB:CC:09:00:07" addrtype="mac" vendor="Kyocera"/>
<ports><port protocol="tcp" portid="9100"><state state="open"/><service name="jetdirect" product="HP JetDirect"/></port></ports></host>
<host><status state="down"/><address addr="10.9.0.8" addrtype="ipv4"/></host></nmaprun>`;

test('a scan is recognised by itself; its own address is left out with the reason, a trial run stores nothing', async () => {
  const path = file('netz.xml', SCAN);
  const before = await product.count('item');
  expect(await bring(path, undefined, true)).toMatchObject({
    kind: 'nmap',
    created: 1,
    refused: 1,
    rest: true,
  });
  expect(await product.count('item')).toBe(before);
  const done = await bring(path);
  expect(done).toMatchObject({ created: 1, updated: 0, skipped: 0, refused: 1 });
  expect(done.faults[0]?.text).toMatch(/^127\.0\.0\.1: Das ist nur die eigene Adresse/);
  expect(await bring(path, 'nmap')).toMatchObject({ created: 0, updated: 0, skipped: 1, refused: 1 });
  expect(await product.count('item')).toBe(before + 1);
});

test('what a scan found first is the machine whose agent reports later, under the name the agent knows', async () => {
  const [scanned] = await product.sql("select id, name, vendor from item where name = '10.9.0.7'");
  expect(scanned).toMatchObject({ vendor: 'Kyocera' });
  await product.post(
    inventoryXml({ device: 'scan-1', name: 'pc-scan', mac: 'aa:bb:cc:09:00:07', ip: '10.9.0.7' }),
  );
  expect(await product.sql('select name, vendor from item where id = $1', [scanned?.id])).toEqual([
    { name: 'pc-scan', vendor: 'Dell Inc.' },
  ]);
  expect(await bring(file('netz.xml', SCAN))).toMatchObject({ created: 0, refused: 1 });
  expect(await product.sql("select from item where name in ('pc-scan', '10.9.0.7')")).toHaveLength(1);
});

test('a file of another kind is refused whole with a sentence that helps', async () => {
  const wrong = await bring(file('x.xml', '<html><body/></html>'), 'nmap');
  expect(wrong).toMatchObject({ created: 0, faults: [{ code: 'agent_not_a_scan' }] });
  expect(wrong.rest).toBeUndefined();
  const cut = await bring(file('x.xml', SCAN.slice(0, 300)), 'nmap');
  expect(cut.faults).toMatchObject([{ code: 'agent_xml_cut_off' }]);
});

describe.skipIf(!hasRecorded)('recorded inventories and scans', () => {
  test('each is taken or refused with a reason, and no machine is there twice, also the second time', async () => {
    const before = await product.count('item');
    for (const round of ['first', 'second']) {
      const total = { files: 0, created: 0, updated: 0, skipped: 0, refused: 0 };
      for (const [folder, as] of [
        ['glpi', 'agent'],
        ['glpi/agent-xml', 'agent'],
        ['agent', 'agent'],
        ['nmap', 'nmap'],
      ] as const)
        for (const path of recordedIn(folder)) {
          const done = await bring(recordedPath(path), as);
          total.files++;
          total.created += done.created;
          total.updated += done.updated;
          total.skipped += done.skipped;
          total.refused += done.faultTotal;
          if (done.faultTotal > 0) console.info(`${path}: ${done.faults.map(({ text }) => text).join(' ')}`);
        }
      console.info(`recorded inventories, ${round} time: ${JSON.stringify(total)}`);
      expect(total.created + total.updated + total.skipped).toBeGreaterThan(40);
      if (round === 'second') expect(total.created).toBe(0);
    }
    // Told apart by name and maker: the records show 20 computers and devices, 9 hosts only seen from outside.
    expect(await product.count('item')).toBe(before + 31);
    const twice = await product.sql(`select serial_number, count(*) from item where serial_number <> ''
      group by serial_number having count(*) > 1`);
    expect(twice).toEqual([]);
    expect(
      await product.sql("select uuid from machine where uuid <> '' group by uuid having count(*) > 1"),
    ).toEqual([]);
  });
});
