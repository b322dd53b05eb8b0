import { expect, test } from 'vitest';
import { type Instant, instant } from '#kernel/dates';
import { DEFAULT_LIKENESS, type Incoming, rarityOf, similarGroups } from './similar.ts';
import { folded, stem, wordsOf } from './words.ts';

/** Subject and matter; a matter that stands once is nobody's like. */
const SAMPLES: readonly (readonly [string, string])[] = [
  ['mail', 'Outlook startet nicht'],
  ['mail', 'Outlook lässt sich nicht öffnen'],
  ['mail', 'Oultook öffnet sich nicht mehr'],
  ['mail', 'Keine E-Mails, Outlook hängt beim Start'],
  ['mail', 'Outlook hängt seit heute Morgen, E-Mails kommen nicht an'],
  ['mail', 'E-Mails kommen nicht an'],
  ['mail', 'Outlook: Start nicht möglich'],
  ['mail', 'Es kommen keine E-Mails mehr an'],
  ['mail', 'Outlook oeffnet nicht'],
  ['calendar', 'Kalender in Outlook für Frau Maier freigeben'],
  ['signature', 'Signatur in E-Mails anpassen wegen neuer Telefonnummer'],
  ['mailbox', 'Neues Funktionspostfach für das Standesamt'],
  ['printer', 'Drucker im Bürgerbüro druckt nicht'],
  ['printer', 'Bürgerbüro: Drucker defekt, druckt nichts'],
  ['printer', 'Der Drucker im Buergerbuero geht nicht'],
  ['printer', 'Druckerstörung Bürgerbüro'],
  ['order', 'Neuen Drucker für die Bücherei bestellen'],
  ['toner', 'Toner für Drucker in der Kämmerei leer'],
  ['drive', 'Netzlaufwerk nicht erreichbar'],
  ['drive', 'Laufwerk P: nicht erreichbar'],
  ['drive', 'Zugriff auf Netzlaufwerk P geht nicht'],
  ['right', 'Zugriff auf Ordner Personal für neue Kollegin'],
  ['heat', 'Heizung im Rathaus kalt'],
  ['heat', 'Heizung Rathaus, 2. OG fällt aus'],
  ['heat', 'Rathaus: Heizkörper kalt, Heizung ausgefallen'],
  ['heat-school', 'Wartung der Heizungsanlage in der Grundschule: Termin'],
  ['key', 'Schlüssel für Sitzungssaal verloren'],
  ['room', 'Sitzungssaal am Donnerstag reservieren'],
  ['beamer', 'Beamer im Sitzungssaal zeigt kein Bild'],
  ['password', 'Passwort vergessen'],
  ['password-rule', 'Wie lang muss ein neues Passwort sein?'],
  ['vpn', 'VPN bricht im Homeoffice ständig ab'],
  ['vpn', 'VPN-Verbindung bricht ab'],
  ['vpn', 'Homeoffice: VPN Verbindung abgebrochen'],
  ['vpn-new', 'VPN-Zugang für Herrn Schulz beantragen'],
  ['lamp', 'Straßenlampe in der Gartenstraße 12 defekt'],
  ['lamp2', 'Straßenlampe Bahnhofstraße flackert'],
  ['waste', 'Wilder Müll am Parkplatz Gartenstraße'],
  ['phone', 'Telefon im Vorzimmer klingelt nicht'],
  ['screen', 'Monitor flackert'],
  ['chair', 'Höhenverstellbarer Schreibtisch gewünscht'],
  ['leave', 'Urlaubsantrag wird nicht angezeigt'],
];
/** Written after the rules were settled, to see what they are worth on texts that they were not settled by. */
const UNSEEN: readonly (readonly [string, string])[] = [
  ['internet', 'Internet ausgefallen'],
  ['internet', 'Kein Internet im ganzen Haus'],
  ['internet', 'Internetseiten laden nicht, Internet wohl ausgefallen'],
  ['internet', 'Internetausfall im Rathaus?'],
  ['internet', 'Webseiten öffnen nicht'],
  ['internet-page', 'Öffnungszeiten auf der Internetseite ändern'],
  ['finance', 'Finanzsoftware: Anmeldung schlägt fehl'],
  ['finance', 'Anmeldung an der Finanzsoftware nicht möglich'],
  ['finance', 'Finanzsoftware meldet ungültige Lizenz, Anmeldung geht nicht'],
  ['finance-right', 'Leserecht in der Finanzsoftware für die Kämmerei'],
  ['phone', 'Telefonanlage tot'],
  ['phone', 'Telefone im Bauamt tot'],
  ['phone', 'Alle Telefone tot, auch die Zentrale'],
  ['phone-list', 'Telefonliste aktualisieren'],
  ['scan', 'Scanner im Standesamt scannt schwarze Streifen'],
  ['scan', 'Schwarze Streifen beim Scannen im Standesamt'],
  ['scan', 'Standesamt Scanner: Streifen'],
  ['marriage', 'Trauung im Standesamt am Samstag: Mikrofon gebraucht'],
  ['pothole', 'Schlagloch in der Hauptstraße vor der Bäckerei'],
  ['pothole', 'Großes Schlagloch Hauptstraße 14'],
  ['pothole', 'Hauptstraße: tiefes Schlagloch, Radfahrer gestürzt'],
  ['parking', 'Falschparker in der Hauptstraße'],
  ['sign', 'Verkehrsschild Hauptstraße umgefahren'],
  ['tree', 'Baum auf Gehweg am Friedhof umgestürzt'],
  ['tree', 'Umgestürzter Baum am Friedhof blockiert Gehweg'],
  ['tree', 'Friedhof: Baum liegt quer über dem Gehweg'],
  ['grave', 'Grabstelle auf dem Friedhof verlängern'],
  ['lift', 'Aufzug steckt fest'],
  ['laptop', 'Laptop lädt nicht mehr'],
  ['laptop2', 'Laptop für Praktikantin ausleihen'],
  ['mouse', 'Maus reagiert nicht'],
  ['wlan', 'WLAN in der Schule langsam'],
  ['wlan', 'Grundschule: WLAN sehr langsam'],
  ['wlan', 'WLAN Schule bricht ein, alles langsam'],
  ['school', 'Schulsekretariat: Stempel bestellen'],
];
const minute = (index: number): Instant =>
  instant(new Date(Date.parse('2026-11-30T07:05:00Z') + index * 60_000));
const incoming: Incoming[] = SAMPLES.map(([, text], index) => ({ id: `t${index}`, at: minute(index), text }));

test('words are compared without umlauts, endings and what says nothing', () => {
  expect(folded('Bürgerbüro')).toBe(folded('Buergerbuero'));
  expect(folded('Straße')).toBe('strasse');
  expect(folded('neue Frauen, Quelle')).toBe('neue frauen, quelle');
  expect(stem('druckern')).toBe(stem('drucker'));
  expect(stem('rechnungen')).toBe(stem('rechnung'));
  expect(
    wordsOf('Guten Morgen, bitte den Drucker im 2. OG und Raum 12-b prüfen, danke!').map((w) => w.written),
  ).toEqual(['Drucker', 'OG', 'Raum', '12', 'prüfen']);
});

/** Pairs put together, of those how many rightly, and how many belong together. */
function judged(samples: typeof SAMPLES) {
  const matter = (id: string) => samples[Number(id.slice(1))]?.[0] ?? '';
  const pairs = (lists: readonly (readonly string[])[]) =>
    lists.flatMap((list) => list.flatMap((a, i) => list.slice(i + 1).map((b) => [a, b] as const)));
  const list = samples.map(([, text], index) => ({ id: `t${index}`, at: minute(index), text }));
  const groups = similarGroups(list);
  const matters = [...new Set(samples.map(([m]) => m))];
  const found = pairs(groups.map(({ ids }) => ids));
  return {
    groups,
    found: found.length,
    right: found.filter(([a, b]) => matter(a) === matter(b)).length,
    meant: pairs(matters.map((m) => list.flatMap(({ id }) => (matter(id) === m ? [id] : [])))).length,
  };
}

test('of 42 short texts those about the same are gathered, near misses stay out', () => {
  const { groups, ...pairs } = judged(SAMPLES);
  expect(pairs).toEqual({ found: 51, right: 51, meant: 51 });
  expect(groups[0]).toMatchObject({ since: minute(0), words: ['Outlook'] });
  expect(groups.map(({ ids }) => ids.length)).toEqual([9, 4, 3, 3, 3]);
});

test('of 35 texts that the rules were not settled by nothing is gathered wrongly, two thirds are found', () => {
  const { groups, ...pairs } = judged(UNSEEN);
  expect(pairs).toEqual({ found: 18, right: 18, meant: 28 });
  expect(groups).toHaveLength(6);
});

test('the order of the tickets and the run change nothing', () => {
  const turned = [...incoming].reverse();
  expect(similarGroups(turned)).toEqual(similarGroups(incoming));
});

test('what lies further apart than the window is another matter', () => {
  const two = (gap: number): Incoming[] =>
    [0, gap].map((at) => ({ id: `${at}`, at: minute(at), text: 'Aufzug steht still' }));
  const options = { ...DEFAULT_LIKENESS, atLeast: 2, windowMinutes: 60 };
  expect(similarGroups(two(60), options)).toHaveLength(1);
  expect(similarGroups(two(61), options)).toHaveLength(0);
  expect(similarGroups([{ id: 'a', at: minute(0), text: 'Bitte!' }], { ...options, atLeast: 1 })).toEqual([
    { ids: ['a'], since: minute(0), words: [] },
  ]);
});

test('data in a text are no words', () => {
  expect(wordsOf(`Bild ${'QmFzZTY0'.repeat(20_000)} fehlt`).map((w) => w.written)).toEqual(['Bild', 'fehlt']);
});

test('500 new tickets are gathered in under 50 ms, weighed against 2,000 earlier ones', () => {
  const many: Incoming[] = Array.from({ length: 500 }, (_, i) => {
    const [, text = ''] = SAMPLES[(i * 31) % SAMPLES.length] ?? [];
    const [, more = ''] = SAMPLES[(i * 17 + 5) % SAMPLES.length] ?? [];
    return {
      id: `m${i}`,
      at: minute(i / 4),
      text:
        i % 3 === 0 ? text : `${text}. ${more}, Zimmer ${100 + i}, Vorgang ${i}x${i * 7}, Gerät${i % 97}ab`,
    };
  });
  const rarity = rarityOf(Array.from({ length: 2000 }, (_, i) => SAMPLES[i % SAMPLES.length]?.[1] ?? ''));
  similarGroups(many, { ...DEFAULT_LIKENESS, rarity });
  const times = Array.from({ length: 5 }, () => {
    const begun = performance.now();
    similarGroups(many, { ...DEFAULT_LIKENESS, rarity });
    return performance.now() - begun;
  });
  expect(Math.min(...times)).toBeLessThan(50);
});
