import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FilesView } from '#kernel/file-routes';
import { contentPath } from '#platform/files/store';
import { officeFile, openDocument } from '#platform/files/testing/zip-file';
import { type FileProduct, openFileProduct } from './testing/file-product.ts';

let product: FileProduct;
let item: string;
beforeAll(async () => {
  product = await openFileProduct({ limitBytes: 3_000_000 });
  item = `items/${await product.first('items')}`;
});
afterAll(() => product?.close());

type Bytes = Buffer<ArrayBuffer>;
const PDF = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const picture = (format: 'jpeg' | 'png' | 'webp') =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#a03020' } })
    .withExif({
      IFD0: { Make: 'Kamerawerk', Artist: 'Erika Muster' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 31/1 0/1', GPSLongitudeRef: 'E' },
    })
    .withMetadata({ orientation: 6 })
    .toFormat(format)
    .toBuffer() as Promise<Bytes>;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('files go along when their finding is merged, and back when it is parted', async () => {
  const { rows } = (await product.ask('beratung', 'GET', '/towns/tannau/findings?limit=2')).json;
  const [kept, other] = rows as unknown as { id: string; version: number; title: string }[];
  const at = (id = '') => `findings/${id}`;
  for (const name of ['Beide.pdf', 'Eine.pdf']) await product.send(at(other?.id), PDF, { name });
  await product.send(at(kept?.id), PDF, { name: 'Beide.pdf' });
  const named = async (id = '') => {
    const { files } = (await (await product.fetch(`${at(id)}/files`)).json()) as FilesView;
    return files.map(({ name }) => name).sort();
  };
  const merged = await product.ask(
    'beratung',
    'POST',
    `/towns/tannau/${at(kept?.id)}/merged-findings`,
    {
      area: 'operations',
      title: 'Eins',
      statement: 'Eins.',
      others: [{ id: other?.id, version: other?.version }],
    },
    { 'if-match': `"${kept?.version}"` },
  );
  expect(merged.status).toBe(200);
  expect([await named(kept?.id), await named(other?.id)]).toEqual([['Beide.pdf', 'Eine.pdf'], ['Beide.pdf']]);
  const parted = await product.ask('beratung', 'POST', `/towns/tannau/${at(other?.id)}/separation`, {});
  expect(parted.status).toBe(200);
  expect([await named(kept?.id), await named(other?.id)]).toEqual([['Beide.pdf'], ['Beide.pdf', 'Eine.pdf']]);
});

describe('a file is taken, listed, fetched and removed', () => {
  const KINDS: [string, string, () => Bytes | Promise<Bytes>][] = [
    ['Foto.jpg', 'image/jpeg', () => picture('jpeg')],
    ['Foto.jpeg', 'image/jpeg', () => picture('jpeg')],
    ['Foto.png', 'image/png', () => picture('png')],
    ['Foto.webp', 'image/webp', () => picture('webp')],
    ['Größe.pdf', 'application/pdf', () => PDF],
    ['Brief.docx', '', () => officeFile('docx')],
    ['Liste.xlsx', 'application/octet-stream', () => officeFile('xlsx')],
    ['Folien.pptx', '', () => officeFile('pptx')],
    ['Brief.odt', 'application/vnd.oasis.opendocument.text', () => openDocument('text')],
    ['Liste.ods', '', () => openDocument('spreadsheet')],
    ['Folien.odp', '', () => openDocument('presentation')],
    ['Notiz.txt', 'text/plain;charset=utf-8', () => Buffer.from('Grüße\r\nzweite Zeile\tEnde')],
    ['Liste.csv', 'application/vnd.ms-excel', () => Buffer.from('\ufeffName;Größe\nDrucker;3\n')],
  ];
  test.each(KINDS)('%s', async (name, type, make) => {
    const body = await make();
    const { status, view } = await product.send(item, body, { name, type });
    expect(status).toBe(201);
    expect(view).toMatchObject({ name, addedBy: 'Katrin Reich' });
    const list = (await (await product.fetch(`${item}/files`, 'rat')).json()) as FilesView;
    expect(list.limitBytes).toBe(3_000_000);
    expect(list.files).toContainEqual(view);
    const answer = await product.fetch(`${item}/files/${view.id}/content`, 'rat');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(sha256(bytes)).toBe(view.sha256);
    expect(bytes.length).toBe(view.bytes);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': expect.stringMatching(`^${view.mediaType.replaceAll('.', '\\.')}(; charset=utf-8)?$`),
      'content-disposition': expect.stringMatching(/^attachment; /),
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
    });
    if (!type.startsWith('image/')) expect(bytes.equals(body)).toBe(true);
    expect((await product.ask('beratung', 'DELETE', `/towns/tannau/${item}/files/${view.id}`)).status).toBe(
      200,
    );
    expect((await product.fetch(`${item}/files/${view.id}/content`)).status).toBe(404);
  });

  test('on every kind of record, told in its story, and gone with it', async () => {
    for (const list of ['findings', 'measures', 'items', 'rooms', 'sites', 'contracts']) {
      const id = await product.first(list);
      const { status, view } = await product.send(`${list}/${id}`, PDF, { name: `${list}.pdf` });
      expect([list, status]).toEqual([list, 201]);
      await product.ask('beratung', 'DELETE', `/towns/tannau/${list}/${id}/files/${view.id}`);
      const story = (await product.ask('beratung', 'GET', `/towns/tannau/stories/${id}`)).json
        .lines as unknown as { event: string; changes: object[] }[];
      expect(story.slice(0, 2)).toMatchObject([
        {
          event: expect.stringMatching(/\.file_removed$/),
          changes: [{ field: 'file', from: `${list}.pdf` }],
        },
        { event: expect.stringMatching(/\.file_added$/), changes: [{ field: 'file', to: `${list}.pdf` }] },
      ]);
    }
    const made = await product.ask('beratung', 'POST', '/towns/tannau/items', { kind: 'other', name: 'Alt' });
    const { view } = await product.send(`items/${made.json.id}`, PDF, { name: 'mit.pdf' });
    expect(view.id).toBeTruthy();
    expect((await product.ask('beratung', 'DELETE', `/towns/tannau/items/${made.json.id}`)).status).toBe(200);
    expect(await product.rows(`name = 'mit.pdf'`)).toEqual([]);
  });

  test('a picture can be looked at; nothing else can, and never as a page', async () => {
    const shown = await product.send(item, await picture('png'), { name: 'Schrank.png' });
    const seen = await product.fetch(`${item}/files/${shown.view.id}/content?inline=1`);
    expect(seen.headers.get('content-disposition')).toMatch(/^inline; /);
    expect(seen.headers.get('content-security-policy')).toContain('sandbox');
    await seen.arrayBuffer();
    const text = await product.send(item, Buffer.from('Text'), { name: 'Notiz.txt' });
    const kept = await product.fetch(`${item}/files/${text.view.id}/content?inline=1`);
    expect(kept.headers.get('content-disposition')).toMatch(/^attachment; /);
    await kept.arrayBuffer();
  });

  test('the same twice at once is there once, on the disk also for two records', async () => {
    const body = Buffer.from(`zweimal ${randomUUID()}`);
    const other = `rooms/${await product.first('rooms')}`;
    const sent = await Promise.all([
      ...Array.from({ length: 4 }, () => product.send(item, body, { name: 'zweimal.txt' })),
      product.send(other, body, { name: 'zweimal.txt' }),
    ]);
    expect(sent.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201, 201]);
    expect(await product.rows(`name = 'zweimal.txt'`)).toHaveLength(2);
    expect(product.onDisk().filter((path) => path.endsWith(sha256(body)))).toHaveLength(1);
  });
});

describe('over the line', () => {
  test('a long text goes out packed and whole, and who hangs up half-way harms nobody', async () => {
    const body = Buffer.from(Array.from({ length: 300_000 }, (_one, at) => `${at};`).join(''));
    const { view } = await product.send(item, body, { name: 'lang.csv' });
    const path = `${item}/files/${view.id}/content`;
    const answer = await product.fetch(path);
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(Buffer.from(await answer.arrayBuffer()).equals(body)).toBe(true);
    const cookie = await product.cookieOf('beratung');
    for (let n = 0; n < 5; n++) {
      const socket = connect(product.port, '127.0.0.1');
      socket.write(`GET /api/v1/towns/tannau/${path} HTTP/1.1\r\nhost: x\r\ncookie: ${cookie}\r\n\r\n`);
      await new Promise((done) => socket.once('data', done));
      socket.destroy();
    }
    expect((await (await product.fetch(path)).arrayBuffer()).byteLength).toBe(body.length);
  });

  test('a record that goes while its file comes in takes no row', async () => {
    const { json } = await product.ask('beratung', 'POST', '/towns/tannau/items', {
      kind: 'other',
      name: 'Kurz',
    });
    let go = () => undefined as unknown;
    const slow = new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array(1000).fill(97));
        go = () => controller.close();
      },
    });
    const sending = product.send(`items/${json.id}`, slow, { name: 'spät.txt' });
    await expect
      .poll(() => product.onDisk().some((path) => path.startsWith('incoming/')), { timeout: 5000 })
      .toBe(true);
    expect((await product.ask('beratung', 'DELETE', `/towns/tannau/items/${json.id}`)).status).toBe(200);
    go();
    expect(await sending).toMatchObject({ status: 404 });
    expect(await product.rows(`name = 'spät.txt'`)).toEqual([]);
  });

  test('both routes stand in the description of the interface', async () => {
    const { paths } = (await (await product.app.request('/api/v1/openapi.json')).json()) as {
      paths: Record<string, object>;
    };
    expect(Object.keys(paths['/towns/{town}/rooms/{id}/files'] ?? {}).sort()).toEqual(['get', 'post']);
    expect(Object.keys(paths['/towns/{town}/rooms/{id}/files/{fileId}/content'] ?? {})).toEqual(['get']);
  });
});

describe('pictures say nothing of who took them where', () => {
  test.each(['jpeg', 'png', 'webp'] as const)('%s', async (format) => {
    const before = await picture(format);
    expect((await sharp(before).metadata()).exif).toBeDefined();
    const { view } = await product.send(item, before, { name: `privat.${format}` });
    const bytes = Buffer.from(await (await product.fetch(`${item}/files/${view.id}/content`)).arrayBuffer());
    const { exif, xmp, iptc, orientation, width, height, format: after } = await sharp(bytes).metadata();
    const [kept] = product.onDisk().filter((path) => path.endsWith(view.sha256));
    expect(statSync(join(product.folder, String(kept))).mode & 0o777).toBe(0o600);
    expect({ exif, xmp, iptc, orientation }).toEqual({});
    expect(bytes.includes('Kamerawerk') || bytes.includes('Erika')).toBe(false);
    // Turned upright, as the camera had noted.
    expect({ width, height, after }).toEqual({ width: 40, height: 60, after: format });
  });

  test('one with more pixels than memory should hold is refused', async () => {
    const huge = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    expect(await product.send(item, huge, { name: 'riesig.png' })).toMatchObject({
      status: 422,
      code: 'file_too_many_pixels',
    });
    const half = (await picture('jpeg')).subarray(0, 300);
    expect(await product.send(item, half, { name: 'halb.jpg' })).toMatchObject({ code: 'file_damaged' });
  });
});

describe('what is not taken leaves nothing', () => {
  const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const HTML = '<!doctype html><script>alert(1)</script>';
  const REFUSED: [string, string, string, () => Bytes | Promise<Bytes>, string][] = [
    ['a page', 'seite.html', 'text/html', () => Buffer.from(HTML), 'file_type_unknown'],
    ['a page called text', 'seite.txt', 'text/plain', () => Buffer.from(HTML), 'file_no_plain_text'],
    ['a drawing with a script', 'bild.svg', 'image/svg+xml', () => Buffer.from(SVG), 'file_type_unknown'],
    ['a drawing called picture', 'bild.png', 'image/png', () => Buffer.from(SVG), 'file_type_unknown'],
    ['a program', 'setup.pdf', '', () => Buffer.from(`MZ${'\0'.repeat(200)}`), 'file_type_unknown'],
    ['nothing', 'leer.txt', '', () => Buffer.alloc(0), 'file_empty'],
    ['a PDF called picture', 'bild.jpg', '', () => PDF, 'file_ending_lies'],
    ['a picture called PDF', 'plan.pdf', '', () => picture('png'), 'file_ending_lies'],
    ['a sheet called letter', 'brief.docx', '', () => officeFile('xlsx'), 'file_ending_lies'],
    ['without an ending', 'plan', '', () => PDF, 'file_ending_lies'],
    ['announced as another type', 'plan.pdf', 'image/png', () => PDF, 'file_declared_lies'],
    ['text in Latin-1', 'text.txt', '', () => Buffer.from('Stra\xdfe', 'latin1'), 'file_no_plain_text'],
    ['text with NUL', 'text.txt', '', () => Buffer.from('a\0b'), 'file_no_plain_text'],
    [
      'a bomb',
      'bombe.docx',
      '',
      () => officeFile('docx', [{ name: 'word/a.bin', content: Buffer.alloc(80_000_000), claims: 10 }]),
      'file_bomb',
    ],
    [
      'a locked document',
      'geheim.docx',
      '',
      () => officeFile('docx', [{ name: 'word/a.xml', content: 'x', encrypted: true }]),
      'file_encrypted',
    ],
  ];
  test.each(REFUSED)('%s', async (_what, name, type, make, code) => {
    const before = { rows: await product.rows(), disk: product.onDisk() };
    const answer = await product.send(item, await make(), { name, type });
    expect(answer).toMatchObject({ status: 422, code });
    expect(answer.text).toMatch(/^\p{Lu}.{10,}\.$/su);
    expect({ rows: await product.rows(), disk: product.onDisk() }).toEqual(before);
  });

  test('too large, announced and not announced', async () => {
    const before = product.onDisk();
    const body = Buffer.alloc(3_000_001, 'a');
    const refused = { status: 413, code: 'file_too_large', text: expect.stringContaining('3 MB') };
    expect(await product.send(item, body, { name: 'lang.txt' })).toMatchObject(refused);
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent++;
        controller.enqueue(new Uint8Array(100_000).fill(97));
      },
    });
    const answer = await product.send(item, endless, { name: 'endlos.txt' }).catch((error: Error) => error);
    // Whoever still sends may find the line closed before the answer.
    if (!(answer instanceof Error)) expect(answer).toMatchObject(refused);
    expect(sent).toBeLessThan(400);
    // Whoever was cut off may ask before the server has cleared away.
    await expect.poll(() => product.onDisk(), { timeout: 5000 }).toEqual(before);
    expect((await product.send(item, Buffer.alloc(3_000_000, 'a'), { name: 'lang.txt' })).status).toBe(201);
  });

  test.each([
    ['announced', 'content-length: 500000\r\n\r\n', 'x'.repeat(100_000)],
    ['in pieces', 'transfer-encoding: chunked\r\n\r\n', `10000\r\n${'x'.repeat(0x10000)}\r\n`],
  ])('cut off half-way, %s: neither row nor file', async (_what, header, part) => {
    const before = { rows: await product.rows(), disk: product.onDisk() };
    const cookie = await product.cookieOf('beratung');
    const socket = connect(product.port, '127.0.0.1');
    await new Promise((done) => socket.once('connect', done));
    socket.write(
      `POST /api/v1/towns/tannau/${item}/files?name=halb.txt HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: ${cookie}\r\n` +
        `sec-fetch-site: same-origin\r\n${header}${part}`,
    );
    await expect.poll(() => product.onDisk().length, { timeout: 5000 }).toBe(before.disk.length + 1);
    socket.destroy();
    await expect.poll(() => product.onDisk(), { timeout: 5000 }).toEqual(before.disk);
    expect(await product.rows()).toEqual(before.rows);
  });

  test.each([
    ['../../../etc/cron.d/x.txt', 'x.txt'],
    ['..\\..\\start.txt', 'start.txt'],
    ['a\u0000b.txt', 'ab.txt'],
    [`${'ö'.repeat(300)}.txt`, `${'ö'.repeat(116)}.txt`],
    ['Plan\u202Etxt.exe.txt', 'Plantxt.exe.txt'],
    ['a\r\nset-cookie: x=y.txt', 'aset-cookie_ x=y.txt'],
  ])('a path in a name is none: %j', async (given, name) => {
    const body = Buffer.from(`Inhalt ${given.length}`);
    const { status, view } = await product.send(item, body, { name: given });
    expect([status, view.name]).toEqual([201, name]);
    const answer = await product.fetch(`${item}/files/${view.id}/content`);
    expect(answer.headers.get('content-disposition')).toContain(
      `filename*=UTF-8''${encodeURIComponent(name)}`,
    );
    expect(answer.headers.get('set-cookie')).toBeNull();
    await answer.arrayBuffer();
    const town =
      product
        .onDisk()
        .find((path) => path.endsWith(sha256(body)))
        ?.split('/')[0] ?? '';
    const path = contentPath(product.folder, town, sha256(body));
    expect(readFileSync(path).equals(body)).toBe(true);
    expect(existsSync(join(product.folder, '..', 'x.txt'))).toBe(false);
  });
});
