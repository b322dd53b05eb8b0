import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import { hashPassword } from '#platform/sign-in/passwords';
import { importTown } from './import/import-town.ts';
import { root } from './installation.ts';
import { type FileProduct, openFileProduct } from './testing/file-product.ts';

let product: FileProduct;
let engagementId = '';
let room = { id: '', siteId: '' };
const users = new Map<string, string>();
const neighbours = mkdtempSync(join(tmpdir(), 'nachbar-'));

beforeAll(async () => {
  product = await openFileProduct();
  engagementId = await product.first('engagements');
  const { rooms } = (await walk()) as unknown as { rooms: { id: string; siteId: string; kind: string }[] };
  room = rooms.find(({ kind }) => kind === 'Serverraum') ?? room;
  for (const user of ['beratung', 'it'])
    users.set(user, String((await product.ask(user, 'GET', '/session')).json.user?.['id' as never]));
});
afterAll(async () => {
  await product?.close();
  rmSync(neighbours, { recursive: true, force: true });
});

const walk = async (user = 'beratung') => (await product.ask(user, 'GET', '/towns/tannau/walk')).json;
type Body = Record<string, unknown>;
const seen = (more: Body = {}, user = 'beratung'): Body => ({
  engagementId,
  roomId: room.id,
  statement: 'Kabel liegt quer im Gang.',
  severity: 3,
  seenBy: 'K. Reich',
  seenAt: '2026-10-05T09:12:00.000Z',
  baseVersion: null,
  capturedBy: users.get(user),
  ...more,
});
const put = (id: string, body: Body, { user = 'beratung', key = '', town = 'tannau' } = {}) =>
  product.ask(user, 'PUT', `/towns/${town}/observations/${id}`, body, key ? { 'idempotency-key': key } : {});
const asked = (point: string, more: Body = {}, user = 'beratung'): Body => ({
  engagementId,
  roomId: room.id,
  point,
  answer: 'defect',
  note: '',
  baseVersion: null,
  capturedBy: users.get(user),
  ...more,
});
const answer = (id: string, body: Body, user = 'beratung') =>
  product.ask(user, 'PUT', `/towns/tannau/checklist-answers/${id}`, body);
const count = (where: string, values: unknown[]) =>
  withClient(product.installation.database.ownerUrl, async (client) =>
    Number((await client.query(`select count(*) as n from ${where}`, values)).rows[0].n),
  );

describe('an observation captured on a device', () => {
  test('is there once, however often and at once it is sent', async () => {
    const id = randomUUID();
    const sent = await Promise.all(Array.from({ length: 6 }, () => put(id, seen())));
    expect(sent.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(new Set(sent.map(({ json }) => json.number)).size).toBe(1);
    expect(sent[0]?.json).toMatchObject({ id, version: 1, roomName: expect.stringContaining('Serverraum') });
    expect(await count('observation where id = $1', [id])).toBe(1);
    expect(await count("journal where record_id = $1 and event = 'observation.created'", [id])).toBe(1);
  });

  test('a lost answer to a capture that somebody has meanwhile changed is given again, the change stays', async () => {
    const id = randomUUID();
    const key = randomUUID();
    expect((await put(id, seen(), { key })).json).toMatchObject({ version: 1 });
    const path = `/towns/tannau/observations/${id}`;
    await product.ask('it', 'PATCH', path, { statement: 'Kabel ist verlegt.' });
    const again = await put(id, seen(), { key });
    expect([again.status, again.json.version]).toEqual([200, 1]);
    expect((await product.ask('beratung', 'GET', path)).json).toMatchObject({
      version: 2,
      statement: 'Kabel ist verlegt.',
    });
  });

  test('resting on an older version it meets the newer one; on the newer one it is kept', async () => {
    const id = randomUUID();
    await put(id, seen());
    await put(id, seen({ severity: 4, baseVersion: 1 }, 'it'), { user: 'it' });
    const late = await put(id, seen({ statement: 'Kabel hängt von der Decke.', baseVersion: 1 }));
    expect([late.status, late.json.code]).toEqual([409, 'version_conflict']);
    const chosen = await put(id, seen({ statement: 'Kabel hängt von der Decke.', baseVersion: 2 }));
    expect(chosen.json).toMatchObject({ version: 3, severity: 3, statement: 'Kabel hängt von der Decke.' });
    const gone = await put(randomUUID(), seen({ baseVersion: 1 }));
    expect(gone.status).toBe(404);
  });

  test('is not taken in the name of somebody else, nor from who only reads', async () => {
    const id = randomUUID();
    const other = await put(id, seen({}, 'it'));
    expect([other.status, other.json.code]).toEqual([403, 'other_person']);
    expect((await put(id, seen(), { user: 'rat' })).status).toBe(403);
    expect(await count('observation where id = $1', [id])).toBe(0);
  });

  test('names its point and lies on a plan of its own site', async () => {
    const plan = await sharp({ create: { width: 80, height: 60, channels: 3, background: '#eee' } })
      .png()
      .toBuffer();
    const file = await product.send(`sites/${room.siteId}`, plan as never, { name: 'UG.png' });
    const sketch = {
      pins: [{ x: 0.25, y: 0.5, label: 'Ventil' }],
      lines: [
        [
          { x: 0, y: 0 },
          { x: 1, y: 0.3333 },
        ],
      ],
    };
    const id = randomUUID();
    const body = seen({ point: 'server_room.water', planFileId: file.view.id, sketch });
    expect((await put(id, body)).json).toMatchObject({ sketch, point: 'server_room.water', version: 1 });
    expect((await put(id, { ...body, baseVersion: 1 })).json).toMatchObject({ version: 1 });
    const { rooms } = (await walk()) as unknown as { rooms: { id: string; siteId: string }[] };
    const elsewhere = rooms.find(({ siteId }) => siteId !== room.siteId)?.id;
    for (const wrong of [
      { roomId: elsewhere },
      { roomId: null },
      { planFileId: randomUUID() },
      { point: 'server_room.ghosts' },
      { sketch: { pins: [{ x: 1.2, y: 0, label: '' }], lines: [] } },
    ])
      expect([wrong, (await put(randomUUID(), { ...body, ...wrong })).status]).toEqual([wrong, 422]);
    const path = `/towns/tannau/observations/${id}`;
    expect((await product.ask('beratung', 'PATCH', path, { roomId: elsewhere })).status).toBe(422);
    expect((await product.ask('beratung', 'PATCH', path, { severity: 1 })).status).toBe(200);
    const plans = (
      (await walk()) as unknown as { sites: { id: string; plans: { id: string; name: string }[] }[] }
    ).sites.find(({ id: site }) => site === room.siteId)?.plans;
    expect(plans).toEqual([{ id: file.view.id, name: 'UG.png', bytes: file.view.bytes }]);
  });
});

describe('an answer to a checklist', () => {
  test('is there once per week, room and point; two devices that disagree meet', async () => {
    const id = randomUUID();
    const sent = await Promise.all(Array.from({ length: 4 }, () => answer(id, asked('server_room.climate'))));
    expect(sent.map(({ status, json }) => [status, json.id])).toEqual(Array(4).fill([200, id]));
    const same = await answer(randomUUID(), asked('server_room.climate', {}, 'it'), 'it');
    expect([same.status, same.json.id]).toEqual([200, id]);
    const differs = await answer(randomUUID(), asked('server_room.climate', { answer: 'ok' }, 'it'), 'it');
    expect([differs.status, differs.json.code]).toEqual([409, 'version_conflict']);
    const chosen = asked('server_room.climate', { answer: 'ok', baseVersion: 1 }, 'it');
    expect((await answer(id, chosen, 'it')).json).toMatchObject({ version: 2, answer: 'ok' });
    const answers = (await walk()).answers as unknown as { point: string }[];
    expect(answers.filter(({ point }) => point === 'server_room.climate')).toHaveLength(1);
  });

  test('a point that no list has, another person and who only reads are refused', async () => {
    expect((await answer(randomUUID(), asked('server_room.ghosts'))).status).toBe(422);
    expect((await answer(randomUUID(), asked('server_room.fire', {}, 'it'))).status).toBe(403);
    expect((await answer(randomUUID(), asked('server_room.fire'), 'rat')).status).toBe(403);
    expect((await product.ask('rat', 'GET', '/towns/tannau/walk')).json.mayCapture).toBe(false);
  });
});

describe('a photo of an observation', () => {
  const photo = (blue: number) =>
    sharp({ create: { width: 64, height: 48, channels: 3, background: { r: 20, g: 90, b: blue } } })
      .withExif({ IFD0: { Make: 'Kamerawerk' } })
      .jpeg()
      .toBuffer();
  async function send(record: string, fileId: string, body: Buffer, { by = '', user = 'beratung' } = {}) {
    const query = `name=foto.jpg${by ? `&by=${by}` : ''}`;
    const response = await fetch(
      `http://127.0.0.1:${product.port}/api/v1/towns/tannau/observations/${record}/files/${fileId}?${query}`,
      {
        method: 'PUT',
        headers: {
          cookie: await product.cookieOf(user),
          'sec-fetch-site': 'same-origin',
          'content-type': 'image/jpeg',
        },
        body: new Uint8Array(body),
      },
    );
    return { status: response.status, json: (await response.json()) as { id: string; code?: string } };
  }

  test('is there once under its id, without what the camera wrote into it, and goes with the observation', async () => {
    const id = randomUUID();
    const fileId = randomUUID();
    await put(id, seen());
    const body = await photo(1);
    const sent = await Promise.all(Array.from({ length: 4 }, () => send(id, fileId, body)));
    expect(sent.every(({ status, json }) => status < 300 && json.id === fileId)).toBe(true);
    expect((await send(id, fileId, await photo(2))).status).toBe(200);
    expect(await count('file where observation_id = $1', [id])).toBe(1);
    const content = await product.fetch(`observations/${id}/files/${fileId}/content?inline=1`);
    expect((await sharp(Buffer.from(await content.arrayBuffer())).metadata()).exif).toBeUndefined();
    const view = ((await walk()).observations as unknown as { id: string; photos: { id: string }[] }[]).find(
      (one) => one.id === id,
    );
    expect(view?.photos).toMatchObject([{ id: fileId, name: 'foto.jpg', mediaType: 'image/jpeg' }]);
    await product.ask('beratung', 'DELETE', `/towns/tannau/observations/${id}`);
    expect(await count('file where id = $1', [fileId])).toBe(0);
  });

  test('under an id of another record, for somebody else, or for a reader it is refused', async () => {
    const [one, two, fileId] = [randomUUID(), randomUUID(), randomUUID()];
    await put(one, seen());
    await put(two, seen({ statement: 'Zweites.' }));
    await send(one, fileId, await photo(3));
    expect((await send(two, fileId, await photo(4))).status).toBe(404);
    const by = users.get('it') ?? '';
    expect((await send(two, randomUUID(), await photo(5), { by })).json.code).toBe('other_person');
    expect((await send(two, randomUUID(), await photo(5), { user: 'rat' })).status).toBe(403);
    expect(await count('file where observation_id = $1', [two])).toBe(0);
  });
});

test('observations are found by severity, site and room, and name the site, since towns have many rooms of one name', async () => {
  const list = async (query: string) =>
    (await product.ask('beratung', 'GET', `/towns/tannau/observations?limit=200${query}`))
      .json as unknown as {
      rows: { severity: number; siteName: string | null; roomName: string | null; roomId: string | null }[];
      total: number;
    };
  const all = await list('');
  const there = all.rows.find(({ roomName }) => roomName === 'Amtszimmer');
  const alike = new Set(
    all.rows.filter(({ roomName }) => roomName === 'Amtszimmer').map((row) => row.siteName),
  );
  expect(alike.size).toBe(2);
  const severe = await list('&severity=4');
  expect(severe.total).toBe(all.rows.filter(({ severity }) => severity === 4).length);
  const here = await list(`&roomId=${there?.roomId}`);
  expect(here.rows.every(({ siteName }) => siteName === there?.siteName)).toBe(true);
  const sites = (await product.ask('beratung', 'GET', '/towns/tannau/sites?limit=200')).json
    .rows as unknown as {
    id: string;
    name: string;
  }[];
  const hall = sites.find(({ name }) => name === 'Rathaus');
  const inHall = await list(`&siteId=${hall?.id}`);
  expect(inHall.total).toBe(all.rows.filter(({ siteName }) => siteName === 'Rathaus').length);
  expect(inHall.total).toBeGreaterThan(5);
});

test('ids of another town are refused: observations, answers, photos, rooms and weeks', async () => {
  cpSync(join(root, 'examples/tannau'), neighbours, { recursive: true });
  const town = join(neighbours, 'town.yaml');
  writeFileSync(town, readFileSync(town, 'utf8').replace('slug: tannau', 'slug: nachbar'));
  await importTown(product.installation, neighbours, false);
  const hash = await hashPassword('nachbarin hat ein langes Kennwort');
  const user = randomUUID();
  await withClient(product.installation.database.ownerUrl, async (client) => {
    await client.query(
      "insert into app_user (id, login, name, password_hash) values ($1, 'nachbarin', 'N', $2)",
      [user, hash],
    );
    await client.query(
      "insert into membership (town_id, id, user_id, function) select id, $1, $2, 'consultant' from town where slug = 'nachbar'",
      [randomUUID(), user],
    );
  });
  product.passwords.set('nachbarin', 'nachbarin hat ein langes Kennwort');
  const there = (await product.ask('nachbarin', 'GET', '/towns/nachbar/walk')).json as unknown as {
    engagementId: string;
    rooms: { id: string }[];
  };
  const own = { engagementId: there.engagementId, roomId: there.rooms[0]?.id, capturedBy: user };
  const as = { user: 'nachbarin', town: 'nachbar' };
  const id = randomUUID();
  const answerId = randomUUID();
  await put(id, seen());
  await answer(answerId, asked('server_room.ups'));
  expect((await put(id, seen(own), as)).status).toBe(404);
  expect((await put(id, seen({ ...own, baseVersion: 1 }), as)).status).toBe(404);
  expect((await put(randomUUID(), seen({ ...own, roomId: room.id }), as)).status).toBe(422);
  expect((await put(randomUUID(), seen({ ...own, engagementId }), as)).status).toBe(422);
  const path = `/towns/nachbar/checklist-answers/${answerId}`;
  expect((await product.ask('nachbarin', 'PUT', path, asked('server_room.ups', own))).status).toBe(404);
  expect((await put(randomUUID(), seen(own), as)).status).toBe(200);
  expect(await count('observation where id = $1', [id])).toBe(1);
});
