import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileView } from '#kernel/file-routes';
import { backUp } from '#platform/backup/back-up';
import { restore } from '#platform/backup/restore';
import { readConfig } from '#platform/config';
import { withClient } from '#platform/database/roles';
import { contentPath } from '#platform/files/store';
import { sweepFiles } from '#platform/files/sweep';
import { inTown, jobActor } from '#platform/tx';
import { importTown } from '../../app/import/import-town.ts';
import { openInstallation, root } from '../../app/installation.ts';
import { openTestInstallation, type TestInstallation } from '../../app/testing/installation.ts';
import { type Visitor, visitor } from '../../app/testing/visitor.ts';

let product: TestInstallation;
let week: string;
const scratch = mkdtempSync(join(tmpdir(), 'sollstand-evidence-'));
beforeAll(async () => {
  product = await openTestInstallation();
  week = (await rowsOf('engagements'))[0]?.id ?? '';
});
afterAll(async () => {
  await product?.close();
  rmSync(scratch, { recursive: true, force: true });
});

const town = '/towns/tannau';
const ask = (user: string | null, method: string, path: string, body?: unknown) =>
  product.ask(user, method, town + path, body);
const rowsOf = async (list: string) =>
  (await ask('beratung', 'GET', `/${list}?limit=2`)).json.rows as unknown as { id: string; name: string }[];
const owner = <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  withClient(
    product.installation.database.ownerUrl,
    async (client) => (await client.query(text, values)).rows,
  );

interface Sheet {
  questions: { key: string; framework: string; requirement: string }[];
  answers: { level: number | null; evidence: string }[];
  evidence: { id: string; respondentId: string; question: string; files: FileView[] }[];
}
interface Asked {
  id: string;
  key: string;
  path: string;
  who: string;
  phone: Visitor;
}
let address = 100;

/** Somebody who answers the first question of an interview by a link. */
async function asked(): Promise<Asked> {
  const made = await ask('beratung', 'POST', '/interviews', {
    engagementId: week,
    title: 'Gespräch',
    roles: ['head_of_it'],
    depth: 3,
  });
  const id = String(made.json.id);
  const key = (await sheetOf(id)).questions[0]?.key ?? '';
  const person = await ask('beratung', 'POST', `/interviews/${id}/respondents`, {
    name: 'Jo Amt',
    way: 'link',
    questions: [key],
  });
  const { path, respondent } = person.json as unknown as { path: string; respondent: { id: string } };
  return { id, key, path, who: respondent.id, phone: visitor(product.app, `198.51.100.${address++}`) };
}
const sheetOf = async (id: string): Promise<Sheet> =>
  (await ask('beratung', 'GET', `/interviews/${id}/sheet`)).json as unknown as Sheet;
const filesOf = async (id: string): Promise<FileView[]> =>
  (await sheetOf(id)).evidence.flatMap(({ files }) => files);

type Bytes = Buffer<ArrayBuffer>;
let shade = 0;
const photo = (width = 64) =>
  sharp({
    create: { width, height: Math.ceil(width / 2), channels: 3, background: { r: 9, g: shade++, b: 80 } },
  })
    .withExif({
      IFD0: { Make: 'Kamerawerk', Artist: 'Erika Muster' },
      IFD3: { GPSLatitude: '48/1 31/1 0/1' },
    })
    .jpeg()
    .toBuffer() as Promise<Bytes>;

function form(key: string, fields: Record<string, string>, files: [string, Bytes, string?][] = []): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries({ question: key, reason: '', evidence: '', ...fields }))
    data.append(name, value);
  for (const [name, bytes, type = 'image/jpeg'] of files)
    data.append('files', new File([bytes], name, { type }));
  return data;
}

describe('photos of somebody without an account', () => {
  test('stay with what was typed before a level is chosen, without metadata, small, and for the team alone', async () => {
    const { id, key, path, phone } = await asked();
    const sent = form(key, { do: 'add', evidence: 'steht noch da' }, [['Foto 1.jpg', await photo(4000)]]);
    const answer = await phone.send('POST', path, sent);
    const page = await answer.text();
    expect([answer.status, page.includes('steht noch da'), page.includes('Foto 1.jpg')]).toEqual([
      200,
      true,
      true,
    ]);
    const [place] = (await sheetOf(id)).evidence;
    expect(place?.files).toMatchObject([{ name: 'Foto 1.jpg', addedBy: 'Jo Amt', mediaType: 'image/jpeg' }]);
    expect((await sheetOf(id)).answers).toEqual([]);
    const file = place?.files[0]?.id;
    const content = `/answer-evidence/${place?.id}/files/${file}/content`;
    const own = await phone.send('GET', `${path}/datei/${file}`);
    const bytes = Buffer.from(await own.arrayBuffer());
    const { width, exif } = await sharp(bytes).metadata();
    expect([width, exif]).toEqual([2400, undefined]);
    expect(bytes.toString('latin1')).not.toMatch(/Kamerawerk|Erika/);
    expect((await ask('beratung', 'GET', `/answer-evidence/${place?.id}/files`)).status).toBe(200);
    for (const user of ['it', 'admin', 'buergermeister', null]) {
      for (const at of [`/answer-evidence/${place?.id}/files`, content]) {
        const { status, json } = await product
          .ask(user, 'GET', town + at)
          .catch(() => ({ status: 404, json: {} }));
        expect([401, 403, 404]).toContain(status);
        expect(JSON.stringify(json)).not.toContain('Foto 1');
      }
      const story = await ask(user, 'GET', `/stories/${place?.id}`);
      expect(JSON.stringify(story.json)).not.toContain('Foto 1');
    }
    // The database itself shows the row to the team and to who gave it.
    const users = await owner<{ id: string; login: string }>('select id, login from app_user');
    const [home] = await owner<{ id: string }>(`select id from town where slug = 'tannau'`);
    const rowsFor = (login: string) =>
      inTown(
        product.installation.ground,
        {
          ...jobActor({
            townId: home?.id ?? '',
            actorId: users.find((one) => one.login === login)?.id ?? null,
          }),
        },
        async (tx) => (await sql`select 1 from file where id = ${file}`.execute(tx.db)).rows.length,
      );
    expect([await rowsFor('beratung'), await rowsFor('it'), await rowsFor('nobody')]).toEqual([1, 0, 0]);
    expect(JSON.stringify((await ask('beratung', 'GET', `/stories/${place?.id}`)).json)).toContain('Foto 1');
    const stranger = await asked();
    expect((await stranger.phone.send('GET', `${stranger.path}/datei/${file}`)).status).toBe(404);
    expect((await stranger.phone.send('GET', `${stranger.path}/datei/x`)).status).toBe(404);
    // What somebody else has is not theirs to remove.
    await stranger.phone.send('POST', stranger.path, form(stranger.key, { remove: String(file) }));
    expect(await filesOf(id)).toHaveLength(1);
    const done = await phone.send(
      'POST',
      path,
      form(key, { choice: '3', evidence: 'mit Foto' }, [['zwei.jpg', await photo()]]),
    );
    expect(done.status).toBe(303);
    expect((await sheetOf(id)).answers).toMatchObject([{ level: 3, evidence: 'mit Foto' }]);
    expect(await filesOf(id)).toHaveLength(2);
    const gone = await phone.send('POST', path, form(key, { choice: '3', remove: String(file) }));
    expect([gone.status, (await gone.text()).includes('Foto 1.jpg')]).toEqual([200, false]);
    expect((await filesOf(id)).map(({ name }) => name)).toEqual(['zwei.jpg']);
  });

  test('what is wrong with a file is said in words, costs no other file and nothing typed', async () => {
    const { id, key, path, phone } = await asked();
    const cases: [string, Bytes, string, RegExp][] = [
      ['leer.jpg', Buffer.alloc(0), 'image/jpeg', /Die Datei ist leer/],
      ['notiz.txt', Buffer.from('nur Text'), 'text/plain', /Möglich sind: JPG, PNG, WEBP, PDF/],
      ['bild.jpg', Buffer.from('<svg onload=alert(1)>'), 'image/jpeg', /nehmen wir nicht an/],
      ['kaputt.jpg', (await photo(900)).subarray(0, 400), 'image/jpeg', /beschädigt/],
      ['bild.png', await photo(), 'image/png', /endet auf „png“/],
    ];
    for (const [name, bytes, type, words] of cases) {
      const answer = await phone.send(
        'POST',
        path,
        form(key, { do: 'add', evidence: '<b>bleibt</b>' }, [[name, bytes, type]]),
      );
      const page = await answer.text();
      expect([name, answer.status]).toEqual([name, 422]);
      expect(page).toMatch(words);
      expect(page).toContain('&lt;b&gt;bleibt');
    }
    expect(await filesOf(id)).toEqual([]);
    const mixed = form(key, { choice: '2' }, [
      ['notiz.txt', Buffer.from('nur Text'), 'text/plain'],
      ['../../<img src=x onerror=alert(1)>\u202egpj.jpg', await photo()],
    ]);
    const answer = await phone.send('POST', path, mixed);
    const page = await answer.text();
    expect([answer.status, page.includes('<img src=x')]).toEqual([422, false]);
    expect((await filesOf(id)).map(({ name }) => name)).toEqual([expect.not.stringMatching(/[<>/\u202e]/)]);
    expect((await sheetOf(id)).answers).toMatchObject([{ level: 2 }]);
    expect((await phone.send('POST', path, form(key, { do: 'add' }))).status).toBe(422);
  });

  test('thirty at once, two at once and a form that is too large stay within bounds', async () => {
    const { id, key, path, phone } = await asked();
    const some = async (count: number): Promise<[string, Bytes][]> =>
      Promise.all(
        Array.from({ length: count }, async (_one, at) => [`${at}.jpg`, await photo()] as [string, Bytes]),
      );
    const many = await phone.send('POST', path, form(key, { do: 'add' }, await some(30)));
    expect(await many.text()).toContain('25 weitere wurden nicht übernommen');
    const files = await filesOf(id);
    expect(files).toHaveLength(5);
    await phone.send('POST', path, form(key, { remove: files[0]?.id ?? '' }));
    const both = await Promise.all(
      (await some(2)).map((file) => phone.send('POST', path, form(key, { do: 'add' }, [file]))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect(await filesOf(id)).toHaveLength(5);
    const huge = form(key, { do: 'add', evidence: 'vor der großen Datei' }, [
      ['gross.jpg', Buffer.alloc(61_000_000)],
    ]);
    const large = await phone.send('POST', path, huge);
    const page = await large.text();
    expect([large.status, page.includes('vor der großen Datei'), page.includes('Höchstens 60 MB')]).toEqual([
      413,
      true,
      true,
    ]);
    const broken = await phone.send('POST', path, form(key, {}), {
      'content-type': 'multipart/form-data; boundary=x',
    });
    expect(broken.status).toBe(422);
    expect(product.app && existsSync(join(product.installation.ground.files.folder, 'incoming'))).toBe(true);
  });

  test('a link that has ended, a code that has ended and a question that is over give the text back', async () => {
    const { id, key, path, who, phone } = await asked();
    await phone.send('POST', path, form(key, { choice: '1' }, [['a.jpg', await photo()]]));
    const [kept] = await filesOf(id);
    expect((await ask('beratung', 'DELETE', `/interviews/${id}/respondents/${who}`)).status).toBe(200);
    expect(await owner('select 1 from file where id = $1', [kept?.id])).toEqual([]);
    expect(await owner('select 1 from answer_evidence where respondent_id = $1', [who])).toEqual([]);
    const late = await phone.send(
      'POST',
      path,
      form(key, { evidence: 'zu spät' }, [['b.jpg', await photo()]]),
    );
    expect([late.status, (await late.text()).includes('zu spät')]).toEqual([404, true]);

    const made = await ask('beratung', 'POST', `/interviews/${id}/respondents`, { name: 'Mo', way: 'room' });
    await phone.form('/raum', { code: String(made.json.code) });
    const show = (question: string) =>
      ask('beratung', 'PUT', `/interviews/${id}/current-question`, { question });
    await show(key);
    const inRoom = form(key, { do: 'add', evidence: 'im Raum' }, [['raum.jpg', await photo()]]);
    expect(await (await phone.send('POST', '/raum/antwort', inRoom)).text()).toContain('im Raum');
    const mine = (await filesOf(id))[0]?.id;
    expect((await phone.send('GET', `/raum/datei/${mine}`)).status).toBe(200);
    await show('');
    const over = await phone.send(
      'POST',
      '/raum/antwort',
      form(key, { evidence: 'vorbei' }, [['c.jpg', await photo()]]),
    );
    expect([over.status, (await over.text()).includes('vorbei')]).toEqual([409, true]);
    await owner('update respondent set token_until = now() where interview_id = $1', [id]);
    const ended = await phone.send('POST', '/raum/antwort', form(key, { evidence: 'beendet' }));
    expect([ended.status, (await ended.text()).includes('beendet')]).toEqual([404, true]);
    expect((await phone.send('GET', `/raum/datei/${mine}`)).status).toBe(404);
    expect(await filesOf(id)).toHaveLength(1);
  });
});

describe('the team', () => {
  test('opens a place for files once, also twice at once, of this interview alone', async () => {
    const { id, key, who } = await asked();
    const open = (user: string | null, body: object, at = id) =>
      ask(user, 'PUT', `/interviews/${at}/answer-evidence`, body);
    const body = { respondentId: who, question: key };
    const both = await Promise.all([open('beratung', body), open('beratung', body)]);
    expect(new Set(both.map(({ json }) => json.id)).size).toBe(1);
    expect((await open('it', body)).status).toBe(403);
    expect((await open(null, body)).status).toBe(401);
    expect((await open('beratung', { ...body, question: 'itil:nie' })).status).toBe(422);
    expect((await open('beratung', body, (await asked()).id)).status).toBe(404);
    expect((await open('beratung', { ...body, respondentId: randomUUID() })).status).toBe(404);
  });

  test('takes a photo over to the rating, where readers see it without who gave it', async () => {
    const { id, key, path, phone, who } = await asked();
    await phone.send('POST', path, form(key, { choice: '1' }, [['Jo Amt am Server.jpg', await photo()]]));
    const sheet = await sheetOf(id);
    const [place] = sheet.evidence;
    const at = `/answer-evidence/${place?.id}/files/${place?.files[0]?.id}/taken-over`;
    expect((await ask('it', 'PUT', at, {})).status).toBe(403);
    expect((await ask(null, 'PUT', at, {})).status).toBe(401);
    expect(
      (await ask('beratung', 'PUT', `/answer-evidence/${place?.id}/files/${randomUUID()}/taken-over`, {}))
        .status,
    ).toBe(404);
    const taken = await Promise.all([ask('beratung', 'PUT', at, {}), ask('beratung', 'PUT', at, {})]);
    expect(taken.map(({ status }) => status)).toEqual([200, 200]);
    const rating = String(taken[0]?.json.ratingId);
    const seen = await ask('buergermeister', 'GET', `/ratings/${rating}/files`);
    expect(JSON.stringify(seen.json)).not.toContain('Jo Amt');
    expect((seen.json as unknown as { files: FileView[] }).files).toMatchObject([
      { name: expect.stringMatching(/^Beleg [0-9a-f]{8}\.jpg$/) },
    ]);
    const view = (await ask('buergermeister', 'GET', `/ratings/${rating}`)).json;
    expect(view).toMatchObject({ restsOn: { files: 1, pages: 0, items: [] } });
    // It is the rating's own: it stays when the respondent goes.
    await ask('beratung', 'DELETE', `/interviews/${id}/respondents/${who}`);
    expect((await ask('buergermeister', 'GET', `/ratings/${rating}`)).json).toMatchObject({
      restsOn: { files: 1 },
    });
  });
});

describe('what a rating rests on', () => {
  const add = (user: string | null, id: string, body: object) =>
    ask(user, 'POST', `/ratings/${id}/links`, body);

  test('items and pages of the web are named, told in its story, seen from the item, and removed', async () => {
    const rating = (await rowsOf('ratings'))[1]?.id ?? '';
    const item = (await rowsOf('items'))[0];
    await add('beratung', rating, { kind: 'item', targetId: item?.id });
    const made = await add('beratung', rating, {
      kind: 'web',
      url: 'https://tannau.de/konzept',
      label: 'Konzept',
    });
    const { links } = made.json as unknown as { links: { id: string; label: string; host: string }[] };
    expect(links).toMatchObject([
      { label: expect.stringContaining(item?.name ?? '') },
      { label: 'Konzept', host: 'tannau.de' },
    ]);
    const view = (await ask('rat', 'GET', `/ratings/${rating}`)).json;
    expect(view).toMatchObject({ restsOn: { pages: 1, items: [expect.stringMatching(/^I-\d{3}$/)] } });
    const thread = async (kind: string, id: string | undefined) =>
      JSON.stringify((await ask('beratung', 'GET', `/threads/${kind}/${id}`)).json);
    expect(await thread('item', item?.id)).toContain(rating);
    expect(await thread('rating', rating)).toContain(item?.id);
    const story = JSON.stringify((await ask('beratung', 'GET', `/stories/${rating}`)).json);
    expect(story).toContain('rating.linked');
    const gone = await ask('beratung', 'DELETE', `/ratings/${rating}/links/${links[1]?.id}`);
    expect((gone.json as unknown as { links: object[] }).links).toHaveLength(1);
    expect((await ask('beratung', 'DELETE', `/ratings/${rating}/links/${links[1]?.id}`)).status).toBe(404);
  });

  test('what is missing, unknown, named already or no page by https is said at its field; who may not is refused', async () => {
    const [first, second] = await rowsOf('ratings');
    const rating = first?.id ?? '';
    const faults = async (body: object) =>
      (
        (await add('beratung', rating, body)).json as unknown as { fields?: { path: string; code: string }[] }
      ).fields?.map(({ path, code }) => `${path} ${code}`);
    expect(await faults({ kind: 'item', targetId: '' })).toEqual(['targetId required']);
    expect(await faults({ kind: 'item', targetId: randomUUID() })).toEqual(['targetId unknown_reference']);
    expect(await faults({ kind: 'web' })).toEqual(['url required']);
    for (const [url, fault] of [
      ['http://tannau.de', 'https_only'],
      ['javascript:alert(1)', 'https_only'],
      ['https://u:p@tannau.de/', 'url_sign_in'],
      ['https://localhost/x', 'url_own_machine'],
    ])
      expect(await faults({ kind: 'web', url })).toEqual([`url ${fault}`]);
    const web = { kind: 'web', url: 'https://tannau.de/doppelt' };
    expect((await add('beratung', rating, web)).status).toBe(200);
    expect(await faults(web)).toEqual(['url duplicate']);
    const both = await Promise.all([1, 2].map(() => add('beratung', second?.id ?? '', web)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect((await add('buergermeister', rating, web)).status).toBe(403);
    expect((await add(null, rating, web)).status).toBe(401);
    expect((await add('beratung', randomUUID(), web)).status).toBe(404);
  });
});

describe('kept', () => {
  test('another town has none of it, the night leaves it, and a backup brings it back', async () => {
    const { id, key, path, phone } = await asked();
    await phone.send('POST', path, form(key, { choice: '4' }, [['bleibt.jpg', await photo()]]));
    const neighbour = join(scratch, 'nachbar');
    cpSync(join(root, 'examples/tannau'), neighbour, { recursive: true });
    const yaml = join(neighbour, 'town.yaml');
    writeFileSync(yaml, readFileSync(yaml, 'utf8').replace('slug: tannau', 'slug: nachbar'));
    await importTown(product.installation, neighbour, false);
    const [theirs] = await owner<{ rating: string; item: string; evidence: string }>(
      `select (select r.id from rating r where r.town_id = t.id limit 1) as rating,
        (select i.id from item i where i.town_id = t.id limit 1) as item from town t where t.slug = 'nachbar'`,
    );
    const rating = (await rowsOf('ratings'))[0]?.id ?? '';
    const foreign = await ask('beratung', 'POST', `/ratings/${rating}/links`, {
      kind: 'item',
      targetId: theirs?.item,
    });
    expect(foreign.status).toBe(422);
    expect((await ask('beratung', 'GET', `/ratings/${theirs?.rating}/links`)).status).toBe(404);
    const [place] = (await sheetOf(id)).evidence;
    for (const at of ['files', `files/${place?.files[0]?.id}/content`])
      expect(
        (await product.ask('beratung', 'GET', `/towns/nachbar/answer-evidence/${place?.id}/${at}`)).status,
      ).toBe(404);

    const folder = product.installation.ground.files.folder;
    const [row] = await owner<{ town_id: string; sha256: string }>(
      `select * from file where name = 'bleibt.jpg'`,
    );
    const where = contentPath(folder, row?.town_id ?? '', row?.sha256 ?? '');
    for (const days of [2, 4])
      await sweepFiles(product.installation.ground, new Date(Date.now() + days * 86_400_000));
    expect(existsSync(where)).toBe(true);

    const archive = join(scratch, 'all.gz');
    const { ownerUrl } = product.installation.database;
    expect(
      (await backUp(ownerUrl, archive, { product: '0.1.0', at: new Date(), files: folder })).damaged,
    ).toEqual([]);
    const config = readConfig({ SOLLSTAND_DATA: mkdtempSync(join(scratch, 'data-')) }, root);
    const fresh = await openInstallation(config, 'command');
    const files = fresh.ground.files.folder;
    const { database } = fresh;
    const target = {
      ownerUrl: database.ownerUrl,
      appRole: database.appRole,
      migrations: join(root, 'migrations'),
      files,
    };
    try {
      await restore(target, archive);
      const count = async (url: string) =>
        withClient(
          url,
          async (client) =>
            (
              await client.query(`select (select count(*) from answer_evidence) as places, (select count(*) from rating_link) as links,
                (select count(*) from file where answer_evidence_id is not null) as photos, (select count(*) from file where rating_id is not null) as proofs`)
            ).rows[0],
        );
      expect(await count(database.ownerUrl)).toEqual(await count(ownerUrl));
      expect(existsSync(contentPath(files, row?.town_id ?? '', row?.sha256 ?? ''))).toBe(true);
    } finally {
      await fresh.close();
    }
  });
});
