import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { zipFile } from '#platform/files/testing/zip-file';
import type { ForeignReading } from '../domain/foreign-catalogue.ts';
import { foreignFaultText, foreignRemarkText } from '../domain/foreign-fault-text.ts';
import { readCatalogue } from '../domain/oscal/read-catalogue.ts';
import { writeCatalogue } from '../domain/oscal/write-catalogue.ts';
import { plainOf } from '../domain/plain-catalogue.ts';
import { catalogueWorkbook, templateWorkbook } from './catalogue-workbook.ts';
import { type GivenFile, readForeignFiles } from './read-foreign-files.ts';

const shared = join(import.meta.dirname, '../../../../../shared/data/oscal');
const there = existsSync(shared);
if (!there) console.warn('SKIPPED: no OSCAL documents beside the project; only small files were read');

const options = {
  stamp: { uuid: '7d0c9f52-5a1b-4b59-9a3e-6f1f4c2d8e10', at: '2026-05-02T09:00:00+02:00' },
  language: 'de',
} as const;
const given = (name: string, content: string | Uint8Array): GivenFile => ({
  name,
  bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
});
const read = (...files: GivenFile[]) => readForeignFiles(files, options);
const sound = (reading: ForeignReading) => {
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  return reading.catalogue;
};
const faultsOf = (reading: ForeignReading) =>
  'faults' in reading ? reading.faults.map(({ path, code }) => `${path} ${code}`) : [];
const remarksOf = (reading: ForeignReading) =>
  'faults' in reading ? [] : reading.remarks.map(({ file, code }) => `${file} ${code}`);

const libraryText = `
urn: urn:beispiel:risk:library:klein
locale: de
name: Kleine Bibliothek
version: 1.10
objects:
  framework:
    name: Kleines Rahmenwerk
    requirement_nodes:
      - &first
        urn: urn:beispiel:risk:req_node:klein:4.10
        assessable: true
        ref_id: 4.10
        name: Erste
        description: |
          Zwei
          Zeilen
`;

/** Each file is parsed in a process of its own, which takes its time to start on a busy machine. */
const slow = { timeout: 60_000 };

describe('YAML', () => {
  test('a library; numbers of paragraphs stay as written', async () => {
    const catalogue = sound(await read(given('klein.yaml', libraryText)));
    expect(catalogue).toMatchObject({ title: 'Kleines Rahmenwerk', version: '1.10', language: 'de' });
    expect(catalogue.controls[0]).toMatchObject({ code: '4.10', statement: 'Zwei\nZeilen' });
  });

  test('an OSCAL catalogue written as YAML is a catalogue', async () => {
    const text = `catalog:\n  uuid: ${options.stamp.uuid}\n  metadata: { title: Klein, version: 1.0, oscal-version: 1.1.3, last-modified: "${options.stamp.at}" }\n  controls: [{ id: a, title: A }]\n`;
    expect(sound(await read(given('klein.yaml', text)))).toMatchObject({ title: 'Klein', version: '1.0' });
    const empty = text.replace('[{ id: a, title: A }]', '[]');
    expect(faultsOf(await read(given('leer.yaml', empty)))).toEqual([' no_requirements']);
  });

  test(
    'tags, keys given twice, second documents, alias bombs, depth and size are refused',
    slow,
    async () => {
      const faults = async (text: string) => faultsOf(await read(given('x.yaml', text)));
      expect(await faults('a: !!js/function "x"')).toEqual(['1:4 not_yaml']);
      expect(await faults('a: !own x')).toEqual(['1:4 not_yaml']);
      expect(await faults('%PDF-1.7\n%x')).toEqual([' unknown_document']);
      expect(await faults('{"catalog":{"metadata":{"title":"a\\u0000b"}}}')).toEqual([
        'catalog.metadata.title character',
      ]);
      expect(await faults('{"catalog":{"\\ud800":1}}')).toEqual(['catalog character']);
      expect(await faults('a: 1\nb: 2\na: 3')).toEqual([' not_yaml']);
      expect((await faults('a: 1\n---\nb: 2'))[0]).toMatch(/not_yaml$/);
      expect((await faults('a: [1, 2'))[0]).toMatch(/not_yaml$/);
      const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
      for (let at = 1; at < 12; at++)
        bomb.push(
          `a${at}: &a${at} [${Array(10)
            .fill(`*a${at - 1}`)
            .join(', ')}]`,
        );
      expect(await faults(bomb.join('\n'))).toEqual([' not_yaml']);
      expect((await faults(`a: ${'['.repeat(50_000)}`))[0]).toMatch(/not_yaml$/);
      expect(await faults(`a: ${'x'.repeat(8_000_001)}`)).toEqual([' too_large']);
      expect(await faults('nur Text')).toEqual([' unknown_document']);
      expect(faultsOf(await read(given('x.yaml', new Uint8Array([0x61, 0xff, 0xfe]))))).toEqual([
        ' not_utf8',
      ]);
    },
  );
});

test('megabytes of brackets end the process that parses them, not the server', slow, async () => {
  const reading = await read(given('x.yaml', `a: ${'['.repeat(6_000_000)}`));
  expect(faultsOf(reading)).toEqual([' unreadable']);
  expect(process.memoryUsage().rss).toBeLessThan(1_000_000_000);
});

const facts = (more: Record<string, string> = {}): SheetData =>
  Object.entries({ Titel: 'Eigener Katalog', Fassung: '1', Sprache: 'de', ...more }).map((row) => row);
const headings = ['Art', 'Nummer*', 'Unter', 'Titel*', 'Text', 'Hinweis', 'Nachweis', 'Verbindlichkeit'];
const book = async (rows: SheetData, head: SheetData = facts(), names = ['Katalog', 'Anforderungen']) => {
  const file = writeExcelFile([
    { sheet: names[0] ?? '', data: head },
    { sheet: names[1] ?? '', data: [headings, ...rows] },
  ]);
  return given('eigener.xlsx', new Uint8Array(await file.toBuffer()));
};

describe('the workbook', slow, () => {
  const rows: SheetData = [
    ['Anforderung', '1.1', '1', 'Sichern', 'Täglich.\nAußer Haus.', 'Nachts.', 'Protokoll', 'MUSS'],
    ['Überschrift', '1', '', 'Betrieb', '', '', '', ''],
    ['Überschrift', '1.9', '1', 'Darunter', '', '', '', ''],
    ['', 1.1, '1.9', 'Ohne Art, Nummer als Zahl', '', '', '', 'sollte'],
    ['Anforderung', '1.1.1', '1.1', 'Prüfen', '', '', '', ''],
  ];

  test('headings and requirements in any order become a catalogue', async () => {
    const catalogue = sound(await read(await book(rows)));
    expect(catalogue).toMatchObject({ title: 'Eigener Katalog', version: '1', language: 'de', source: null });
    expect(catalogue.groups.map(({ code, parent }) => [code, parent])).toEqual([
      ['1', null],
      ['1.9', '1'],
    ]);
    expect(catalogue.controls.map(({ code, group, parent, modal }) => [code, group, parent, modal])).toEqual([
      ['1.1', '1', null, 'MUST'],
      ['1.1.1', '1', '1.1', null],
      ['1.10', '1.9', null, 'SHOULD'],
    ]);
    expect(catalogue.controls[0]).toMatchObject({ statement: 'Täglich.\nAußer Haus.', guidance: 'Nachts.' });
  });

  test('exported and read again it is the same, in both languages, and as OSCAL too', async () => {
    const catalogue = sound(
      await read(await book(rows, facts({ Lizenz: 'CC0', 'Veröffentlicht am': '2026-05-01' }))),
    );
    for (const locale of ['de', 'en'] as const)
      expect(sound(await read(given('k.xlsx', await catalogueWorkbook(catalogue, locale))))).toEqual(
        catalogue,
      );
    expect(sound(readCatalogue(JSON.stringify(writeCatalogue(catalogue)), 'k.json'))).toEqual(catalogue);
  });

  test('the empty template says that title, version and requirements are missing', async () => {
    expect(faultsOf(await read(given('v.xlsx', await templateWorkbook('de'))))).toEqual([
      'Katalog!B1 missing',
      'Katalog!B2 missing',
      'Anforderungen missing',
    ]);
  });

  test('every fault names its cell', async () => {
    const faults = faultsOf(
      await read(
        await book(
          [
            ['Kapitel', '1', '', 'A', '', '', '', ''],
            ['Anforderung', '', '', '', '', '', '', 'vielleicht'],
            ['Anforderung', '2', '9', 'B', '', '', '', ''],
            ['Anforderung', '2', '', 'C', '', '', '', ''],
            ['Überschrift', 'a', 'b', 'D', '', '', '', ''],
            ['Überschrift', 'b', 'a', 'E', '', '', '', ''],
            ['Anforderung', '3', '', 'F', 'x'.repeat(30_001), '', '', ''],
            ['Anforderung', 'k1', '', 'G', '', '', '', ''],
            ['Anforderung', 'K1', '', 'H', '', '', '', ''],
          ],
          facts({ 'Veröffentlicht am': 'gestern' }),
        ),
      ),
    );
    expect(faults.sort()).toEqual([
      'Anforderungen!A2 not_allowed',
      'Anforderungen!B10 duplicate',
      'Anforderungen!B3 missing',
      'Anforderungen!B5 duplicate',
      'Anforderungen!C4 unknown_parent',
      'Anforderungen!C6 circular_parent',
      'Anforderungen!C7 circular_parent',
      'Anforderungen!D3 missing',
      'Anforderungen!E8 text_too_long',
      'Anforderungen!H3 not_allowed',
      'Katalog!B4 not_allowed',
    ]);
    const [head] = [['Titel', 'x']];
    expect(faultsOf(await read(await book(rows, [head ?? []], ['Andere', 'Blätter'])))).toEqual([
      ' sheet_missing',
      ' sheet_missing',
    ]);
  });

  test('formulas are text, merged cells and too many columns are refused', async () => {
    const formula = await read(
      await book([['Anforderung', '1', '', 'A', { value: '=1+1', type: 'Formula' }, '', '', '']]),
    );
    expect(sound(formula).controls[0]?.statement).toBe('=1+1');
    expect(remarksOf(formula)).toEqual(['eigener.xlsx formula_as_text']);
    const merged = await book([
      ['Anforderung', '1', '', { value: 'A', columnSpan: 2 } as never, null, '', '', ''],
    ]);
    expect(faultsOf(await read(merged))).toEqual(['Anforderungen!D2:E2 merged_cells']);
    const wide = await book([['Anforderung', '1', '', 'A', '', '', '', '', ...Array<string>(70).fill('x')]]);
    expect(faultsOf(await read(wide))).toEqual(['Anforderungen too_many_columns']);
  });

  test('an archive that unpacks to too much and a damaged one are refused in words', async () => {
    const { bytes } = await book(rows);
    const bomb = zipFile([
      { name: 'xl/workbook.xml', content: '<workbook/>' },
      { name: 'xl/worksheets/sheet1.xml', content: 'x', claims: 400_000_000 },
    ]);
    expect(faultsOf(await read(given('bombe.xlsx', bomb)))).toEqual([' unreadable']);
    const cut = await read(given('x.xlsx', bytes.subarray(0, 900)));
    expect(faultsOf(cut)).toEqual([' unreadable']);
    expect('faults' in cut && cut.faults.map(foreignFaultText)).toEqual([
      {
        de: 'x.xlsx: Die Datei lässt sich nicht lesen: Sie ist beschädigt, verschlüsselt oder zu aufwendig.',
        en: 'x.xlsx: The file cannot be read: it is damaged, encrypted or takes too much to read.',
      },
    ]);
  });
});

describe.skipIf(!there)('published files, given together', slow, () => {
  const bsi = readdirSync(join(shared, 'bsi'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => given(name, readFileSync(join(shared, 'bsi', name))));

  test('a folder with a profile gives the 1,000 controls of Grundschutz++ and says what was not needed', async () => {
    const reading = await read(...bsi);
    expect(sound(reading).controls).toHaveLength(1_000);
    expect(remarksOf(reading).filter((remark) => !remark.includes('link_'))).toEqual([
      'Grundschutz++-profile.json stand_in',
      'ISO27001-AnnexA-catalog.json file_unused',
      'ISO27001-AnnexA-to-GS++-mapping_collection.json file_unused',
    ]);
    if (!('faults' in reading))
      expect(reading.remarks.map((remark) => foreignRemarkText(remark).de)[0]).toBe(
        'Grundschutz++-profile.json, profile.imports[2].href: Statt „BSI-Stand-der-Technik-Kernel-G0-catalog.json“ wurde „BSI-Stand-der-Technik-Kernel-catalog.json“ genommen. Prüfen Sie, ob das die gemeinte Datei ist.',
      );
  });

  test('the kernel as a workbook keeps number, place, texts and modal of all 901 controls', async () => {
    const kernel = sound(
      await read(...bsi.filter(({ name }) => name === 'BSI-Stand-der-Technik-Kernel-catalog.json')),
    );
    const again = sound(await read(given('kernel.xlsx', await catalogueWorkbook(kernel, 'de'))));
    const plain = plainOf(kernel);
    expect(plainOf(again)).toEqual({ ...plain, published: '2026-07-29T00:00:00Z' });
    expect(again.controls).toHaveLength(901);
  });

  test('a mapping is told to be one', async () => {
    const mapping = bsi.filter(({ name }) => name.includes('mapping'));
    expect(faultsOf(await read(...mapping))).toEqual([' other_document']);
  });
});
