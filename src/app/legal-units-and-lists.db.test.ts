import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { inTown } from '#platform/tx';
import { townActor } from './command.ts';
import { importCatalogue } from './import/import-catalogue.ts';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

let product: TestInstallation;
let cookie = '';
beforeAll(async () => {
  product = await openTestInstallation();
  cookie = await cookieOf('beratung');
});
afterAll(() => product?.close());

const AT = '/towns/tannau';
const ask: TestInstallation['ask'] = (...given) => product.ask(...given);
async function cookieOf(user: string): Promise<string> {
  await ask(user, 'GET', '/session');
  const answer = await product.app.request('/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: user, password: product.passwords.get(user) }),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}
async function send(path: string, body: BodyInit, as = cookie) {
  const answer = await product.app.request(`/api/v1${AT}${path}`, {
    method: 'POST',
    headers: { cookie: as, 'sec-fetch-site': 'same-origin' },
    body,
  });
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
}
const sheet = async (rows: (string | number)[][]) =>
  new Uint8Array(
    await writeExcelFile([
      {
        sheet: 'Tabelle1',
        data: rows.map((row) =>
          row.map((value) => ({ value, type: typeof value === 'number' ? Number : String })),
        ),
      },
    ] as Parameters<typeof writeExcelFile>[0]).toBuffer(),
  );
/** Events of one kind in the journal of the town. */
async function journal(kind: string): Promise<number> {
  const { installation } = product;
  return inTown(installation.ground, await townActor(installation, 'tannau'), async (tx) => {
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from journal where kind = ${kind}`.execute(tx.db);
    return rows[0]?.n ?? 0;
  });
}

describe('legal units', () => {
  const add = async (name: string, kind = 'municipal_utility') =>
    String((await ask('beratung', 'POST', `${AT}/legal-units`, { name, kind })).json.id);
  const put = (id: string, fact: string, value: unknown, as = 'beratung') =>
    ask(as, 'PUT', `${AT}/legal-units/${id}/answers/${fact}`, { value });
  interface Check {
    next: string | null;
    questions: { fact: string; state: string; value: unknown }[];
    tracks: { result: { applies: string } | null; steps: object[]; duties: { law: string | null }[] }[];
  }
  const check = (json: unknown) => json as Check;

  test('the example town has three, each with its result, and the disclaimer beside them', async () => {
    const { json } = await ask('rat', 'GET', `${AT}/nis2-check`);
    const units = json.units as unknown as {
      name: string;
      tracks: { result: { applies: string } | null }[];
    }[];
    expect(json.disclaimer).toMatchObject({ de: expect.stringContaining('keine Rechtsberatung') });
    expect(
      units.map(({ name, tracks }) => [name, ...tracks.map(({ result }) => result?.applies ?? null)]),
    ).toEqual([
      ['Abwasserzweckverband Oberes Tannautal', null, null],
      ['Eigenbetrieb Wasserversorgung', 'no', 'yes'],
      ['Stadtverwaltung Tannau', 'no', 'check'],
    ]);
  });

  test('one question after the other; what is unclear keeps its track open and lets the other go on', async () => {
    const id = await add('Stadtwerke Muster GmbH');
    const at = async () => check((await ask('rat', 'GET', `${AT}/legal-units/${id}/check`)).json);
    expect((await at()).next).toBe('sector');
    expect(check((await put(id, 'sector', 'energy')).json).next).toBe('staff');
    expect(check((await put(id, 'staff', null)).json).next).toBe('state');
    // The town lies in Baden-Württemberg (examples/tannau): offered, not yet taken for an answer.
    expect((await at()).questions.at(-1)).toMatchObject({ fact: 'state', state: 'open', preset: 'BW' });
    await put(id, 'state', 'BW');
    expect((await at()).questions.find(({ fact }) => fact === 'state')).toMatchObject({ preset: null });
    await put(id, 'controlled', true);
    const open = check((await put(id, 'state_network', false)).json);
    expect([open.next, open.tracks.map(({ result }) => result?.applies ?? null)]).toEqual([
      null,
      [null, 'yes'],
    ]);
    expect(open.questions.find(({ fact }) => fact === 'staff')).toMatchObject({
      state: 'unclear',
      value: null,
    });
    const before = await journal('legal_unit_answer');
    const decided = check((await put(id, 'staff', 62)).json);
    expect(decided.tracks[0]).toMatchObject({ result: { applies: 'yes' } });
    expect(decided.tracks[0]?.duties[0]?.law).toBe('BSIG § 33');
    await put(id, 'staff', 62);
    expect(await journal('legal_unit_answer')).toBe(before + 1);
    // Another answer, another result.
    expect(check((await put(id, 'staff', 12)).json).next).toBe('turnover_euro');
    expect(check((await put(id, 'turnover_euro', 400_000)).json).tracks[0]).toMatchObject({
      result: { applies: 'no' },
    });
  });

  test('refuses what does not fit, at its field', async () => {
    const id = await add('Ablehnung');
    const fields = async (fact: string, value: unknown) => {
      const { status, json } = await put(id, fact, value);
      return [status, (json.fields as unknown as { path: string; code: string }[])[0]];
    };
    for (const value of [-1, 1.5, '62', true])
      expect(await fields('staff', value)).toEqual([
        422,
        expect.objectContaining({ path: 'value', code: 'nis2_answer_unfit' }),
      ]);
    expect(await fields('sector', 'swimming')).toEqual([422, expect.objectContaining({ path: 'value' })]);
    expect(await fields('shoe_size', 42)).toEqual([422, expect.objectContaining({ path: 'fact' })]);
    expect((await put(id, 'staff', 'x'.repeat(61))).status).toBe(422);
    expect((await put(id, 'staff', 1, 'rat')).status).toBe(403);
    expect((await put(crypto.randomUUID(), 'staff', 1)).status).toBe(404);
    const unit = (body: object) => ask('beratung', 'POST', `${AT}/legal-units`, body);
    expect((await unit({ name: 'Schule', kind: 'school' })).json.fields).toEqual([
      expect.objectContaining({ path: 'kind', code: 'unknown_reference' }),
    ]);
    expect((await unit({ name: ' ', kind: 'owner_operated' })).status).toBe(422);
    const twice = await unit({ name: 'Ablehnung', kind: 'owner_operated' });
    expect([twice.status, twice.json.fields]).toEqual([409, [expect.objectContaining({ path: 'name' })]]);
  });

  test('two who answer the same question at once leave one answer', async () => {
    const id = await add('Gleichzeitig');
    const both = await Promise.all([put(id, 'staff', 10), put(id, 'staff', 60)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect((await ask('beratung', 'DELETE', `${AT}/legal-units/${id}`)).status).toBe(200);
    expect((await ask('beratung', 'GET', `${AT}/legal-units/${id}/check`)).status).toBe(404);
  });
});

describe('an assessment after the older edition', () => {
  interface Row {
    code: string;
    older: { percent: number } | null;
    today: { degree: number } | null;
    difference: number | null;
    comparable: string;
  }
  const compared = async (query = '') => {
    const { json } = await ask('rat', 'GET', `${AT}/older-comparison${query}`);
    return { ...json, rows: json.rows as unknown as Row[] };
  };
  const add = async (assessedOn: string) =>
    String((await ask('beratung', 'POST', `${AT}/older-results`, { assessedOn, source: 'Bericht' })).json.id);
  const set = (id: string, chapters: object[], as = 'beratung') =>
    ask(as, 'PUT', `${AT}/older-results/${id}/chapters`, { chapters });

  test('stands beside today, chapter by chapter, with what cannot be compared', async () => {
    const { rows } = await compared();
    const row = (code: string) => rows.find((one) => one.code === code);
    expect(rows).toHaveLength(16);
    expect(row('4')).toMatchObject({ older: { percent: 35 }, comparable: 'confirmed' });
    expect(row('16')).toMatchObject({ older: { percent: 50 }, comparable: 'unconfirmed' });
    expect(row('14')).toMatchObject({ older: null, difference: null, comparable: 'no_older' });
    const four = row('4');
    expect(four?.difference).toBe((four?.today?.degree ?? 0) - 35);
  });

  test('is entered, changed under its version and journaled; all faults come at once', async () => {
    const id = await add('2017-03-01');
    const given = [
      { chapter: '4', stated: 'percent', percent: 20 },
      { chapter: '5', stated: 'met' },
    ];
    expect((await set(id, given)).json).toEqual({ added: 2, changed: 0, removed: 0 });
    const events = await journal('older_chapter');
    expect((await set(id, given)).json).toEqual({ added: 0, changed: 0, removed: 0 });
    expect(await journal('older_chapter')).toBe(events);
    expect((await set(id, [{ chapter: '5', stated: 'partly' }])).json).toEqual({
      added: 0,
      changed: 1,
      removed: 1,
    });
    expect((await compared(`?result=${id}`)).rows.find(({ code }) => code === '5')?.older?.percent).toBe(50);
    const stale = await ask(
      'beratung',
      'PUT',
      `${AT}/older-results/${id}/chapters`,
      { chapters: given },
      { 'if-match': '"1"' },
    );
    expect(stale.status).toBe(409);
    const bad = await set(id, [
      { chapter: '19', stated: 'met' },
      { chapter: '4', stated: 'percent' },
      { chapter: '4', stated: 'met' },
    ]);
    expect([bad.status, (bad.json.fields as unknown as { path: string }[]).map(({ path }) => path)]).toEqual([
      422,
      ['chapters.0.chapter', 'chapters.1.percent', 'chapters.2.chapter'],
    ]);
    expect((await set(id, [{ chapter: '4', stated: 'percent', percent: 101 }])).status).toBe(422);
    expect((await set(id, given, 'rat')).status).toBe(403);
    expect((await set(crypto.randomUUID(), given)).status).toBe(404);
    expect((await ask('rat', 'GET', `${AT}/older-comparison?result=${crypto.randomUUID()}`)).status).toBe(
      404,
    );
    const future = await ask('beratung', 'POST', `${AT}/older-results`, {
      assessedOn: '2999-01-01',
      source: 'x',
    });
    expect(future.json.fields).toEqual([expect.objectContaining({ path: 'assessedOn', code: 'in_future' })]);
    expect((await ask('beratung', 'DELETE', `${AT}/older-results/${id}`)).status).toBe(200);
  });

  test('a table fills the form and stores nothing; a broken one names its rows', async () => {
    const before = await journal('older_chapter');
    const csv = 'Kapitel;Ergebnis\n4;35 %\n5;nicht erfüllt\n';
    const good = await send('/older-result-files', csv);
    expect(good).toMatchObject({
      status: 200,
      json: { chapters: [{ chapter: '4', percent: 35 }, { stated: 'not_met' }] },
    });
    // As an older Excel writes CSV, and as a spreadsheet with percentages.
    const latin = await send('/older-result-files', Buffer.from(csv, 'latin1'));
    expect(latin.json).toEqual(good.json);
    const book = await send(
      '/older-result-files',
      await sheet([
        ['Kapitel', 'Wert'],
        [4, 0.35],
        [10, 1],
      ]),
    );
    expect(book.json).toMatchObject({
      chapters: [
        { chapter: '4', percent: 35 },
        { chapter: '10', percent: 100 },
      ],
    });
    const broken = await send('/older-result-files', 'Kapitel;Ergebnis\n4;gut\n4.1;50\n');
    expect([broken.status, broken.json.faults]).toEqual([
      422,
      [expect.stringMatching(/^Zeile 2: „gut“/), expect.stringMatching(/^Zeile 3: „4.1“/)],
    ]);
    for (const body of ['', '%PDF-1.7', '{"a": 1}', Buffer.from('PK\x03\x04kaputt', 'latin1')])
      expect((await send('/older-result-files', body)).status).toBe(422);
    expect((await send('/older-result-files', 'x'.repeat(8_000_001))).status).toBe(413);
    expect((await send('/older-result-files', csv, await cookieOf('rat'))).status).toBe(403);
    expect((await send('/older-result-files', csv, '')).status).toBe(401);
    expect(await journal('older_chapter')).toBe(before);
  });
});

describe('a list of questions from the town’s own file', () => {
  const form = (name: string, content: string | Uint8Array) => {
    const body = new FormData();
    body.append('files', new File([content as BlobPart], name));
    return body;
  };
  const csv = (second = 'Wird die Sicherung erprobt?') =>
    `Liste;Nr.;Frage;Aufwand;Referenz\nSicherung;1;Wird gesichert?;1-2;CON.3.A2, A4\nSicherung;2;${second};3;\nNetz;1;Gibt es einen Plan?;;NET.1.1\n`;
  const owned = async () =>
    (await ask('rat', 'GET', `${AT}/catalogues`)).json.own as unknown as { id: string; title: string }[];

  test('is looked at first: kind, counts per list, every fault with sheet and row; nothing is stored', async () => {
    const before = (await owned()).length;
    const looked = await send('/question-lists', form('haus.csv', csv()));
    expect(looked).toMatchObject({
      status: 200,
      json: {
        faultTotal: 0,
        list: {
          title: 'haus',
          questions: 3,
          withEffort: 2,
          withReferences: 2,
          lists: [{ title: 'Sicherung', questions: 2 }, { title: 'Netz' }],
        },
      },
    });
    const wrong = csv().replace('1-2', 'hoch').replace('Netz;1', 'Sicherung;1');
    const faulty = await send('/question-lists', form('haus.csv', wrong));
    expect(faulty.json.faults).toEqual([expect.stringMatching(/^Blatt „haus“, Zeile 2: Der Aufwand „hoch“/)]);
    const kept = await send('/question-lists?keep=1', form('haus.csv', wrong));
    expect([kept.status, (await owned()).length]).toEqual([422, before]);
  });

  test('is kept as a catalogue, answered, compared with its next version and handed out', async () => {
    const kept = await send('/question-lists?keep=1&title=Hausliste&edition=2025', form('haus.csv', csv()));
    expect(kept).toMatchObject({ status: 201, json: { controls: 3, seq: 1, fresh: true } });
    const at = `${AT}/catalogues/${kept.json.id}`;
    const again = await send('/question-lists?keep=1&title=Hausliste&edition=2025', form('haus.csv', csv()));
    expect(again.json).toMatchObject({ id: kept.json.id, fresh: false });
    const { json } = await ask('rat', 'GET', `${at}/controls`);
    expect((json.controls as unknown as object[])[0]).toMatchObject({
      code: '1.1',
      title: 'Wird gesichert?',
      guidance: 'Aufwand: 1 bis 2\nIT-Grundschutz: CON.3.A2, CON.3.A4',
    });
    for (const state of ['yes', 'partly', 'no', 'not_applicable', 'unknown'])
      expect((await ask('beratung', 'POST', `${at}/answers`, { code: '1.2', state })).status).toBe(200);
    await send(
      '/question-lists?keep=1&title=Hausliste&edition=2026',
      form('haus.csv', csv('Jährlich erprobt?')),
    );
    const changes = (await ask('rat', 'GET', `${at}/changes?from=1&to=2`)).json;
    expect(changes).toMatchObject({ same: 2, changed: [{ code: '1.2', answered: true }] });
    const out = await product.app.request(`/api/v1${AT}/catalogue-files?catalogue=${kept.json.id}&as=xlsx`, {
      headers: { cookie },
    });
    const back = await send(
      '/catalogue-files',
      form('zurueck.xlsx', new Uint8Array(await out.arrayBuffer())),
    );
    expect(back).toMatchObject({ status: 201, json: { controls: 3 } });
  });

  test('comes in by the page for all catalogues and by the command, too', async () => {
    const rows = [
      ['Nr.', 'Frage', 'Aufwand'],
      ['1', 'Gilt das?', 2],
      ['2', 'Und das?', ''],
    ];
    const taken = await send('/catalogue-files', form('Eigene Fragen.xlsx', await sheet(rows)));
    expect(taken).toMatchObject({ status: 201, json: { controls: 2 } });
    const { installation } = product;
    const path = join(product.dataDir, 'wiba.csv');
    writeFileSync(path, csv());
    const actor = await townActor(installation, 'tannau');
    const order = { path, as: 'framework', dryRun: false };
    expect(await importCatalogue(installation, actor, order)).toMatchObject({ created: 3, faultTotal: 0 });
    expect(await importCatalogue(installation, actor, order)).toMatchObject({ created: 0, skipped: 3 });
    writeFileSync(path, csv().replace('1-2', 'hoch'));
    expect(await importCatalogue(installation, actor, order)).toMatchObject({
      created: 0,
      faults: [{ text: expect.stringContaining('Blatt „wiba“, Zeile 2') }],
    });
  });

  test('refuses broken files with a reason and keeps nothing of them', async () => {
    const before = (await owned()).length;
    const wide = `${['Nr.', 'Frage', ...Array.from({ length: 200 }, (_, n) => `S${n}`)].join(';')}\n1;Gilt es?\n`;
    const faultOf = async (name: string, content: string | Uint8Array) =>
      ((await send('/question-lists', form(name, content))).json.faults as string[]).join(' ');
    expect(await faultOf('breit.csv', wide)).toContain('mehr als 60 Spalten');
    expect(await faultOf('leer.csv', '')).toContain('leer');
    expect(await faultOf('kopf.csv', 'Thema;Notiz\nA;B\n')).toContain('Keine Zeile mit Überschriften');
    expect(await faultOf('nur-kopf.csv', 'Nr.;Frage\n')).toContain('keine Fragen');
    expect(await faultOf('formel.csv', 'Nr.;Frage\n1;=A1\n')).toContain('Formel „=A1“');
    expect(await faultOf('umlaut.csv', 'Nr.;Frage\n1;PrÃ¼ft jemand?\n')).toContain('beschädigt');
    expect(await faultOf('zweimal.csv', 'Nr.;Frage\n1;A?\n1;B?\n')).toContain('Die Nummer 1 steht schon');
    expect(await faultOf('bombe.xlsx', Buffer.from('PK\x03\x04kaputt', 'latin1'))).not.toBe('');
    expect(await faultOf('lang.csv', `Nr.;Frage\n${'1;Gilt es?\n'.repeat(6000)}`)).toContain(
      'mehr als 5000 Zeilen',
    );
    // Windows-1252 is no fault: it is read as it was meant.
    const latin = await send(
      '/question-lists',
      form('alt.csv', Buffer.from('Nr.;Frage\n1;Prüft jemand?\n', 'latin1')),
    );
    expect(latin.json).toMatchObject({ faultTotal: 0, list: { lists: [{ first: 'Prüft jemand?' }] } });
    const two = form('a.csv', csv());
    two.append('files', new File(['x'], 'b.csv'));
    expect((await send('/question-lists', two)).status).toBe(422);
    // Without a file it says what belongs here, not what a catalogue of controls is made of.
    expect((await send('/question-lists', new FormData())).json).toMatchObject({
      code: 'catalogue_one_file',
      text: 'Bitte wählen Sie genau eine Datei aus: XLSX, ODS oder CSV.',
    });
    expect((await send('/question-lists', form('a.csv', csv()), await cookieOf('rat'))).status).toBe(403);
    expect((await send('/question-lists', form('a.csv', csv()), '')).status).toBe(401);
    expect((await owned()).length).toBe(before);
  });
});
