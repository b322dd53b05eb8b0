import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

let product: TestInstallation;
beforeAll(async () => {
  product = await openTestInstallation();
});
afterAll(() => product?.close());

const ask = (method: string, path: string, body?: unknown) =>
  product.ask('beratung', method, `/towns/tannau/${path}`, body);
const rowsOf = async (list: string) =>
  (await ask('GET', list)).json.rows as unknown as Record<string, string>[];

test('a room belongs to the site of the item, also when only one of the two is changed', async () => {
  const rooms = await rowsOf('rooms');
  const [room] = rooms;
  const elsewhere = rooms.find(({ siteId }) => siteId !== room?.siteId);
  const item = { kind: 'other', name: 'Steht irgendwo' };
  expect(await ask('POST', 'items', { ...item, siteId: elsewhere?.siteId, roomId: room?.id })).toMatchObject({
    status: 422,
    json: { fields: [{ path: 'roomId', code: 'room_elsewhere' }] },
  });
  expect((await ask('POST', 'items', { ...item, roomId: room?.id })).json).toMatchObject({
    fields: [{ path: 'siteId', code: 'site_of_room_missing' }],
  });
  const made = await ask('POST', 'items', { ...item, siteId: room?.siteId, roomId: room?.id });
  expect(made.status).toBe(200);
  const path = `items/${made.json.id}`;
  expect((await ask('PATCH', path, { roomId: elsewhere?.id })).json).toMatchObject({
    fields: [{ path: 'roomId', code: 'room_elsewhere' }],
  });
  const moved = { siteId: elsewhere?.siteId, roomId: elsewhere?.id };
  expect((await ask('PATCH', path, moved)).json).toMatchObject(moved);
});

test('a site out of scope says why, and keeps saying it', async () => {
  const site = { name: 'Alte Mühle', kind: 'Kultur' };
  const refused = { status: 422, json: { fields: [{ path: 'scopeNote', code: 'scope_reason_missing' }] } };
  expect(await ask('POST', 'sites', { ...site, inScope: false, scopeNote: '  ' })).toMatchObject(refused);
  const made = await ask('POST', 'sites', { ...site, inScope: false, scopeNote: 'Verpachtet.' });
  expect(made.status).toBe(200);
  expect(await ask('PATCH', `sites/${made.json.id}`, { scopeNote: '' })).toMatchObject(refused);
  expect((await ask('PATCH', `sites/${made.json.id}`, { inScope: true, scopeNote: '' })).status).toBe(200);
});

test('lists are narrowed to a site, a room, an office and a person', async () => {
  const [room] = await rowsOf('rooms');
  const person = (await rowsOf('people')).find(({ worksInId }) => worksInId);
  const [duty] = await rowsOf('duties');
  const cases: [string, string, unknown][] = [
    [`rooms?siteId=${room?.siteId}`, 'siteId', room?.siteId],
    [`items?siteId=${room?.siteId}`, 'siteId', room?.siteId],
    [`items?roomId=${room?.id}`, 'roomId', room?.id],
    [`people?officeId=${person?.worksInId}`, 'worksInId', person?.worksInId],
    [`duties?personId=${duty?.personId}`, 'personId', duty?.personId],
  ];
  for (const [list, field, wanted] of cases) {
    const all = await rowsOf(`${list.split('?')[0]}?limit=200`);
    const found = await rowsOf(`${list}&limit=200`);
    expect(found.length, list).toBe(all.filter((row) => row[field] === wanted).length);
    expect(found.length, list).toBeLessThan(all.length);
    expect(new Set(found.map((row) => row[field])), list).toEqual(new Set(found.length > 0 ? [wanted] : []));
  }
});
