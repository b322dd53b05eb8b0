import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  catalogueOfDraft,
  type DraftRow,
  draftHeadOf,
  draftRowsOf,
  fitsDraft,
} from '../domain/catalogue-draft.ts';
import { draftFaults } from '../domain/draft-faults.ts';
import type { ForeignCatalogue, ForeignReading } from '../domain/foreign-catalogue.ts';
import { readCatalogue } from '../domain/oscal/read-catalogue.ts';
import { writeCatalogue } from '../domain/oscal/write-catalogue.ts';
import { plainOf } from '../domain/plain-catalogue.ts';
import { catalogueWorkbook } from './catalogue-workbook.ts';
import { readForeignFiles } from './read-foreign-files.ts';

const shared = join(import.meta.dirname, '../../../../../shared/data/oscal');
const there = existsSync(shared);
if (!there) console.warn('SKIPPED: no OSCAL documents beside the project; only small ones were edited');

const stamp = { uuid: '7d0c9f52-5a1b-4b59-9a3e-6f1f4c2d8e10', at: '2026-11-02T09:00:00.000Z' };
const sound = (reading: ForeignReading): ForeignCatalogue => {
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  return reading.catalogue;
};
/** What every version says anew. */
const unstamped = (catalogue: ForeignCatalogue) => ({
  ...catalogue,
  uuid: '',
  version: '',
  published: null,
  lastModified: '',
});
const blank: DraftRow = {
  id: '',
  kind: 'requirement',
  headingId: null,
  aboveId: null,
  position: 0,
  code: '',
  title: '',
  statement: '',
  guidance: '',
  evidence: '',
  modal: null,
  origin: null,
  was: null,
  rich: '',
};
const row = (part: Partial<DraftRow>): DraftRow => ({ ...blank, id: randomUUID(), ...part });
const head = { title: 'Hausregeln', edition: '1', source: 'Stadt Tannau', licence: 'CC0' };

const foreign = JSON.stringify({
  catalog: {
    uuid: '3c2a1f0e-6f0a-4a4c-9d36-0d1f2b7c9e11',
    metadata: {
      title: 'Fremder Katalog',
      'last-modified': '2026-05-01T08:00:00+02:00',
      version: '7',
      'oscal-version': '1.1.3',
      remarks: 'bleibt',
    },
    params: [{ id: 'town', values: ['Tannau'] }],
    groups: [
      {
        id: 'S',
        title: 'Sicherung',
        'x-own': { deep: [1] },
        controls: [
          {
            id: 'S.1',
            title: 'Sichern',
            props: [{ name: 'alt-identifier', value: '0b6f5c1e-1d8c-4a27-8c40-5a3f9a6e2c11' }],
            links: [{ rel: 'required', href: '#S.1.1' }],
            parts: [
              {
                id: 'S.1_stm',
                name: 'statement',
                props: [{ name: 'modal_verb', value: 'MUSS', ns: 'https://example.org/ns' }],
                prose: '{{ insert: param, town }} MUSS sichern.',
                parts: [{ name: 'item', props: [{ name: 'label', value: 'a.' }], prose: 'alles' }],
              },
              { name: 'assessment', prose: 'prüfen', 'x-more': true },
            ],
            controls: [{ id: 'S.1.1', title: 'Prüfen', parts: [{ name: 'guidance', prose: 'Nachts.' }] }],
          },
        ],
      },
    ],
    'x-rest': 1,
  },
});

describe('a catalogue as a draft', () => {
  test('of another: what is not changed stays as it came, a change touches its field only', () => {
    const base = sound(readCatalogue(foreign, 'f.json'));
    const rows = draftRowsOf(base, randomUUID);
    const first = rows.find(({ code }) => code === 'S.1') as DraftRow;
    expect(first).toMatchObject({
      statement: 'Tannau MUSS sichern.\n  a. alles',
      modal: 'MUST',
      rich: 'statement',
    });
    const same = catalogueOfDraft(draftHeadOf(base), rows, base, stamp);
    expect(JSON.stringify(unstamped(same))).toBe(JSON.stringify(unstamped(base)));

    Object.assign(first, { title: 'Daten sichern', modal: 'SHOULD', evidence: 'Protokoll', code: 'S.9' });
    const changed = catalogueOfDraft(
      { ...draftHeadOf(base), edition: '8', source: 'Wir' },
      rows,
      base,
      stamp,
    );
    expect(base.controls[0]?.title).toBe('Sichern');
    const again = sound(readCatalogue(JSON.stringify(writeCatalogue(changed)), 'g.json'));
    expect(again).toEqual(changed);
    expect(again).toMatchObject({
      version: '8',
      source: 'Wir',
      rest: { 'x-rest': 1 },
      metadata: { remarks: 'bleibt' },
    });
    const [control, below] = again.controls;
    expect(control).toMatchObject({
      code: 'S.9',
      id: 'S.1',
      title: 'Daten sichern',
      modal: 'SHOULD',
      statement: 'Tannau MUSS sichern.\n  a. alles',
      links: [{ rel: 'required', href: '#S.1.1' }],
    });
    expect(below).toMatchObject({ code: 'S.1.1', parent: 'S.9', guidance: 'Nachts.' });
    expect(control?.parts[0]).toMatchObject({
      id: 'S.1_stm',
      props: [{ value: 'SOLLTE', ns: 'https://example.org/ns' }],
    });
    expect(control?.parts[1]).toMatchObject({ name: 'assessment', rest: { 'x-more': true } });
    // A text that held items becomes plain where it is written anew; part and properties stay.
    first.statement = 'Alles wird gesichert.';
    const flat = catalogueOfDraft(draftHeadOf(base), rows, base, stamp).controls[0];
    expect(flat).toMatchObject({ statement: 'Alles wird gesichert.', modal: 'SHOULD' });
    expect(flat?.parts[0]).toMatchObject({ id: 'S.1_stm', parts: [] });
  });

  test('written here: goes out as workbook and as OSCAL and comes back the same', async () => {
    const top = row({ kind: 'heading', code: '1', title: 'Konten' });
    const sub = row({ kind: 'heading', code: '1.1', title: 'Rechte', headingId: top.id });
    const above = row({
      code: '1.1.1',
      title: '<script>alert(1)</script>',
      headingId: sub.id,
      statement: 'Jede Person MUSS\nein eigenes Konto haben. {{',
      guidance: '=1+1',
      evidence: 'Liste "Konten"; „Auszug“\nStand',
      modal: 'MUST',
    });
    const rows = [
      above,
      top,
      row({ code: '4.10', title: 'Ohne Überschrift', modal: 'MAY' }),
      row({ code: 'Ä 1/2', title: 'Darunter', headingId: sub.id, aboveId: above.id, modal: 'SHOULD' }),
      sub,
    ];
    expect(draftFaults(head, rows, null)).toEqual([]);
    const catalogue = catalogueOfDraft(head, rows, null, stamp);
    expect(catalogue.controls.map(({ code }) => code)).toEqual(['1.1.1', 'Ä 1/2', '4.10']);
    const oscal = sound(readCatalogue(JSON.stringify(writeCatalogue(catalogue)), 'x.json'));
    expect(oscal).toEqual(catalogue);
    for (const locale of ['de', 'en'] as const) {
      const bytes = await catalogueWorkbook(catalogue, locale);
      const book = sound(await readForeignFiles([{ name: 'x.xlsx', bytes }], { stamp, language: locale }));
      expect(plainOf(book)).toEqual(plainOf(catalogue));
    }
  });

  test('every fault names its row and field', () => {
    const rows = [
      row({ code: '1', title: '' }),
      row({ code: '1', title: 'Zweimal' }),
      row({ code: '2026-05-01', title: 'Wie ein Tag', statement: 'Binnen {{ frist }} Tagen.' }),
      row({ code: '3', title: 'Lang', guidance: 'x'.repeat(30_001) }),
    ];
    const faults = draftFaults({ ...head, edition: '' }, rows, null);
    expect(faults.map(({ row: at, field }) => [rows.findIndex(({ id }) => id === at), field])).toEqual([
      [-1, 'edition'],
      [0, 'title'],
      [3, 'guidance'],
      [1, 'code'],
      [2, 'code'],
      [2, 'statement'],
    ]);
    const empty = draftFaults(head, [], null);
    expect(empty).toMatchObject([
      { row: null, field: 'rows', text: { de: expect.stringContaining('Anforderung') } },
    ]);
    const headings = [row({ code: '1', title: 'Nur eine Überschrift', kind: 'heading' })];
    expect(draftFaults(head, headings, null).map(({ field }) => field)).toEqual(['rows']);
  });

  test('a number given up can be used anew; the id in the document stays with what had it', () => {
    const made = catalogueOfDraft(head, [row({ code: '4.1', title: 'Alt' })], null, stamp);
    const rows = draftRowsOf(made, randomUUID);
    Object.assign(rows[0] as DraftRow, { code: '4.2' });
    rows.push(row({ code: '4.1', title: 'Neu', position: 1 }));
    const next = catalogueOfDraft(head, rows, made, stamp);
    expect(next.controls.map(({ code, id, title }) => [code, id, title])).toEqual([
      ['4.2', 'r-4.1', 'Alt'],
      ['4.1', 'r-4.1-2', 'Neu'],
    ]);
    expect(sound(readCatalogue(JSON.stringify(writeCatalogue(next)), 'x.json'))).toEqual(next);
  });

  test
    .skipIf(!there)
    .each([
      'bsi/BSI-Stand-der-Technik-Kernel-catalog.json',
      'bsi/BSI-Methodik-Grundschutz++-catalog.json',
      'bsi/ISO27001-AnnexA-catalog.json',
      'nist/NIST_SP-800-53_rev5_LOW-baseline-resolved-profile_catalog.json',
    ])('%s: copied and finished unchanged, not a sign differs', (path) => {
    const base = sound(readCatalogue(readFileSync(join(shared, path), 'utf8'), path));
    const rows = draftRowsOf(base, randomUUID);
    expect(fitsDraft(rows)).toBe(true);
    expect(draftFaults({ ...head, title: base.title }, rows, base)).toEqual([]);
    const same = catalogueOfDraft(draftHeadOf(base), rows, base, stamp);
    expect(JSON.stringify(unstamped(same))).toBe(JSON.stringify(unstamped(base)));
  });
});
