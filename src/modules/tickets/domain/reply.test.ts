import { expect, test } from 'vitest';
import { REPLY_ABOVE, splitReply } from './reply.ts';

const NEW = 'Guten Tag,\n\nes geht wieder, danke.\n\nMit freundlichen Grüßen\nErika Muster';

test.each([
  [
    'Gmail',
    'Am Mo., 30. Nov. 2026 um 08:14 Uhr schrieb Servicestelle <\nservicestelle@gemeinde.example>:\n\n> Ist es behoben?\n> Ihre Servicestelle',
  ],
  ['Thunderbird', 'Am 30.11.26 um 08:14 schrieb Servicestelle:\n> Ist es behoben?'],
  ['ohne Größerzeichen', 'Am 30.11.2026 um 08:14 schrieb Max Muster:\n\nIst es behoben?'],
  [
    'Name zuerst',
    'Max Muster <max@gemeinde.example> schrieb am Mo., 30. Nov. 2026, 08:14:\n\n> Ist es behoben?',
  ],
  [
    'Outlook',
    '________________________________\nVon: Servicestelle <servicestelle@gemeinde.example>\nGesendet: Montag, 30. November 2026 08:14\nAn: Muster, Erika\nBetreff: AW: [#4711] Heizung\n\nIst es behoben?',
  ],
  [
    'Outlook ohne Adresse',
    'Von: Servicestelle\nGesendet: Montag, 30. November 2026 08:14\nAn: Muster, Erika <erika@gemeinde.example>\nCc: Max\nBetreff: Heizung\n\nIst es behoben?',
  ],
  [
    'älteres Outlook',
    '-----Ursprüngliche Nachricht-----\nVon: Servicestelle\nGesendet: Montag\n\nIst es behoben?',
  ],
  ['weitergeleitet', '-------- Weitergeleitete Nachricht --------\nBetreff: Heizung\n\nIst es behoben?'],
  ['English', 'On Mon, 30 Nov 2026 at 08:14, Service Desk <desk@town.example> wrote:\n\n> Is it mended?'],
  [
    'English, broken',
    'On Nov 30, 2026, at 8:14 AM, Service Desk\n<desk@town.example>\nwrote:\n\nIs it mended?',
  ],
  [
    'English Outlook',
    '-----Original Message-----\nFrom: Desk\nSent: Monday\nTo: Erika\nSubject: Heating\n\nIs it mended?',
  ],
  ['eigene Zeile', `${REPLY_ABOVE.de}\nIst es behoben?`],
  ['eigene Zeile, zitiert', `> ${REPLY_ABOVE.en}\n> Is it mended?`],
])('what is new stands above the quote: %s', (_, quote) => {
  const found = splitReply(`${NEW}\r\n\r\n${quote.replaceAll('\n', '\r\n')}\r\n`);
  expect(found).toEqual({ text: NEW, signature: '', quote });
});

test('signatures are parted, with and without a quote below', () => {
  const signature = '-- \nErika Muster\nHauptamt, Tel. 12';
  const quote = 'Am 30.11.26 um 08:14 schrieb Servicestelle:\n> Ist es behoben?\n> -- \n> Servicestelle';
  expect(splitReply(`${NEW}\n\n${signature}\n`)).toEqual({ text: NEW, signature, quote: '' });
  expect(splitReply(`${NEW}\n\n${signature}\n\n${quote}`)).toEqual({ text: NEW, signature, quote });
  expect(splitReply(`${NEW}\n\n${quote}\n\n${signature}`)).toMatchObject({ text: NEW, signature: '' });
  for (const line of [
    'Gesendet von meinem iPhone',
    'Von meinem Samsung Galaxy Smartphone gesendet.',
    'Get Outlook for Android<https://aka.ms/x>',
  ])
    expect(splitReply(`${NEW}\n\n${line}`)).toEqual({ text: NEW, signature: line, quote: '' });
});

test('answers between quoted lines keep them, answers below a quote do not', () => {
  const between = 'Am 30.11.26 um 08:14 schrieb Desk:\n> Welcher Raum?\n12\n> Seit wann?\nSeit Freitag.';
  expect(splitReply(`${between}\n> Viele Grüße\n> Desk\n\n-- \nErika`)).toEqual({
    text: between,
    signature: '',
    quote: '> Viele Grüße\n> Desk\n\n-- \nErika',
  });
  const quote = 'Am 30.11.26 um 08:14 schrieb Desk:\n> Welcher Raum?\n> Desk';
  expect(splitReply(`${quote}\n\nRaum 12.\n-- \nErika`)).toEqual({
    text: 'Raum 12.',
    signature: '-- \nErika',
    quote,
  });
});

test.each([
  'Am Montag um 9:00 schrieb der Drucker nur Streifen:\n\nSiehe Bild.',
  'Am 30.11.2026 um 9:00 schrieb mir der Hersteller folgendes:\n\nBitte Gerät tauschen.',
  'Umzug am Freitag\nVon: Rathaus, Zimmer 3\nAn: Bauhof\nDatum: 4.12.2026\nDanke!',
  'Von: 8 Uhr\nBis: 12 Uhr',
  'Die Meldung lautet:\n--- Fehler 17 ---\nDatei fehlt\n-----\nWas tun?',
  'Das Bild wurde mit dem Handy gesendet von meinem Kollegen, danach nichts mehr.',
  'On the other hand, he wrote:\nnothing',
  'Liste:\n- eins\n-- zwei\n--- drei',
  '```\n-- \nsudo\n> x\n```\nDas war das Protokoll.',
])('text of one own stays whole: %j', (mail) => {
  expect(splitReply(mail)).toEqual({ text: mail, signature: '', quote: '' });
});

test('where nothing new can be told apart, the whole is the text', () => {
  const forwarded = '---------- Forwarded message ---------\nFrom: a@b.example\nSubject: x\n\nInhalt';
  expect(splitReply(forwarded)).toEqual({ text: forwarded, signature: '', quote: '' });
  expect(splitReply('> nur Zitat').text).toBe('> nur Zitat');
  expect(splitReply('')).toEqual({ text: '', signature: '', quote: '' });
});

test('hostile texts of 200,000 characters take no longer than honest ones', () => {
  const size = 200_000;
  const texts = [
    `${'\n'.repeat(size)}x`,
    `a${' '.repeat(size)}b`,
    `On 1 ${'-'.repeat(size)} wrote`,
    'On 1.1.2026 08:00\n'.repeat(size / 18),
    '—\n'.repeat(size / 2),
    '> a\nb\n'.repeat(size / 6),
    'Von: x\nAn: y\n'.repeat(size / 13),
    `Am 1.1.2026 ${'<a@'.repeat(size / 3)}:`,
  ];
  const begun = performance.now();
  for (const text of texts) splitReply(text);
  expect(performance.now() - begun).toBeLessThan(2000);
});
