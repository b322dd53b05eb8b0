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
