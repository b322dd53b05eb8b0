import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { officeFile } from '#platform/files/testing/zip-file';
import { type Clamd, EICAR, hasClamd, startClamd } from './testing/clamd.ts';
import { type FileProduct, openFileProduct } from './testing/file-product.ts';

const AWAY = { status: 503, code: 'file_scanner_away', text: expect.stringContaining('Virenscanner') };

describe.skipIf(!hasClamd)('with a virus scanner', () => {
  let clamd: Clamd;
  let product: FileProduct;
  let item: string;
  beforeAll(async () => {
    clamd = await startClamd('2M');
    product = await openFileProduct({ scanner: { host: clamd.host, port: clamd.port } });
    item = `items/${await product.first('items')}`;
  });
  afterAll(async () => {
    await product?.close();
    await clamd?.stop();
  });

  test('what is clean is taken, what it knows is refused and leaves nothing, also inside a document', async () => {
    expect((await product.send(item, Buffer.from('sauber'), { name: 'sauber.txt' })).status).toBe(201);
    const before = product.onDisk();
    const inside = officeFile('docx', [{ name: 'word/media/a.txt', content: EICAR }]);
    for (const [body, name] of [
      [Buffer.from(EICAR), 'harmlos.txt'],
      [inside, 'brief.docx'],
    ] as const) {
      const answer = await product.send(item, body, { name });
      expect(answer).toMatchObject({ status: 422, code: 'file_infected' });
      expect(answer.text).toContain('Test.Eicar');
    }
    expect(product.onDisk()).toEqual(before);
    expect(await product.rows()).toHaveLength(1);
  });

  test('what it does not read to the end is refused', async () => {
    const long = Buffer.alloc(4_000_000, 'a');
    expect(await product.send(item, long, { name: 'lang.txt' })).toMatchObject(AWAY);
  });

  test('while it is away nothing is taken', async () => {
    await clamd.stop();
    const before = product.onDisk();
    expect(await product.send(item, Buffer.from('sauber'), { name: 'zwei.txt' })).toMatchObject(AWAY);
    expect(product.onDisk()).toEqual(before);
  });
});

describe('an answer that nobody can read is no "clean"', () => {
  let product: FileProduct;
  let server: Server;
  let say: string | null = '';
  beforeAll(async () => {
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => (say === null ? socket.destroy() : socket.end(say)));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    product = await openFileProduct({ scanner: { host: '127.0.0.1', port } });
  });
  afterAll(async () => {
    await product?.close();
    server?.close();
  });

  test.each([
    [null],
    [''],
    ['stream: OK'],
    ['OK\0'],
    ['stream: OK ERROR\0'],
    ['INSTREAM size limit exceeded. ERROR\0'],
    ['HTTP/1.1 200 OK\r\n\r\nstream: OK\0'],
    ['x'.repeat(5000)],
  ])('%j', async (answer) => {
    say = answer;
    const item = `items/${await product.first('items')}`;
    expect(await product.send(item, Buffer.from('sauber'), { name: 'a.txt' })).toMatchObject(AWAY);
    expect(product.onDisk()).toEqual([]);
  });
});
