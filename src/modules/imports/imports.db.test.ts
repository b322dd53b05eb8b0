import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import { countAll, type ImportProduct, openImportProduct } from './testing/import-product.ts';

let product: ImportProduct;
beforeAll(async () => {
  product = await openImportProduct();
});
afterAll(() => product?.close());

const HEAD = 'Bezeichnung;Art;Standort;Raum;Anzahl;Angeschafft am;Bedeutung;Bemerkung';
const csv = (...lines: string[]) => `${[HEAD, ...lines].join('\r\n')}\r\n`;
const book = (rows: unknown[][], bookType: 'xlsx' | 'ods') => {
  const sheets = utils.book_new();
  utils.book_append_sheet(sheets, utils.aoa_to_sheet(rows, { cellDates: true, UTC: true } as never), 'Liste');
  return new Uint8Array(write(sheets, { type: 'buffer', bookType }) as Buffer);
};
const itemNamed = async (name: string) =>
  withClient(
    product.installation.database.ownerUrl,
    async (client) =>
      (
        await client.query(
          `select i.*, s.name as site, r.name as room, bought_on::text as bought from item i left join site s on s.id = i.site_id
          left join room r on r.id = i.room_id where i.name = $1`,
          [name],
        )
      ).rows,
  );
/** Uploads what must be refused; the faults, and the proof that nothing was stored. */
const refused = async (body: BodyInit, kind?: string) => {
  const before = await countAll(product);
  const run = await product.bring(body, kind);
  expect(run.phase).toBe('refused');
  expect(run.counts).toMatchObject({ created: 0, updated: 0, skipped: 0 });
  expect(await countAll(product)).toEqual(before);
  const { faults, total } = await product.faults(run.id);
  expect(total).toBeGreaterThan(0);
  expect(faults.every(({ text }) => text.length > 15 && /[.)]$/.test(text))).toBe(true);
  return faults;
};

describe('a table becomes records', () => {
  test('what the list of items puts out comes in again with every field', async () => {
    const head =
      'Bezeichnung;Art;Verantwortlich;Schutzbedarf;Bedeutung;Datensicherung;Ende der Unterstützung;Garantie bis;Ersatz geplant';
    const rows = [
      'Export-Verfahren;Fachverfahren;Claudia Rieger;sehr hoch;Hoch;nicht nötig;31.12.2027;30.06.2026;01.02.2029',
      'Export-Leistung;Leistung für Bürgerinnen und Bürger;;hoch;Normal;ja;;;',
    ];
    const run = await product.bring(`${head}\r\n${rows.join('\r\n')}\r\n`);
    expect(run).toMatchObject({ phase: 'done', counts: { created: 2, refused: 0 } });
    const [item] = await itemNamed('Export-Verfahren');
    const read = await product.ask('beratung', 'GET', `/towns/tannau/items/${item.id}`);
    expect(read.json).toMatchObject({
      kind: 'procedure',
      responsibleName: 'Claudia Rieger',
      protection: 'very_high',
      criticality: 'high',
      backup: 'not_needed',
      endOfSupportOn: '2027-12-31',
      warrantyUntil: '2026-06-30',
      replaceOn: '2029-02-01',
    });
    expect((await itemNamed('Export-Leistung'))[0]).toMatchObject({
      kind: 'citizen_service',
      protection: 'high',
      criticality: 'normal',
      backup: 'yes',
    });
    const faults = await refused('Bezeichnung;Art;Verantwortlich\nOhne;Server;Niemand Da\n', 'items');
    expect(faults[0]).toMatchObject({ row: 2, column: 'Verantwortlich' });
    expect(faults[0]?.text).toContain('Personen');
  });

  test('items with places, days and German numbers; the second time nothing changes, the third what has changed', async () => {
    const before = await countAll(product);
    const rows = [
      'Import-Server;Server;Rathaus;;1.200;23.11.2026;kritisch;"Zeile 1\nZeile 2; ""zitiert"""',
      'Import-PC;Notebook;;;;;;',
    ];
    const first = await product.bring(csv(...rows));
    expect(first).toMatchObject({
      phase: 'done',
      kind: 'items',
      counts: { created: 2, updated: 0, skipped: 0, refused: 0 },
    });
    expect(first.preview?.rows[0]).toMatchObject({ row: 2, act: 'create' });
    expect(first.preview?.rows[0]?.cells).toEqual(expect.arrayContaining(['Rathaus', '1200', 'Kritisch']));
    const [item] = await itemNamed('Import-Server');
    expect(item).toMatchObject({
      kind: 'server',
      site: 'Rathaus',
      quantity: 1200,
      bought: '2026-11-23',
      criticality: 'critical',
      note: 'Zeile 1\nZeile 2; "zitiert"',
    });
    const after = await countAll(product);
    expect(after).toEqual({
      items: Number(before.items) + 2,
      lines: before.lines,
      journal: Number(before.journal) + 2,
      payloads: Number(before.payloads) + 2,
      found: Number(before.found) + 2,
    });
    const { json } = await product.ask('beratung', 'GET', '/towns/tannau/search?q=Import-Server');
    expect(JSON.stringify(json)).toContain(item.id);
    const story = await product.ask('beratung', 'GET', `/towns/tannau/stories/${item.id}`);
    expect(JSON.stringify(story.json)).toContain('item.imported');

    expect((await product.bring(csv(...rows))).counts).toEqual({
      created: 0,
      updated: 0,
      skipped: 2,
      refused: 0,
    });
    expect(await countAll(product)).toEqual(after);
    const third = await product.bring(csv((rows[0] ?? '').replace('kritisch', 'hoch'), rows[1] ?? ''));
    expect(third.counts).toEqual({ created: 0, updated: 1, skipped: 1, refused: 0 });
    expect(await itemNamed('Import-Server')).toMatchObject([
      { criticality: 'high', version: 2, note: item.note },
    ]);
    expect(await countAll(product)).toMatchObject({
      items: after.items,
      journal: Number(after.journal) + 1,
      found: after.found,
    });
  });

  test('budget lines with amounts as they are written in Germany, named by the number of their contract', async () => {
    const text =
      'Jahr;Produkt;Sachkonto;Bezeichnung;Haushalt;Ansatz (in €);Ist;Vertrag\n2031;11.20.02;4271;Import;Ergebnishaushalt;1.234,56 €;-0,50;V-01\n';
    const run = await product.bring(text);
    expect(run).toMatchObject({ phase: 'done', kind: 'budget', counts: { created: 1 } });
    const { json } = await product.ask('kaemmerei', 'GET', '/towns/tannau/budget-lines?year=2031');
    expect(json.rows).toMatchObject([
      { plannedCents: 123_456, actualCents: -50, kind: 'result', contractTitle: expect.any(String) },
    ]);
    expect((await product.bring(text)).counts).toMatchObject({ created: 0, skipped: 1 });
  });

  test('contracts with yes and no, and an end that must not come before the beginning', async () => {
    const head = 'Vertrag;Anbieter;Jahreskosten;Beginn;Ende;Kündigungsfrist;Verlängert sich\n';
    const line = (end: string, renews: string) =>
      `Wartung Import;Firma X;12.000,00;01.01.2026;${end};3;${renews}\n`;
    expect(await refused(head + line('31.12.2025', 'vielleicht'))).toMatchObject([
      { row: 2, column: 'Verlängert sich', code: 'not_yes_no' },
      { row: 2, column: 'Ende', code: 'before_start' },
    ]);
    expect(await product.bring(head + line('31.12.2026', 'ja'))).toMatchObject({
      phase: 'done',
      kind: 'contracts',
      counts: { created: 1 },
    });
    const contract = async () =>
      (await product.ask('beratung', 'GET', '/towns/tannau/contracts?q=Wartung%20Import')).json.rows[0];
    expect(await contract()).toMatchObject({ yearlyCostCents: 1_200_000, noticeMonths: 3, renews: true });
    expect((await product.bring(head + line('31.12.2026', 'nein'))).counts).toMatchObject({
      created: 0,
      updated: 1,
    });
    expect(await contract()).toMatchObject({ renews: false, endsOn: '2026-12-31' });
    // The beginning is stored, the end alone stands in the file.
    expect(await refused('Vertrag;Anbieter;Ende\nWartung Import;Firma X;31.12.2024\n')).toMatchObject([
      { code: 'before_start' },
    ]);
  });

  test.each(['xlsx', 'ods'] as const)('%s with a title above, days, numbers and a formula', async (type) => {
    const name = `Tabelle ${type}`;
    const run = await product.bring(
      book(
        [
          ['Inventarliste 2026'],
          [],
          ['Bezeichnung', 'Art', 'Anzahl', 'Angeschafft am', 'Bemerkung'],
          [name, 'Server', 3, new Date('2026-11-23'), '=HYPERLINK("http://x";"y")'],
        ],
        type,
      ),
    );
    expect(run).toMatchObject({ phase: 'done', format: type.toUpperCase(), counts: { created: 1 } });
    expect(await itemNamed(name)).toMatchObject([
      { quantity: 3, bought: '2026-11-23', note: '=HYPERLINK("http://x";"y")' },
    ]);
  });

  test.each([
    ['Windows-1252', (text: string) => Buffer.from(text, 'latin1')],
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 without a mark', (text: string) => Buffer.from(text, 'utf16le')],
  ])('%s, with any of the delimiters', async (encoding, bytes) => {
    const signs = [';', ',', '\t'];
    const lines = signs.map((sign, at) =>
      [
        ['Bezeichnung', 'Art', 'Bemerkung'].join(sign),
        [`Größe ${encoding} ${at}`, 'Server', 'ä'].join(sign),
      ].join('\n'),
    );
    for (const text of lines) expect((await product.bring(new Uint8Array(bytes(text)))).phase).toBe('done');
    for (const [at] of signs.entries())
      expect(await itemNamed(`Größe ${encoding} ${at}`)).toMatchObject([{ note: 'ä' }]);
  });

  test('a room alone brings its site, and columns without a field are left out and named', async () => {
    const rooms = await withClient(product.installation.database.ownerUrl, (client) =>
      client.query(
        'select r.name, s.name as site from room r join site s on s.id = r.site_id where r.name in (select name from room group by name having count(*) = 1) limit 1',
      ),
    );
    const [room] = rooms.rows;
    const run = await product.bring(`Name,Type,Room,Farbe\nIm Raum,server,${room.name},blau\n`);
    expect(run).toMatchObject({
      phase: 'done',
      mapping: expect.arrayContaining([{ column: 3, heading: 'Farbe', field: null }]),
    });
    expect(await itemNamed('Im Raum')).toMatchObject([{ site: room.site, room: room.name }]);
  });

  test('the person may map the columns otherwise', async () => {
    const { id } = await product.upload('Spalte A;Art\nUmgewidmet;Server\n', { kind: 'items' });
    expect((await product.settled(id)).phase).toBe('refused');
    expect(await product.send(id, 'start')).toBe(409);
    expect(await product.send(id, 'check', { kind: 'items', columns: [{ column: 0, field: 'name' }] })).toBe(
      200,
    );
    expect(await product.settled(id)).toMatchObject({ phase: 'checked', counts: { created: 1 } });
    expect(await product.send(id, 'start')).toBe(200);
    expect((await product.settled(id)).phase).toBe('done');
    expect(await itemNamed('Umgewidmet')).toHaveLength(1);
  });
});

describe('what is at fault is listed whole and nothing is stored', () => {
  test('every fault with its row, column and a sentence', async () => {
    const faults = await refused(
      csv(
        'Gut;Server;;;1;;;',
        ';Server;;;1;;;',
        'Zwei;Raumschiff;Nirgendwo;;viele;31.02.2026;sehr;',
        'Drei;Server;;;-4;;;',
        `${'x'.repeat(201)};Server;;;1;;;`,
        'NUL\u0000Zeichen;Server;;;1;;;',
        'Gut;Server;;;2;;;',
      ),
    );
    expect(faults.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual([
      '3 Bezeichnung required',
      '4 Art not_one_of',
      '4 Anzahl not_whole',
      '4 Angeschafft am not_a_date',
      '4 Bedeutung not_one_of',
      '4 Standort reference_missing',
      '5 Anzahl too_small',
      '6 Bezeichnung too_long',
      '7 Bezeichnung unprintable',
      '8 null row_repeated',
    ]);
    expect(faults.find(({ row }) => row === 8)?.text).toContain('Zeile 2');
  });

  test.each<[string, BodyInit, string]>([
    ['an empty file', '', 'file_empty'],
    ['blanks alone', ' \r\n \r\n', 'file_empty'],
    ['headings alone', csv(), 'file_only_headings'],
    ['unknown columns', 'Farbe;Form\nblau;rund\n', 'file_unknown_kind'],
    ['a PDF', '%PDF-1.7 ...', 'file_unknown_format'],
    ['a quote that never ends', csv('"offen;Server;;;1;;;'), 'file_quote_open'],
    [
      'a spreadsheet that is cut off',
      book([['Name'], ['x']], 'xlsx').slice(0, 900) as BodyInit,
      'file_cut_off',
    ],
    ['umlauts that were lost before', csv('StraÃŸe;Server;;;1;;;'), 'wrong_encoding'],
    ['10 MB in one cell', csv(`Groß;Server;;;1;;;${'x'.repeat(10_000_000)}`), 'too_long'],
    ['1,001 columns', `${'Spalte;'.repeat(1_001)}\n`, 'file_too_many_columns'],
  ])('%s', async (_name, body, code) => {
    expect((await refused(body))[0]?.code).toBe(code);
  });

  test('300 columns are read, the known ones among them', async () => {
    const more = Array.from({ length: 298 }, (_, at) => `Spalte ${at}`).join(';');
    const run = await product.bring(`Bezeichnung;Art;${more}\nBreit;Server${';x'.repeat(298)}\n`);
    expect(run.phase).toBe('done');
    expect(run.mapping.filter(({ field }) => field === null)).toHaveLength(298);
  });

  test('a file known by none but chosen by the person says which columns are missing', async () => {
    const [fault] = await refused('Farbe;Form\nblau;rund\n', 'budget');
    expect(fault).toMatchObject({
      code: 'file_headings_missing',
      text: expect.stringContaining('Haushaltsjahr'),
    });
  });

  test('a name of the other town is unknown here', async () => {
    await withClient(product.installation.database.ownerUrl, async (client) => {
      await client.query("insert into town (id, slug, name) values (gen_random_uuid(), 'fremd', 'Fremd')");
      await client.query(
        "insert into site (town_id, id, name, created_at, updated_at) select id, gen_random_uuid(), 'Fremdes Haus', now(), now() from town where slug = 'fremd'",
      );
    });
    expect(await refused(csv('Drüben;Server;Fremdes Haus;;1;;;'))).toMatchObject([
      { row: 2, column: 'Standort', code: 'reference_missing' },
    ]);
  });

  test('two entries alike in the inventory are not guessed between; the number tells them apart', async () => {
    const made = [];
    for (const note of ['a', 'b'])
      made.push(
        (
          await product.ask('beratung', 'POST', '/towns/tannau/items', {
            kind: 'server',
            name: 'Zwilling',
            note,
          })
        ).json.number,
      );
    expect(await refused(csv('Zwilling;Server;;;1;;;neu'))).toMatchObject([{ code: 'several_alike' }]);
    expect((await product.bring(`Nr.;Bemerkung\nI-${made[1]};neu\n`)).counts).toMatchObject({
      updated: 1,
      created: 0,
    });
    expect((await itemNamed('Zwilling')).map(({ note }) => note).sort()).toEqual(['a', 'neu']);
  });
});

describe('the import of postings', () => {
  const postingsOf = async (query: string) =>
    (await product.ask('beratung', 'GET', `/towns/tannau/postings?${query}`)).json.rows as unknown as {
      amountCents: number;
    }[];
  const latin = (text: string) => Buffer.from(text, 'latin1');
  const table = latin(
    [
      'Geschäftsjahr;Belegnummer;Pos;Buchungsdatum;Name des Kreditors;Buchungstext;Sachkonto;Betrag in Hauswährung',
      '2023;900001;1;15.03.2023;Systemhaus Ehret GmbH;Überspannungsschutz;4222;1.250,00',
      '2023;900001;2;15.03.2023;Systemhaus Ehret GmbH;Überspannungsschutz;4222;1.250,00',
      '2023;900002;1;20.03.2023;Systemhaus Ehret GmbH;Storno;4222;-22.000,00',
      '2023;900003;1;21.03.2023;Systemhaus Ehret GmbH;Gutschrift;4222;500,00-',
    ].join('\r\n'),
  );

  test('is known by its headings, tells the control total and doubles nothing', async () => {
    const { id } = await product.upload(table);
    const checked = await product.settled(id);
    expect(checked).toMatchObject({ phase: 'checked', kind: 'postings', counts: { created: 4 } });
    // 1,250 + 1,250 - 22,000 - 500 = -20,000 EUR.
    expect(checked.preview?.totals).toEqual([{ field: 'amountCents', title: 'Betrag', cents: -20_000_00 }]);
    await product.send(id, 'start');
    expect((await product.settled(id)).counts).toMatchObject({ created: 4 });
    expect((await product.bring(table)).counts).toMatchObject({ created: 0, updated: 0, skipped: 4 });
    expect(await postingsOf('year=2023&q=900001')).toHaveLength(2);
  });

  test('reads the sign from its column: debit and credit apart, marked, or spending with a minus', async () => {
    const signs = [
      'Belegnummer;Belegdatum;Soll;Haben\n910001;02.01.2023;100,00;\n910002;02.01.2023;;40,00',
      'Belegnummer;Belegdatum;Betrag;Soll/Haben\n910003;02.01.2023;100,00;S\n910004;02.01.2023;40,00;H',
      'Belegnummer;Belegdatum;Betrag, Ausgaben mit Minus\n910005;02.01.2023;-100,00\n910006;02.01.2023;40,00',
    ];
    for (const text of signs) expect((await product.bring(text, 'postings')).phase, text).toBe('done');
    const amounts = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(async (n) => (await postingsOf(`q=91000${n}`))[0]?.amountCents),
    );
    expect(amounts).toEqual([100_00, -40_00, 100_00, -40_00, 100_00, -40_00]);
    const bare = await product.bring('Belegnummer;Kreditor\n920001;Niemand', 'postings');
    expect(bare.phase).toBe('refused');
  });

  test('tells each fault once and names the column that should say it', async () => {
    const told = async (text: string) => {
      const run = await product.bring(text, 'postings');
      const { faults } = await product.faults(run.id);
      return faults.map(({ row, text }) => `${row} ${text}`);
    };
    expect(await told('Belegnummer;Belegdatum;Soll;Haben\n930001;02.01.23;;1,2,3\n930002;;;')).toEqual([
      '2 Belegdatum: „02.01.23“ ist kein Datum. Schreiben Sie es wie 23.11.2026.',
      '2 Haben: „1,2,3“ ist kein Betrag. Schreiben Sie ihn wie 1.234,56.',
      '3 Belegdatum: Diese Angabe fehlt.',
    ]);
    expect(await told('Belegnummer;Jahr;Kreditor\n930003;2023;Niemand')).toEqual([
      '2 Die Spalte „Betrag“ fehlt. Ergänzen Sie sie oder ordnen Sie ihr eine vorhandene zu.',
    ]);
  });

  test('taken back, it leaves what a finding rests on', async () => {
    const run = await product.bring('Belegnummer;Jahr;Betrag\n940001;2023;1\n940002;2023;2', 'postings');
    const [held] = (await postingsOf('q=940001')) as unknown as { id: string }[];
    const { json } = await product.ask('beratung', 'GET', '/towns/tannau/findings?limit=1');
    const [finding] = json.rows as unknown as { id: string }[];
    const link = { kind: 'posting', targetId: held?.id };
    await product.ask('beratung', 'POST', `/towns/tannau/findings/${finding?.id}/links`, link);
    const undone = await product.ask('beratung', 'POST', `/towns/tannau/imports/${run.id}/undo`, {});
    expect(undone.json).toEqual({ undone: 1, kept: 1 });
    expect(await postingsOf('q=940001')).toHaveLength(1);
    expect(await postingsOf('q=940002')).toHaveLength(0);
  });
});
