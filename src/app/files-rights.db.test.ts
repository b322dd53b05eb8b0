import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import { hashPassword } from '#platform/sign-in/passwords';
import { type FileProduct, openFileProduct } from './testing/file-product.ts';

let product: FileProduct;
let item: string;
beforeAll(async () => {
  product = await openFileProduct();
  item = `items/${await product.first('items')}`;
});
afterAll(() => product?.close());

const PDF = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

describe('who may not', () => {
  test('is told before anything is read: nobody, readers, who may not edit this record', async () => {
    const answer = await fetch(
      `http://127.0.0.1:${product.port}/api/v1/towns/tannau/${item}/files?name=a.pdf`,
      {
        method: 'POST',
        body: PDF,
      },
    );
    expect(answer.status).toBe(401);
    for (const user of ['rat', 'kaemmerei', 'amt'])
      expect([user, (await product.send(item, PDF, { name: 'a.pdf', user })).status]).toEqual([user, 403]);
    expect(product.onDisk()).toEqual([]);
    const contract = `contracts/${await product.first('contracts')}`;
    expect((await product.send(contract, PDF, { name: 'a.pdf', user: 'kaemmerei' })).status).toBe(201);
    const foreign = await product.send(item, PDF, {
      name: 'a.pdf',
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(foreign).toMatchObject({ status: 403, code: 'foreign_origin' });
    const { view } = await product.send(item, PDF, { name: 'lesen.pdf' });
    expect((await product.fetch(`${item}/files/${view.id}/content`, 'amt')).status).toBe(403);
    expect((await product.ask('rat', 'DELETE', `/towns/tannau/${item}/files/${view.id}`)).status).toBe(403);
  });

  test('finds nothing under a record that is not there, or is another one', async () => {
    const { view } = await product.send(item, PDF, { name: 'hier.pdf' });
    const other = `items/${(await product.ask('beratung', 'GET', '/towns/tannau/items?limit=2')).json.rows[1]?.id}`;
    for (const path of [other, `items/${randomUUID()}`, `rooms/${item.split('/')[1]}`]) {
      expect((await product.fetch(`${path}/files/${view.id}/content`)).status).toBe(404);
      expect((await product.ask('beratung', 'DELETE', `/towns/tannau/${path}/files/${view.id}`)).status).toBe(
        404,
      );
    }
    expect((await product.fetch(`${item}/files/..%2f..%2fx/content`)).status).toBe(404);
    expect((await product.send(`items/${randomUUID()}`, PDF, { name: 'a.pdf' })).status).toBe(404);
    expect((await product.send(`rooms/${item.split('/')[1]}`, PDF, { name: 'a.pdf' })).status).toBe(404);
  });
});

describe('towns and offices', () => {
  const neighbour = { town: randomUUID(), login: 'nachbarin', password: 'nachbarin hat ein langes Kennwort' };
  beforeAll(async () => {
    const hash = await hashPassword(neighbour.password);
    const user = randomUUID();
    await withClient(product.installation.database.ownerUrl, async (client) => {
      await client.query(`insert into town (id, slug, name) values ($1, 'nachbar', 'Nachbar')`, [
        neighbour.town,
      ]);
      await client.query('insert into app_user (id, login, name, password_hash) values ($1, $2, $2, $3)', [
        user,
        neighbour.login,
        hash,
      ]);
      await client.query(
        `insert into membership (town_id, id, user_id, function) values ($1, $2, $3, 'administrator')`,
        [neighbour.town, randomUUID(), user],
      );
    });
    product.passwords.set(neighbour.login, neighbour.password);
  });

  test('another town finds neither record nor file, under its own address or ours', async () => {
    const { view } = await product.send(item, PDF, { name: 'unser.pdf' });
    for (const town of ['tannau', 'nachbar']) {
      const path = `/api/v1/towns/${town}/${item}/files/${view.id}/content`;
      const answer = await fetch(`http://127.0.0.1:${product.port}${path}`, {
        headers: { cookie: await product.cookieOf(neighbour.login) },
      });
      expect(answer.status).toBe(404);
    }
    expect((await product.send(item, PDF, { name: 'a.pdf', user: neighbour.login })).status).toBe(404);
    const { rows } = await withClient(product.installation.database.ownerUrl, (client) =>
      client
        .query(
          `insert into file (town_id, id, record_kind, record_id, name, media_type, bytes, sha256, added_by, created_at, updated_at)
           values ($1, $2, 'item', $3, 'a', 'b', 1, $4, 'c', now(), now())`,
          [neighbour.town, randomUUID(), item.split('/')[1], 'a'.repeat(64)],
        )
        .catch((error: { code: string }) => ({ rows: [error.code] })),
    );
    expect(rows).toEqual(['23503']);
  });

  test('another office finds nothing; a record that moves takes its files along', async () => {
    const offices = (await product.ask('beratung', 'GET', '/towns/tannau/offices?limit=2')).json.rows;
    const [bauamt, ordnungsamt] = offices.map((row) => String(row.id));
    const hash = await hashPassword(neighbour.password);
    await withClient(product.installation.database.ownerUrl, async (client) => {
      for (const [login, office] of [
        ['bau', bauamt],
        ['ordnung', ordnungsamt],
      ]) {
        const id = randomUUID();
        await client.query('insert into app_user (id, login, name, password_hash) values ($1, $2, $2, $3)', [
          id,
          login,
          hash,
        ]);
        await client.query(
          `insert into membership (town_id, id, user_id, function, only_office_id)
           select id, $1, $2, 'head_of_it', $3 from town where slug = 'tannau'`,
          [randomUUID(), id, office],
        );
        product.passwords.set(String(login), neighbour.password);
      }
    });
    const week = (await product.ask('beratung', 'GET', '/towns/tannau/engagements')).json.rows[0];
    const made = await product.ask('beratung', 'POST', '/towns/tannau/findings', {
      engagementId: week?.id,
      area: 'operations',
      title: 'Nur fürs Bauamt',
      statement: 'Vertraulich.',
      officeId: bauamt,
    });
    const finding = `findings/${made.json.id}`;
    const { status, view } = await product.send(finding, PDF, { name: 'amt.pdf', user: 'bau' });
    expect(status).toBe(201);
    expect(await product.rows(`name = 'amt.pdf'`)).toMatchObject([{ office_id: bauamt }]);
    const seen = async (user: string) =>
      (await product.fetch(`${finding}/files/${view.id}/content`, user)).status;
    expect([await seen('bau'), await seen('ordnung')]).toEqual([200, 404]);
    expect((await product.send(finding, PDF, { name: 'b.pdf', user: 'ordnung' })).status).toBe(404);
    // What belongs to the whole town is read by an office and not changed by it.
    expect((await product.send(item, PDF, { name: 'b.pdf', user: 'bau' })).status).toBe(403);
    await product.ask('beratung', 'PATCH', `/towns/tannau/${finding}`, { officeId: ordnungsamt });
    expect(await product.rows(`name = 'amt.pdf'`)).toMatchObject([{ office_id: ordnungsamt }]);
    expect([await seen('bau'), await seen('ordnung')]).toEqual([404, 200]);
  });

  test('a finding that lies before those responsible is still edited, one that is a draft is seen by editors', async () => {
    const draft = (await product.ask('beratung', 'GET', '/towns/tannau/findings?status=draft&limit=1')).json
      .rows[0];
    const week = (await product.ask('beratung', 'GET', '/towns/tannau/engagements')).json.rows[0];
    const id =
      draft?.id ??
      (
        await product.ask('beratung', 'POST', '/towns/tannau/findings', {
          engagementId: week?.id,
          area: 'operations',
          title: 'Entwurf',
          statement: 'Entwurf.',
        })
      ).json.id;
    const { view } = await product.send(`findings/${id}`, PDF, { name: 'entwurf.pdf' });
    expect((await product.fetch(`findings/${id}/files/${view.id}/content`, 'rat')).status).toBe(404);
    expect((await product.ask('rat', 'GET', `/towns/tannau/findings/${id}/files`)).status).toBe(404);
  });
});
