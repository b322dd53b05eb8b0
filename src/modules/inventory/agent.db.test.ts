import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type AgentProduct,
  hasRecorded,
  inventoryXml,
  openAgentProduct,
  packed,
  recorded,
} from './testing/agents.ts';

let product: AgentProduct;
beforeAll(async () => {
  product = await openAgentProduct();
});
afterAll(() => product?.close());

const town = '/towns/tannau';
const itemCalled = async (name: string): Promise<Record<string, never>[]> =>
  product.sql('select * from item where name = $1 order by number', [name]);
const machineOf = async (id: string) =>
  (await product.ask('it', 'GET', `${town}/items/${id}/machine`)).json as never;
const refusals = async () =>
  (
    (await product.ask('it', 'GET', `${town}/agent-refusals`)).json as unknown as {
      refusals: {
        id: string;
        device: string;
        reason: string;
        text: string;
        times: number;
        item: { id: string } | null;
      }[];
    }
  ).refusals;
/** Everything that a report may change beside the heartbeat. */
const state = async () =>
  (
    await product.sql(`select (select count(*) from journal)::int as journal, (select sum(version) from item)::int as versions,
      (select count(*) from item)::int as items, (select md5(string_agg(id::text, ',' order by id)) from machine_detail) as details`)
  )[0];

describe('what agents ask and are told', () => {
  test('the greeting in XML is answered in XML, that of an agent with GLPI-Agent-ID in JSON, a contact with its tasks', async () => {
    const prolog = '<?xml version="1.0"?><REQUEST><DEVICEID>a-1</DEVICEID><QUERY>PROLOG</QUERY></REQUEST>';
    const old = await product.post(packed(prolog));
    expect(old).toMatchObject({ status: 200 });
    expect(old.text).toMatch(/<REPLY><RESPONSE>SEND<\/RESPONSE><PROLOG_FREQ>24<\/PROLOG_FREQ><\/REPLY>/);
    const headers = { 'glpi-agent-id': '10eb35d2-e761-448f-9185-2cbabbe33bf6' };
    expect(JSON.parse((await product.post(packed(prolog), { headers })).text)).toMatchObject({
      status: 'ok',
      expiration: 24,
    });
    const contact = JSON.stringify({ action: 'contact', deviceid: 'a-1', 'enabled-tasks': ['inventory'] });
    expect(JSON.parse((await product.post(packed(contact), { headers })).text)).toMatchObject({
      status: 'ok',
      tasks: { inventory: {} },
    });
    expect(await product.count('machine')).toBe(0);
  });

  test('the key stands in the address, in a header or as a password; a wrong or revoked one is refused and counted', async () => {
    const body = packed('<REQUEST><DEVICEID>a</DEVICEID><QUERY>PROLOG</QUERY></REQUEST>');
    const basic = `Basic ${Buffer.from(`agent:${product.token}`).toString('base64')}`;
    for (const authorization of [`Bearer ${product.token}`, basic])
      expect((await product.post(body, { path: '/agent', headers: { authorization } })).status).toBe(200);
    expect((await product.post(body, { path: '/agent' })).status).toBe(401);
    expect((await product.post(body, { path: '/agent/agent_falsch-falsch-falsch-falsch' })).status).toBe(401);

    const made = await product.ask('it', 'POST', `${town}/agent-tokens`, { name: 'Alt' });
    const { token } = made.json as unknown as { token: string };
    const { tokens } = (await product.ask('it', 'GET', `${town}/agent-tokens`)).json as unknown as {
      tokens: { id: string; name: string }[];
    };
    const id = tokens.find(({ name }) => name === 'Alt')?.id;
    expect((await product.post(body, { path: `/agent/${token}` })).status).toBe(200);
    expect((await product.ask('it', 'DELETE', `${town}/agent-tokens/${id}`)).status).toBe(200);
    expect((await product.post(body, { path: `/agent/${token}` })).status).toBe(401);
    const dump = JSON.stringify(await product.sql('select * from agent_token'));
    expect(dump).not.toContain(product.token);
    expect((await product.ask('beratung', 'POST', `${town}/agent-tokens`, { name: 'x' })).status).toBe(403);
    expect((await product.ask('buergermeister', 'GET', `${town}/agent-tokens`)).status).toBe(403);
  });

  test('plain, zlib and gzip are the same report; broken, cut off and foreign ones are refused with the reason on the page', async () => {
    const xml = inventoryXml({ device: 'pack-1', name: 'pack', serial: 'PACK-0001' });
    for (const body of [xml, packed(xml), gzipSync(xml)])
      expect((await product.post(body as Buffer)).status).toBe(200);
    expect(await itemCalled('pack')).toHaveLength(1);
    const bad: [string, Buffer | string][] = [
      ['xml_cut_off', packed(xml.slice(0, -400))],
      ['packed_broken', packed(xml).subarray(0, 200)],
      ['neither_xml_nor_json', packed('Guten Tag')],
      ['json_broken', packed('{"action":"inventory","content":{')],
      ['xml_broken', packed('<!DOCTYPE r [<!ENTITY a "b">]><REQUEST><CONTENT>&a;</CONTENT></REQUEST>')],
      ['device_missing', packed(inventoryXml({ device: '' }))],
      ['not_served', packed('{"action":"deploy","deviceid":"x"}')],
    ];
    for (const [reason, body] of bad) {
      const answer = await product.post(body);
      expect([reason, answer.status]).toEqual([reason, 422]);
      expect((await refusals()).map((one) => one.reason)).toContain(reason);
    }
    expect((await refusals()).every(({ text }) => text.length > 20)).toBe(true);
  });

  test('50 MB are refused with 413 while they come in, and so is a small body that unpacks to 50 MB', async () => {
    const before = process.memoryUsage().rss;
    let sent = 0;
    const stream = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        if (sent > 50_000_000) controller.close();
        else controller.enqueue(new Uint8Array(65_536).fill(60));
      },
    });
    const flood = await product.post(stream);
    expect(flood.status).toBe(413);
    expect(flood.text).toMatch(/zu groß: höchstens 10 MB/);
    expect(sent).toBeLessThan(12_000_000);
    const bomb = packed(`<REQUEST>${' '.repeat(50_000_000)}</REQUEST>`);
    expect(bomb.length).toBeLessThan(100_000);
    expect((await product.post(bomb)).status).toBe(413);
    const announced = await product.post('x', { headers: { 'content-length': '50000000' } });
    expect(announced.status).toBe(413);
    expect((process.memoryUsage().rss - before) / 1e6).toBeLessThan(200);
  });
});

describe('one machine stays one', () => {
  test('hardware, system, network and programs are there; the same again changes nothing, another only what is other', async () => {
    const machine = {
      device: 'same-1',
      name: 'same',
      uuid: 'AAAA1111-2222-3333-4444-555566667777',
      mac: 'aa:bb:cc:00:00:01',
    };
    await product.post(packed(inventoryXml({ ...machine, software: { bash: '5.2', curl: '7.88' } })));
    const [item] = await itemCalled('same');
    expect(item).toMatchObject({
      kind: 'client',
      vendor: 'Dell Inc.',
      model: 'OptiPlex 7010',
      operating_system: 'Debian GNU/Linux 12 (bookworm)',
    });
    const told = (await machineOf(String(item?.id))) as {
      sections: { section: string; count: number; source: string }[];
      traces: { field: string; byHand: boolean }[];
      support: { product: string; endsOn: string }[];
    };
    expect(Object.fromEntries(told.sections.map(({ section, count }) => [section, count]))).toMatchObject({
      system: 3,
      processor: 1,
      disk: 1,
      interface: 1,
      software: 2,
    });
    expect(told.traces.every(({ byHand }) => !byHand)).toBe(true);
    expect(told.support).toMatchObject([{ product: 'Debian 12 (mit LTS)', endsOn: '2028-06-30' }]);
    const before = await state();
    await product.post(packed(inventoryXml({ ...machine, software: { curl: '7.88', bash: '5.2' } })));
    expect(await state()).toEqual(before);
    await product.post(packed(inventoryXml({ ...machine, software: { bash: '5.3', curl: '7.88' } })));
    const after = await state();
    expect(after).toMatchObject({
      journal: Number(before?.journal) + 1,
      versions: before?.versions,
      items: before?.items,
    });
    const story = JSON.stringify((await product.ask('it', 'GET', `${town}/stories/${item?.id}`)).json);
    expect(story).toContain('bash 5.2');
    expect(story).toContain('bash 5.3');
  });

  test('known again by UUID, by serial number, by name and hardware address; junk serials and docking stations are no proof', async () => {
    const uuid = 'BBBB1111-2222-3333-4444-555566667777';
    await product.post(packed(inventoryXml({ device: 'u-1', name: 'byuuid', uuid })));
    await product.post(packed(inventoryXml({ device: 'u-2', name: 'byuuid', uuid: uuid.toLowerCase() })));
    expect(await itemCalled('byuuid')).toHaveLength(1);
    await product.post(packed(inventoryXml({ device: 's-1', name: 'byserial', serial: 'CZC123456' })));
    await product.post(packed(inventoryXml({ device: 's-2', name: 'byserial-neu', serial: 'CZC123456' })));
    expect(await itemCalled('byserial-neu')).toHaveLength(1);
    expect(await itemCalled('byserial')).toHaveLength(0);
    await product.post(packed(inventoryXml({ device: 'm-1', name: 'bymac', mac: 'AA-BB-CC-00-00-02' })));
    await product.post(packed(inventoryXml({ device: 'm-2', name: 'BYMAC', mac: 'aa:bb:cc:00:00:02' })));
    expect(await product.sql("select from item where lower(name) = 'bymac'")).toHaveLength(1);
    await product.post(packed(inventoryXml({ device: 'm-3', name: 'dock', mac: 'aa:bb:cc:00:00:02' })));
    expect(await itemCalled('dock')).toHaveLength(1);
    for (const [at, serial] of [
      'To Be Filled By O.E.M.',
      'Default string',
      '0000000000',
      'System Serial Number',
    ].entries()) {
      await product.post(packed(inventoryXml({ device: `junk-${at}`, name: `junk-${at}`, serial })));
      expect(await itemCalled(`junk-${at}`)).toMatchObject([{ serial_number: '' }]);
    }
  });

  test('two connections at once make one machine', async () => {
    const body = packed(inventoryXml({ device: 'twice-1', name: 'twice', serial: 'TWICE-01' }));
    const answers = await Promise.all(Array.from({ length: 8 }, () => product.post(body)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(await itemCalled('twice')).toHaveLength(1);
  });

  test('an agent that suddenly speaks for another system is refused, visible at the machine, until somebody accepts it', async () => {
    const device = 'liar-1';
    const first = 'CCCC1111-2222-3333-4444-555566667777';
    const second = 'DDDD1111-2222-3333-4444-555566667777';
    await product.post(packed(inventoryXml({ device, name: 'liar', uuid: first })));
    const lie = packed(inventoryXml({ device, name: 'falsch', uuid: second }));
    expect((await product.post(lie)).status).toBe(409);
    expect((await product.post(lie)).status).toBe(409);
    const [item] = await itemCalled('liar');
    expect(await itemCalled('falsch')).toHaveLength(0);
    expect(await machineOf(String(item?.id))).toMatchObject({ conflicts: [{ device, uuid: second }] });
    const refused = (await refusals()).find((one) => one.device === device);
    expect(refused).toMatchObject({ reason: 'uuid_conflict', times: 2, item: { id: item?.id } });
    const settle = await product.ask('it', 'POST', `${town}/agent-refusals/${refused?.id}/settle`, {
      accept: true,
    });
    expect(settle.status).toBe(200);
    expect((await product.post(lie)).status).toBe(200);
    expect(await machineOf(String(item?.id))).toMatchObject({ conflicts: [] });
  });

  test('what somebody corrected stays until it is given back', async () => {
    const device = 'hand-1';
    const send = (name: string) => product.post(packed(inventoryXml({ device, name, serial: 'HAND-0001' })));
    await send('hand');
    const id = String((await itemCalled('hand'))[0]?.id);
    await product.ask('it', 'PATCH', `${town}/items/${id}`, { name: 'Empfang', vendor: 'Dell' });
    await send('hand-neu');
    expect(await itemCalled('Empfang')).toMatchObject([{ vendor: 'Dell', model: 'OptiPlex 7010' }]);
    const { traces } = (await machineOf(id)) as {
      traces: { field: string; value: string; byHand: boolean }[];
    };
    expect(traces.find(({ field }) => field === 'name')).toMatchObject({ value: 'hand-neu', byHand: true });
    expect(traces.find(({ field }) => field === 'model')).toMatchObject({ byHand: false });
    const back = await product.ask('it', 'POST', `${town}/items/${id}/give-back`, { field: 'name' });
    expect(back.status).toBe(200);
    expect(await itemCalled('hand-neu')).toMatchObject([{ id, vendor: 'Dell' }]);
    await send('hand-drei');
    expect(await itemCalled('hand-drei')).toMatchObject([{ id }]);
  });

  test('a partial report says nothing of what it leaves out', async () => {
    const device = 'part-1';
    await product.post(
      packed(inventoryXml({ device, name: 'part', serial: 'PART-0001', software: { a: '1', b: '2' } })),
    );
    const id = String((await itemCalled('part'))[0]?.id);
    const partial = {
      action: 'inventory',
      deviceid: device,
      itemtype: 'Computer',
      partial: true,
      content: {
        hardware: { name: 'part', memory: 16000 },
        cpus: [{ name: 'AMD', core: 8 }],
        versionclient: 'GLPI-Agent_v1.7',
      },
    };
    expect((await product.post(packed(JSON.stringify(partial)))).status).toBe(200);
    const { sections } = (await machineOf(id)) as {
      sections: { section: string; count: number; lines: { name: string; version: string }[] }[];
    };
    const at = (section: string) => sections.find((one) => one.section === section);
    expect(at('software')?.count).toBe(2);
    expect(at('processor')?.lines).toMatchObject([{ name: 'AMD', version: '8' }]);
    expect(at('system')?.lines).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'memory', version: '16000' }),
        expect.objectContaining({ name: 'chassis' }),
      ]),
    );
    expect(await itemCalled('part')).toMatchObject([{ serial_number: 'PART-0001' }]);
  });
});

describe('what is dropped at the door', () => {
  test('environment, processes, command lines and people are stored nowhere, not even in a refused report', async () => {
    const marks = ['geheimvariable', 'geheimprozess', 'lieschen.mueller', 'besitzerin', 'heimordner'];
    const more = `<ENVS><KEY>PASS</KEY><VAL>geheimvariable</VAL></ENVS>
      <PROCESSES><CMD>/usr/bin/x --pw geheimprozess</CMD><USER>lieschen.mueller</USER></PROCESSES>
      <USERS><LOGIN>lieschen.mueller</LOGIN></USERS><LOCAL_USERS><NAME>lieschen.mueller</NAME></LOCAL_USERS>
      <DRIVES><TYPE>/${'home'}/heimordner/daten</TYPE><TOTAL>5000</TOTAL></DRIVES>
      <LICENSEINFOS><KEY>geheimvariable</KEY></LICENSEINFOS>`;
    const xml = inventoryXml({ device: 'drop-1', name: 'drop', serial: 'DROP-0001', more }).replace(
      '<MEMORY>',
      '<LASTLOGGEDUSER>lieschen.mueller</LASTLOGGEDUSER><WINOWNER>besitzerin</WINOWNER><USERID>lieschen.mueller</USERID><MEMORY>',
    );
    expect((await product.post(packed(xml))).status).toBe(200);
    await product.post(packed(xml.replace('drop-1', '')));
    await product.post(packed(xml.slice(0, -30)));
    expect(await itemCalled('drop')).toHaveLength(1);
    const everything = await wholeDatabase(product);
    for (const mark of marks) expect([mark, everything.toLowerCase().includes(mark)]).toEqual([mark, false]);
    expect(everything).toContain(`/${'home'}/…/daten`);
  });
});

/** All rows of all tables as text. */
async function wholeDatabase({ sql }: AgentProduct): Promise<string> {
  const names = await sql(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  );
  const parts: string[] = [];
  for (const { name } of names) {
    const rows = await sql(`select coalesce(string_agg(t::text, E'\\n'), '') as text from ${name} t`);
    parts.push(String(rows[0]?.text));
  }
  return parts.join('\n');
}

describe.skipIf(!hasRecorded)('recorded requests of real agents', () => {
  test('an XML and a JSON agent of one machine without serial and UUID make one machine', async () => {
    const before = await product.count('item');
    const counts: string[] = [];
    for (const path of [
      'xml-01-prolog.xml',
      'xml-02-inventory.xml',
      'json-01-prolog.xml',
      'json-02-inventory.json',
      'json-03-contact.json',
      'json-04-inventory.json',
    ]) {
      const headers: Record<string, string> = path.startsWith('json')
        ? { 'glpi-agent-id': '10eb35d2-e761-448f-9185-2cbabbe33bf6' }
        : {};
      const answer = await product.post(packed(recorded(`agent/${path}`).toString()), { headers });
      counts.push(`${path} ${answer.status}`);
      expect([path, answer.status]).toEqual([path, 200]);
    }
    console.info(`recorded agents: ${counts.join(', ')}`);
    expect(await product.count('item')).toBe(before + 1);
    const [item] = await itemCalled('vm');
    expect(item).toMatchObject({ kind: 'server', operating_system: 'Debian GNU/Linux 12 (bookworm)' });
    expect(await product.sql('select from machine_agent where item_id = $1', [item?.id])).toHaveLength(2);
  });
});
