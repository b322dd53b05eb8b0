import { existsSync, mkdirSync, utimesSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeOldUploads, uploadPath, uploadsFolder } from './server/upload.ts';
import { countAll, type ImportProduct, openImportProduct } from './testing/import-product.ts';

let product: ImportProduct;
beforeAll(async () => {
  product = await openImportProduct();
});
afterAll(() => product?.close());

const many = (count: number, name = 'Gerät') =>
  `Bezeichnung;Art\n${Array.from({ length: count }, (_, at) => `${name} ${at};Server`).join('\n')}\n`;

/** A ZIP of one entry by hand; `told` is the unpacked size that its directory claims. */
function zip(name: string, unpacked: Buffer, told = unpacked.length): Uint8Array<ArrayBuffer> {
  const packed = deflateRawSync(unpacked, { level: 9 });
  const entry = (sign: number) => {
    const head = Buffer.alloc(sign === 0x04034b50 ? 30 : 46);
    head.writeUInt32LE(sign, 0);
    const at = sign === 0x04034b50 ? 0 : 2;
    head.writeUInt16LE(8, 8 + at);
    head.writeUInt32LE(packed.length, 18 + at);
    head.writeUInt32LE(told, 22 + at);
    head.writeUInt16LE(name.length, 26 + at);
    return Buffer.concat([head, Buffer.from(name)]);
  };
  const local = Buffer.concat([entry(0x04034b50), packed]);
  const directory = entry(0x02014b50);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(local.length, 16);
  return new Uint8Array(Buffer.concat([local, directory, end]));
}

describe('files that mean harm', () => {
  test('a ZIP bomb is refused by its directory before anything is unpacked', async () => {
    const { id } = await product.upload(zip('xl/workbook.xml', Buffer.alloc(400_000_000)));
    const run = await product.settled(id);
    expect(run.phase).toBe('refused');
    expect((await product.faults(id)).faults).toMatchObject([{ code: 'file_too_much_inside' }]);
  });

  test('one that lies about its size ends the process that unpacks it, not the server', async () => {
    const { id } = await product.upload(zip('xl/workbook.xml', Buffer.alloc(800_000_000, ' '), 1_000));
    const run = await product.settled(id);
    expect(run.phase).toBe('refused');
    expect(['file_too_much_inside', 'file_cut_off']).toContain((await product.faults(id)).faults[0]?.code);
    expect((await product.ask('beratung', 'GET', '/towns/tannau/items?limit=1')).status).toBe(200);
  }, 120_000);

  test('an upload that breaks off, says too much, or is too large leaves nothing', async () => {
    const broken = () =>
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('Bezeichnung;Art\n'));
          controller.error(new Error('gone'));
        },
      });
    const runs = await product.count('import_run');
    expect(await product.upload(broken())).toMatchObject({ status: 422, code: 'upload_cut_off' });
    expect(await product.upload('kurz', { headers: { 'content-length': '400' } })).toMatchObject({
      status: 422,
      code: 'upload_cut_off',
    });
    expect(await product.upload('x', { headers: { 'content-length': '60000000' } })).toMatchObject({
      status: 413,
      code: 'upload_too_large',
    });
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1_000_000)),
    });
    expect(await product.upload(endless)).toMatchObject({ status: 413, code: 'upload_too_large' });
    expect(await product.count('import_run')).toBe(runs);
  });

  test('who may create nothing may import nothing, a chosen kind must be one of theirs, and another site cannot send for them', async () => {
    expect((await product.upload(many(1), { user: 'rat' })).status).toBe(403);
    expect((await product.upload(many(1), { user: 'kaemmerei', kind: 'items' })).status).toBe(422);
    expect((await product.upload(many(1), { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    const { id } = await product.upload(many(1), { user: 'kaemmerei' });
    expect((await product.ask('beratung', 'GET', `/towns/tannau/imports/${id}`)).status).toBe(404);
    expect((await product.ask('admin', 'POST', `/towns/tannau/imports/${id}/start`, {})).status).toBe(404);
    const seen = async () =>
      (await product.ask('kaemmerei', 'GET', `/towns/tannau/imports/${id}`)).json as { phase?: string };
    await expect.poll(async () => (await seen()).phase, { timeout: 10_000 }).toBe('refused');
  });
});

test('the upload stands in the description of the interface', async () => {
  const { paths } = (await (await product.app.request('/api/v1/openapi.json')).json()) as {
    paths: Record<string, object>;
  };
  expect(paths['/towns/{town}/imports']).toHaveProperty('post');
  expect(paths['/towns/{town}/imports/{id}']).toHaveProperty('get');
});

describe('in the middle of it', () => {
  test('cancelled while storing: nothing of it remains, and the file can be started once more', async () => {
    const before = await countAll(product);
    const { id } = await product.upload(many(20_000, 'Abbruch'));
    expect((await product.settled(id)).counts.created).toBe(20_000);
    await product.send(id, 'start');
    await expect
      .poll(async () => (await product.read(id)).phase, { interval: 20, timeout: 10_000 })
      .toBe('importing');
    await expect
      .poll(async () => (await product.read(id)).rowsDone, { interval: 20, timeout: 10_000 })
      .toBeGreaterThan(0);
    const asked = performance.now();
    expect(await product.send(id, 'cancel')).toBe(200);
    const run = await product.settled(id);
    console.info(
      `import: cancelled within ${Math.round(performance.now() - asked)} ms at row ${run.rowsDone}`,
    );
    expect(run.phase).toBe('cancelled');
    expect(run.rowsDone).toBeLessThan(20_000);
    expect(await countAll(product)).toEqual(before);
    expect(await product.send(id, 'check', {})).toBe(200);
    expect((await product.settled(id)).phase).toBe('checked');
  }, 60_000);

  test('two imports of one file at once: every row is there once', async () => {
    const [one, two] = await Promise.all([
      product.upload(many(3_000, 'Zugleich')),
      product.upload(many(3_000, 'Zugleich')),
    ]);
    await Promise.all([product.settled(one.id), product.settled(two.id)]);
    await Promise.all([product.send(one.id, 'start'), product.send(two.id, 'start')]);
    const runs = await Promise.all([product.settled(one.id), product.settled(two.id)]);
    expect(runs.map(({ phase }) => phase)).toEqual(['done', 'done']);
    expect(runs.map(({ counts }) => counts.created).sort()).toEqual([0, 3_000].sort());
    expect(runs.map(({ counts }) => counts.skipped).sort()).toEqual([0, 3_000].sort());
    expect(await product.count("item where name like 'Zugleich %'")).toBe(3_000);
    const numbers = await product.count('(select number from item group by number having count(*) > 1) x');
    expect(numbers).toBe(0);
  }, 60_000);

  test('started twice at once: one start counts, the other is refused', async () => {
    const { id } = await product.upload(many(2_000, 'Doppelklick'));
    await product.settled(id);
    const answers = await Promise.all([product.send(id, 'start'), product.send(id, 'start')]);
    expect(answers.sort()).toEqual([200, 409]);
    expect((await product.settled(id)).counts).toMatchObject({ created: 2_000, skipped: 0 });
    expect(await product.send(id, 'start')).toBe(409);
    expect(await product.send(id, 'check', {})).toBe(409);
  });

  test('a run and its file are forgotten after a day', async () => {
    const { id } = await product.upload(many(1, 'Gestern'));
    await product.settled(id);
    const folder = uploadsFolder(product.dataDir);
    expect(existsSync(uploadPath(folder, id))).toBe(true);
    const later = new Date(Date.now() + 25 * 3_600_000);
    const { rows } = await sql<{ n: number }>`select app.clean_up_imports(${later}) as n`.execute(
      product.installation.ground.db,
    );
    expect(rows[0]?.n).toBeGreaterThan(0);
    expect((await product.ask('beratung', 'GET', `/towns/tannau/imports/${id}`)).status).toBe(404);
    mkdirSync(folder, { recursive: true });
    utimesSync(`${folder}/${id}`, new Date(0), new Date(0));
    expect(await removeOldUploads(folder, new Date())).toBe(1);
    expect(existsSync(uploadPath(folder, id))).toBe(false);
  });
});
