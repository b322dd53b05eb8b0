import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import { type ImportProduct, openImportProduct } from './testing/import-product.ts';

let product: ImportProduct;
beforeAll(async () => {
  product = await openImportProduct();
});
afterAll(() => product?.close());

const rowsOf = (text: string): Promise<Record<string, unknown>[]> =>
  withClient(product.installation.database.ownerUrl, async (client) => (await client.query(text)).rows);
const all = () => rowsOf('select id, number, name, vendor, note from item order by number');
const undo = async (id: string, user = 'beratung') =>
  product.ask(user, 'POST', `/towns/tannau/imports/${id}/undo`, {});
const csv = (...lines: string[]) => ['Nr;Bezeichnung;Art;Hersteller;Bemerkung', ...lines, ''].join('\r\n');

test('an import is taken back from the journal: created rows go, changed ones are as before, once', async () => {
  const before = await all();
  const [first] = before;
  const run = await product.bring(
    csv(
      `I-${String(first?.number).padStart(3, '0')};${first?.name};Server;Anderer Hersteller;überschrieben`,
      ...Array.from({ length: 40 }, (_, n) => `;Neu ${n};Notebook;Acme;`),
    ),
    'items',
  );
  expect(run).toMatchObject({ phase: 'done', counts: { created: 40, updated: 1 } });
  expect(await all()).toHaveLength(before.length + 40);
  expect((await undo(run.id, 'it')).status).toBe(404);
  const both = await Promise.all([undo(run.id), undo(run.id)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(both.find(({ status }) => status === 200)?.json).toEqual({ undone: 41, kept: 0 });
  expect(await all()).toEqual(before);
  expect(await product.read(run.id)).toMatchObject({ phase: 'undone', keptAfterUndo: 0 });
  const found = await product.ask('beratung', 'GET', '/towns/tannau/search?q=Neu%2017');
  expect(JSON.stringify(found.json)).not.toContain('Neu 17');
});

test('what was changed since or is pointed at stays and is counted', async () => {
  const run = await product.bring(
    csv(';Bleibt geändert;Server;Acme;', ';Bleibt gebraucht;Server;Acme;', ';Geht;Server;Acme;'),
    'items',
  );
  const idOf = async (name: string) =>
    String((await rowsOf(`select id from item where name = '${name}'`))[0]?.id);
  const changed = await idOf('Bleibt geändert');
  await product.ask('it', 'PATCH', `/towns/tannau/items/${changed}`, { note: 'von Hand' });
  const used = await idOf('Bleibt gebraucht');
  const [other] = await rowsOf('select id from item order by number limit 1');
  await product.ask('it', 'POST', '/towns/tannau/item-relations', { itemId: other?.id, needsItemId: used });
  expect((await undo(run.id)).json).toEqual({ undone: 1, kept: 2 });
  expect((await product.read(run.id)).keptAfterUndo).toBe(2);
  expect(await rowsOf("select name from item where vendor = 'Acme' order by name")).toEqual([
    { name: 'Bleibt gebraucht' },
    { name: 'Bleibt geändert' },
  ]);
});

test('a run that has stored nothing has nothing to take back', async () => {
  const { id } = await product.upload(csv(';Nur geprüft;Server;;'), { kind: 'items' });
  await product.settled(id);
  expect((await undo(id)).json).toMatchObject({ code: 'import_not_done' });
});

test('lists of people: known again by key, login or address, never doubled, never taken for another, taken back', async () => {
  const people = () =>
    rowsOf(`select p.name, p.login, p.personnel_key as key, p.email, p.title, p.phone, o.name as office, r.name as room,
      p.left_on::text as left_on from person p left join office o on o.town_id = p.town_id and o.id = p.works_in_id
      left join room r on r.town_id = p.town_id and r.id = p.room_id order by p.name, p.id`);
  const before = await people();
  const [known] = await rowsOf(`update person set email = 'vorhanden@tannau.example'
    where id = (select id from person order by name limit 1) returning id, name`);
  const [place] = await rowsOf(
    `select s.name as site, r.name as room from room r join site s on s.id = r.site_id order by 2 limit 1`,
  );
  const head =
    'Personalnummer;Nachname;Vorname;Benutzername;E-Mail;Dienststelle;Zimmer;Durchwahl;Stelle;Austritt';
  const list = [
    `0815;Umbenannt;Ute;UTE;VORHANDEN@tannau.example;;;;Sachbearbeitung;`,
    `4711;Müller;Hans;mueller1;;Bürgermeisteramt;${place?.site} ${place?.room};07151 12-34;Leitung;31.12.2026`,
    '4712;Müller;Hans;mueller2;;Bürgermeisteramt;;;;',
  ];
  const run = await product.bring([head, ...list, ''].join('\r\n'));
  expect(run).toMatchObject({ phase: 'done', kind: 'people', counts: { created: 2, updated: 1 } });
  const after = await people();
  expect(after).toHaveLength(before.length + 2);
  expect(after.filter(({ key }) => key)).toMatchObject([
    {
      name: 'Hans Müller',
      key: '4711',
      login: 'mueller1',
      office: 'Bürgermeisteramt',
      room: place?.room,
      phone: '07151 12-34',
      title: 'Leitung',
      left_on: '2026-12-31',
    },
    { name: 'Hans Müller', key: '4712', login: 'mueller2' },
    { name: 'Ute Umbenannt', key: '0815', login: 'ute' },
  ]);
  expect((await product.bring([head, ...list, ''].join('\r\n'))).counts).toMatchObject({
    created: 0,
    updated: 0,
    skipped: 3,
  });
  // One of two of a name by the login, a third of the name without any; nobody gets somebody else's key.
  const more = await product.bring(
    'Name;Benutzername;Personalkürzel;Amt\n"Müller, Hans";Mueller2;4799;\nHans Müller;;4720;Bürgermeisteramt\n',
  );
  expect(more.counts).toMatchObject({ created: 1, updated: 1 });
  const twice = await product.bring(
    'Name;Benutzername;Personalkürzel\nA B;mueller1;\nC D;;4711\nE F;neu;5\nG H;NEU;6\n',
  );
  expect(twice.phase).toBe('refused');
  expect((await product.faults(twice.id)).faults.map(({ row }) => row)).toEqual([3, 5]);
  expect((await undo(more.id)).json).toEqual({ undone: 2, kept: 0 });
  // One was changed since, though changed back.
  expect((await undo(run.id)).json).toEqual({ undone: 2, kept: 1 });
  expect((await people()).filter(({ name }) => name === known?.name)).toHaveLength(1);
  expect(await people()).toHaveLength(before.length + 1);
  // By hand, a login is taken once.
  const hand = (login: string) =>
    product.ask('beratung', 'POST', '/towns/tannau/people', { name: 'Von Hand', login });
  expect((await hand('Hand')).json).toMatchObject({ login: 'hand' });
  expect((await hand('HAND')).json).toMatchObject({ code: 'duplicate', fields: [{ path: 'login' }] });
});
