import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

let product: TestInstallation;

/** Titles with statements, written as clerks write. */
const TEXTS: readonly (readonly [string, string])[] = [
  ['Häuserverzeichnis ohne Pflege', 'Die Grundstücke und Häuser der Gemeinde stehen in einer Tabelle.'],
  [
    'Straßenbeleuchtung meldet Störungen per Fax',
    'Störungsmeldungen der Straßenlaternen gehen an den Bauhof.',
  ],
  ['Zutrittskontrolle im Wasserwerk Süd', 'Schlüsselbuch fehlt, zwei Schlüssel sind nicht auffindbar.'],
  ['Brandmeldeanlage nach DIN 14675', 'Die Anlage wurde zuletzt 2019 durch einen Sachverständigen geprüft.'],
  ['Gebührenkalkulation Friedhof', 'Bestattungsgebühren werden in Excel gerechnet.'],
  ['Ärztliche Bescheinigungen im offenen Regal', 'Krankmeldungen der Beschäftigten liegen im Vorzimmer.'],
  ['Übergabeprotokolle für Notebooks', 'Beim Ausscheiden werden Geräte nicht zurückgefordert.'],
  ['Kindergartenplatzvergabe über Papierformulare', 'Anmeldebögen werden abgetippt.'],
  ['Löschkonzept fehlt', 'Aufbewahrungsfristen der Meldedaten sind nicht festgelegt.'],
  ['Fernwartungszugänge der Fachverfahrenshersteller', 'Dauerhaft offene Verbindungen ohne Protokoll.'],
  ['Kassensturz der Zahlstellen', 'Barkassen werden ohne Vieraugenprinzip gezählt.'],
  ['Glasfaseranschluss Ortsverwaltung Weiler', 'Leitung mit 16 Mbit/s, Vertrag K-2031 läuft aus.'],
  ['Müßige Doppelerfassung der Stundenzettel', 'Bauhofmitarbeiter schreiben Zeiten zweimal auf.'],
  ['Serverschrank M12-A ungekühlt', 'Temperaturfühler zeigt im Sommer 34 Grad.'],
];

/** What people type, and the beginning of the title they mean. */
const PAIRS: readonly (readonly [string, string])[] = [
  // stems
  ['Haus', 'Häuserverzeichnis'],
  ['Häuser', 'Häuserverzeichnis'],
  ['Grundstück', 'Häuserverzeichnis'],
  ['Störung', 'Straßenbeleuchtung'],
  ['Störungen melden', 'Straßenbeleuchtung'],
  ['Schlüssel', 'Zutrittskontrolle'],
  ['geprüfte Anlagen', 'Brandmeldeanlage'],
  ['Sachverständige', 'Brandmeldeanlage'],
  ['Gebühr', 'Gebührenkalkulation'],
  ['Krankmeldung', 'Ärztliche'],
  ['Gerät', 'Übergabeprotokolle'],
  ['Notebook', 'Übergabeprotokolle'],
  ['Verbindung', 'Fernwartungszugänge'],
  ['Barkasse', 'Kassensturz'],
  ['Beschäftigter', 'Ärztliche'],
  ['Aufbewahrungsfrist', 'Löschkonzept'],
  // umlauts and their spellings, sharp s, capitals
  ['haeuser', 'Häuserverzeichnis'],
  ['hauser', 'Häuserverzeichnis'],
  ['STRASSENBELEUCHTUNG', 'Straßenbeleuchtung'],
  ['strassenlaternen', 'Straßenbeleuchtung'],
  ['Straßenlaterne', 'Straßenbeleuchtung'],
  ['stoerung', 'Straßenbeleuchtung'],
  ['schluesselbuch', 'Zutrittskontrolle'],
  ['Sued', 'Zutrittskontrolle'],
  ['gebuehren', 'Gebührenkalkulation'],
  ['aerztliche', 'Ärztliche'],
  ['uebergabeprotokoll', 'Übergabeprotokolle'],
  ['loeschkonzept', 'Löschkonzept'],
  ['muessige', 'Müßige'],
  ['Müßig', 'Müßige'],
  // beginnings, as one types
  ['häus', 'Häuserverzeichnis'],
  ['straßenbel', 'Straßenbeleuchtung'],
  ['brandmeldean', 'Brandmeldeanlage'],
  ['stundenzet', 'Müßige'],
  ['kindergartenpl', 'Kindergartenplatzvergabe'],
  ['bestattungsgeb', 'Gebührenkalkulation'],
  ['fernwart', 'Fernwartungszugänge'],
  ['aufbewahrungsfr', 'Löschkonzept'],
  // parts of compounds
  ['Verzeichnis', 'Häuserverzeichnis'],
  ['Beleuchtung', 'Straßenbeleuchtung'],
  ['Kontrolle Wasserwerk', 'Zutrittskontrolle'],
  ['Kalkulation', 'Gebührenkalkulation'],
  ['Protokolle Notebooks', 'Übergabeprotokolle'],
  ['Platzvergabe', 'Kindergartenplatzvergabe'],
  ['Formulare', 'Kindergartenplatzvergabe'],
  ['Wartung', 'Fernwartungszugänge'],
  ['Hersteller', 'Fernwartungszugänge'],
  ['Schrank', 'Serverschrank'],
  ['Fühler', 'Serverschrank'],
  ['Anschluss', 'Glasfaseranschluss'],
  // typing errors
  ['Brandmeldeanalge', 'Brandmeldeanlage'],
  ['Friedhoff', 'Gebührenkalkulation'],
  ['Kindergaten', 'Kindergartenplatzvergabe'],
  ['Löschkozept', 'Löschkonzept'],
  ['Glasfasser', 'Glasfaseranschluss'],
  ['Wasserwek', 'Zutrittskontrolle'],
  ['Kassenstruz', 'Kassensturz'],
  ['Stundenzetel', 'Müßige'],
  // numbers and signs
  ['14675', 'Brandmeldeanlage'],
  ['DIN14675', 'Brandmeldeanlage'],
  ['K-2031', 'Glasfaseranschluss'],
  ['k2031', 'Glasfaseranschluss'],
  ['M12-A', 'Serverschrank'],
  ['m 12 a', 'Serverschrank'],
  ['34 Grad', 'Serverschrank'],
  ['ohne Protokoll der Verbindungen', 'Fernwartungszugänge'],
];

type Hit = { kind: string; label: string };
const hits = async (q: string, user = 'beratung'): Promise<Hit[]> =>
  (await product.ask(user, 'GET', `/towns/tannau/search?limit=50&q=${encodeURIComponent(q)}`)).json
    .hits as unknown as Hit[];

beforeAll(async () => {
  product = await openTestInstallation();
  const weeks = await product.ask('beratung', 'GET', '/towns/tannau/engagements');
  const engagementId = weeks.json.rows[0]?.id;
  for (const [title, statement] of TEXTS) {
    const made = await product.ask('beratung', 'POST', '/towns/tannau/findings', {
      engagementId,
      area: 'operations',
      title,
      statement,
    });
    expect(made.status).toBe(200);
  }
  await sql`select app.learn_words()`.execute(product.installation.ground.db);
});
afterAll(async () => {
  await product?.close();
});

describe('search', () => {
  test.each(PAIRS)('%s finds %s', async (query, title) => {
    const found = await hits(query);
    expect(
      found.map((hit) => hit.label.replace(/^F-\d+ /, '')).some((label) => label.startsWith(title)),
    ).toBe(true);
  });

  test('a number leads to its record first, with or without nought and hyphen', async () => {
    const { rows } = (await product.ask('beratung', 'GET', '/towns/tannau/findings?limit=1')).json;
    const title = String(rows[0]?.title);
    for (const query of ['F-01', 'F-1', 'f01', 'f 1', title])
      expect((await hits(query))[0]?.label).toContain(title);
  });

  test('words that occur nowhere find nothing; so do empty and hostile ones, without an error', async () => {
    for (const query of [
      'Quarkspeisenverordnung',
      '!!',
      "'; drop table finding --",
      ':* & !',
      '\\',
      '%',
      'der die das',
    ])
      expect(await hits(query)).toEqual([]);
  });

  test('a question of 10,000 characters is answered', async () => {
    expect(await hits('a'.repeat(10_000))).toEqual([]);
    expect(await hits(`Zahlstelle ${'der die das '.repeat(800)}`)).toHaveLength(1);
  });

  test('a list narrows by the same words, and a changed text is found by its new ones only', async () => {
    const list = async (q: string) =>
      (await product.ask('beratung', 'GET', `/towns/tannau/findings?q=${encodeURIComponent(q)}`)).json.rows;
    const [row] = await list('Zahlstelle');
    expect(row?.title).toBe('Kassensturz der Zahlstellen');
    const path = `/towns/tannau/findings/${row?.id}`;
    const { version } = (await product.ask('beratung', 'GET', path)).json;
    const change = await product.ask(
      'beratung',
      'PATCH',
      path,
      { title: 'Geldbestand ungezählt' },
      {
        'if-match': `"${version}"`,
      },
    );
    expect(change.status).toBe(200);
    expect(await list('Zahlstelle')).toHaveLength(0);
    expect(await list('ungezählter Geldbestand')).toHaveLength(1);
  });
});
