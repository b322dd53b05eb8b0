import { createHash, randomUUID } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backUp } from '#platform/backup/back-up';
import { restore } from '#platform/backup/restore';
import { readConfig } from '#platform/config';
import { withClient } from '#platform/database/roles';
import { contentPath, sweep } from '#platform/files/store';
import { sweepFiles } from '#platform/files/sweep';
import { importTown } from './import/import-town.ts';
import { type Installation, openInstallation, root } from './installation.ts';
import { nightly } from './jobs.ts';
import { emptyData } from './testing/demo-data.ts';
import { type FileProduct, openFileProduct } from './testing/file-product.ts';

let product: FileProduct;
let town: string;
let item: string;
const scratch = mkdtempSync(join(tmpdir(), 'sollstand-files-'));
const opened: Installation[] = [];
beforeAll(async () => {
  product = await openFileProduct();
  item = `items/${await product.first('items')}`;
  const neighbour = join(scratch, 'nachbar');
  cpSync(join(root, 'examples/tannau'), neighbour, { recursive: true });
  const file = join(neighbour, 'town.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('slug: tannau', 'slug: nachbar'));
  await importTown(product.installation, neighbour, false);
  const { rows } = await withClient(product.installation.database.ownerUrl, (client) =>
    client.query(`select id from town where slug = 'tannau'`),
  );
  town = rows[0].id;
});
afterAll(async () => {
  for (const installation of opened) await installation.close();
  await product?.close();
  rmSync(scratch, { recursive: true, force: true });
});

const place = (sha256: string) => contentPath(product.folder, town, sha256);
const DAY = 86_400_000;
const age = (path: string, days: number) => {
  const then = new Date(Date.now() - days * DAY);
  utimesSync(path, then, then);
};
const kept = async (text: string, name: string) =>
  (await product.send(item, Buffer.from(text), { name })).view;

describe('by night', () => {
  const night = (after = 0) => sweepFiles(product.installation.ground, new Date(Date.now() + after * DAY));

  test('content goes a day after its last row, and not while another record has it', async () => {
    const one = await kept('zweimal', 'a.txt');
    const room = `rooms/${await product.first('rooms')}`;
    const two = (await product.send(room, Buffer.from('zweimal'), { name: 'a.txt' })).view;
    age(place(one.sha256), 30);
    await product.ask('beratung', 'DELETE', `/towns/tannau/${item}/files/${one.id}`);
    await night();
    await night(2);
    expect(existsSync(place(one.sha256))).toBe(true);
    await product.ask('beratung', 'DELETE', `/towns/tannau/${room}/files/${two.id}`);
    await night();
    // Put aside first: a backup that has begun before still finds it.
    expect(existsSync(`${place(one.sha256)}.gone`)).toBe(true);
    await night();
    expect(existsSync(`${place(one.sha256)}.gone`)).toBe(true);
    await night(2);
    expect(product.onDisk().some((path) => path.includes(one.sha256))).toBe(false);
  });

  test('content whose row is about to be written stays, also when it was put aside', async () => {
    const sha256 = createHash('sha256').update('gleich').digest('hex');
    mkdirSync(dirname(place(sha256)), { recursive: true });
    writeFileSync(place(sha256), 'gleich');
    await night();
    expect(existsSync(place(sha256))).toBe(true);
    age(place(sha256), 2);
    await night();
    expect(existsSync(`${place(sha256)}.gone`)).toBe(true);
    const view = await kept('gleich', 'gleich.txt');
    expect(view.sha256).toBe(sha256);
    await night(3);
    expect(readFileSync(place(sha256), 'utf8')).toBe('gleich');
    renameSync(place(sha256), `${place(sha256)}.gone`);
    expect((await product.fetch(`${item}/files/${view.id}/content`)).status).toBe(200);
    await night(3);
    expect(readFileSync(place(sha256), 'utf8')).toBe('gleich');
  });

  test('what an upload left half-way goes after a day; what is none of ours is left alone', async () => {
    const half = join(product.folder, 'incoming', randomUUID());
    writeFileSync(half, 'halb');
    const foreign = join(product.folder, 'notiz.txt');
    writeFileSync(foreign, 'fremd');
    age(foreign, 30);
    await night();
    expect(existsSync(half)).toBe(true);
    await night(2);
    expect([existsSync(half), existsSync(foreign)]).toEqual([false, true]);
    expect(await sweep(join(scratch, 'nirgends'), async () => new Set())).toBe(0);
  });

  test('who added a file is forgotten after five years; file and name stay', async () => {
    const view = await kept('alt', 'alt.txt');
    await withClient(product.installation.database.ownerUrl, (client) =>
      client.query(`update file set updated_at = now() - interval '6 years' where id = $1`, [view.id]),
    );
    await nightly(product.dataDir)(product.installation.ground);
    expect(await product.rows(`name = 'alt.txt'`)).toMatchObject([{ added_by: '', added_by_user_id: null }]);
    expect((await product.fetch(`${item}/files/${view.id}/content`)).status).toBe(200);
  });

  test('content that is missing is said in words', async () => {
    const view = await kept('verloren', 'verloren.txt');
    rmSync(place(view.sha256));
    const answer = await product.fetch(`${item}/files/${view.id}/content`);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      503,
      'file_content_missing',
    ]);
    await product.ask('beratung', 'DELETE', `/towns/tannau/${item}/files/${view.id}`);
  });
});

describe('a backup', () => {
  const archive = join(scratch, 'whole.gz');
  const owner = () => product.installation.database.ownerUrl;
  const given = (only?: string) => ({
    product: '0.1.0',
    at: new Date(),
    files: product.folder,
    ...(only ? { town: only } : {}),
  });
  const big = Buffer.from(Array.from({ length: 400_000 }, (_one, at) => `${at};`).join(''));

  beforeAll(async () => {
    await kept('für die Sicherung', 'sicher.txt');
    await product.send(item, big, { name: 'lang.csv' });
    // The neighbour has the same content: it belongs to each of them.
    await withClient(owner(), (client) =>
      client.query(
        `insert into file (town_id, id, record_kind, record_id, name, media_type, bytes, sha256, added_by, created_at, updated_at)
         select n.id, gen_random_uuid(), 'item', (select i.id from item i where i.town_id = n.id limit 1), f.name, f.media_type,
           f.bytes, f.sha256, 'x', now(), now() from file f, town n where f.name = 'sicher.txt' and n.slug = 'nachbar'`,
      ),
    );
    const [row] = await product.rows(`name = 'sicher.txt'`);
    const { rows } = await withClient(owner(), (client) =>
      client.query(`select id from town where slug = 'nachbar'`),
    );
    const theirs = contentPath(product.folder, rows[0].id, row?.sha256 ?? '');
    mkdirSync(dirname(theirs), { recursive: true });
    cpSync(place(row?.sha256 ?? ''), theirs);
  });

  async function empty(): Promise<Installation> {
    const data = mkdtempSync(join(scratch, 'data-'));
    emptyData(data);
    const installation = await openInstallation(readConfig({ SOLLSTAND_DATA: data }, root), 'command');
    opened.push(installation);
    return installation;
  }
  const target = ({ database, ground }: Installation) => ({
    ownerUrl: database.ownerUrl,
    appRole: database.appRole,
    migrations: join(root, 'migrations'),
    files: ground.files.folder,
  });
  const files = (url: string) =>
    withClient(
      url,
      async (client) =>
        (
          await client.query<{ town_id: string; sha256: string }>(
            'select town_id, id, name, record_kind, record_id, item_id, bytes, sha256 from file order by id',
          )
        ).rows,
    );

  test('brings rows and contents back, also of one town alone', async () => {
    const { manifest, damaged } = await backUp(owner(), archive, given());
    expect(damaged).toEqual([]);
    const saved = await files(owner());
    expect(manifest.files?.count).toBe(new Set(saved.map((row) => row.town_id + row.sha256)).size);
    const fresh = await empty();
    await restore(target(fresh), archive);
    expect(await files(fresh.database.ownerUrl)).toEqual(saved);
    for (const { town_id, sha256 } of saved) {
      const bytes = readFileSync(contentPath(fresh.ground.files.folder, town_id, sha256));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    }
    const alone = join(scratch, 'town.gz');
    const one = await backUp(owner(), alone, given('nachbar'));
    expect(one.manifest.files).toMatchObject({ count: 1 });
    const other = await empty();
    await restore(target(other), alone);
    expect(await files(other.database.ownerUrl)).toHaveLength(1);
  });

  const lines = () => gunzipSync(readFileSync(archive)).toString('utf8').split('\n');
  const sealed = (all: string[]): string => {
    const body = all.filter((line) => line && !line.startsWith('{"end":'));
    const sha256 = createHash('sha256')
      .update(`${body.join('\n')}\n`)
      .digest('hex');
    const path = join(scratch, `${randomUUID()}.gz`);
    writeFileSync(
      path,
      gzipSync(`${[...body, JSON.stringify({ end: { lines: body.length, sha256 } })].join('\n')}\n`),
    );
    return path;
  };
  const refused = async (path: string) => {
    const fresh = await empty();
    await expect(restore(target(fresh), path)).rejects.toThrow(/beschädigt|verändert/);
    expect(await files(fresh.database.ownerUrl)).toEqual([]);
    expect(existsSync(fresh.ground.files.folder)).toBe(false);
  };

  test('with a flipped byte is refused before anything is touched', async () => {
    const bytes = readFileSync(archive);
    const at = bytes.length - 5000;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const path = join(scratch, 'flipped.gz');
    writeFileSync(path, bytes);
    await refused(path);
  });

  test('whose content does not fit its hash is refused even where the whole adds up', async () => {
    expect(await restore(target(await empty()), sealed(lines()))).toMatchObject({
      format: 'sollstand-backup-1',
    });
    const changed = lines().map((line) => (line.startsWith('+') ? `+A${line.slice(2)}` : line));
    await refused(sealed(changed));
    const lastPiece = lines().findLastIndex((line) => line.startsWith('+'));
    await refused(sealed(lines().filter((_line, at) => at !== lastPiece)));
    const heading = lines().findLastIndex((line) => line.startsWith('{"file":'));
    await refused(sealed(lines().slice(0, heading)));
  });

  test('tells of content that is missing or rotten, and saves the rest', async () => {
    const [row] = await product.rows(`name = 'lang.csv'`);
    const path = place(row?.sha256 ?? '');
    const whole = readFileSync(path);
    writeFileSync(path, Buffer.concat([whole.subarray(0, 100), Buffer.from('!'), whole.subarray(101)]));
    const out = join(scratch, 'rotten.gz');
    const { damaged, manifest } = await backUp(owner(), out, given());
    expect(damaged).toEqual([{ town: 'tannau', name: 'lang.csv' }]);
    await restore(target(await empty()), out);
    rmSync(path);
    expect((await backUp(owner(), out, given())).damaged).toHaveLength(1);
    writeFileSync(path, whole);
    expect((await backUp(owner(), out, given())).manifest.files?.count).toBe(
      (manifest.files?.count ?? 0) + 1,
    );
  });
});
