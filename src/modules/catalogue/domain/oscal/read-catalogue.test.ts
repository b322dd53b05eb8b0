import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { ForeignCatalogue, ForeignReading, JsonObject } from '../foreign-catalogue.ts';
import { readCatalogue } from './read-catalogue.ts';
import { writeCatalogue } from './write-catalogue.ts';

const folder = fileURLToPath(new URL('../../../../../../shared/data/oscal/', import.meta.url));
const there = existsSync(folder);
if (!there)
  console.warn('SKIPPED: no OSCAL documents beside the project; only own small ones were read and written');
const published = (path: string): string => readFileSync(`${folder}${path}`, 'utf8');

const sound = (reading: ForeignReading): ForeignCatalogue => {
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  return reading.catalogue;
};

const metadata = {
  title: 'Kleiner Katalog',
  'last-modified': '2026-05-01T08:00:00+02:00',
  version: '2',
  'oscal-version': '1.1.3',
};
const uuid = '3c2a1f0e-6f0a-4a4c-9d36-0d1f2b7c9e11';
const document = (catalog: object, more: object = {}) =>
  JSON.stringify({ catalog: { uuid, metadata, ...catalog }, ...more });

const small = document(
  {
    metadata: { ...metadata, language: 'x', remarks: 'Nur zum Lesen' },
    params: [{ id: 'town', values: ['Tannau'] }],
    groups: [
      {
        id: 'SICH',
        title: 'Sicherung',
        props: [{ name: 'label', value: 'SICH', remarks: 'bleibt stehen' }],
        controls: [
          {
            id: 'SICH.1',
            title: 'Sichern',
            class: 'technisch',
            props: [{ name: 'alt-identifier', value: '0b6f5c1e-1d8c-4a27-8c40-5a3f9a6e2c11' }],
            links: [{ rel: 'required', href: '#SICH.1.1' }, { href: '#nirgends' }],
            params: [
              { id: 'p1', label: 'zuständige Stelle', guidelines: [{ prose: 'wer es tut' }] },
              { id: 'p2', select: { 'how-many': 'one', choice: ['täglich', 'von {{ insert: param, p1 }}'] } },
            ],
            parts: [
              {
                id: 'SICH.1_stm',
                name: 'statement',
                props: [{ name: 'modal_verb', value: 'MUSS', ns: 'https://example.org/ns' }],
                prose:
                  '{{ insert: param, p1 }} von {{ insert: param, town }} MUSS {{insert:param,p2}} sichern.',
                parts: [
                  { name: 'item', props: [{ name: 'label', value: 'a.' }], prose: 'alles' },
                  { name: 'item', props: [{ name: 'label', value: 'b.' }], prose: '{{ insert: param, p9 }}' },
                ],
              },
              { name: 'guidance', prose: 'Bewährt ist nachts.' },
              { name: 'assessment', prose: '', ns: 'https://example.org/ns', 'x-own': { deep: [1, null] } },
            ],
            controls: [{ id: 'SICH.1.1', title: 'Prüfen', 'x-unknown': 'bleibt' }],
          },
        ],
      },
      { title: 'Ohne Nummer', controls: [], groups: [{ id: 'UNTER', title: 'Darunter' }] },
    ],
    'back-matter': { resources: [{ uuid, title: 'Gesetz', rlinks: [{ href: 'https://example.org/g' }] }] },
    'x-more': [1, 2],
  },
  { $schema: 'https://example.org/schema.json' },
);

test('a small catalogue is read with everything derived, and written back as it was', () => {
  const reading = readCatalogue(small, 'klein.json');
  const catalogue = sound(reading);
  expect(catalogue).toMatchObject({ uuid, version: '2', language: 'de', source: null, licence: null });
  expect(catalogue.groups.map(({ code, id, parent, label }) => [code, id, parent, label])).toEqual([
    ['SICH', 'SICH', null, 'SICH'],
    ['#2', null, null, null],
    ['UNTER', 'UNTER', '#2', null],
  ]);
  const [first, below] = catalogue.controls;
  expect(first).toMatchObject({
    code: 'SICH.1',
    uuid: '0b6f5c1e-1d8c-4a27-8c40-5a3f9a6e2c11',
    group: 'SICH',
    parent: null,
    modal: 'MUST',
    guidance: 'Bewährt ist nachts.',
    statement:
      '[zuständige Stelle] von Tannau MUSS [täglich | von [zuständige Stelle]] sichern.\n  a. alles\n  b. [p9]',
  });
  expect(below).toMatchObject({ code: 'SICH.1.1', group: 'SICH', parent: 'SICH.1', modal: null });
  expect(catalogue.resources[0]?.href).toBe('https://example.org/g');
  expect('remarks' in reading && reading.remarks.map(({ code, params }) => [code, params])).toEqual([
    ['parameter_unknown', { id: 'p9' }],
    ['link_unknown', { count: 1, href: '#nirgends' }],
  ]);
  expect(writeCatalogue(catalogue)).toEqual(JSON.parse(small));
});

test('groups and controls side by side are wrapped in the file and stand as before after reading', () => {
  const mixed = document({
    groups: [
      { id: 'A', title: 'A', groups: [{ id: 'B', title: 'B' }], controls: [{ id: 'A1', title: 'A1' }] },
    ],
  });
  const catalogue = sound(readCatalogue(mixed, 'a.json'));
  const written = writeCatalogue(catalogue) as { catalog: { groups: JsonObject[] } };
  expect(written.catalog.groups[0]?.controls).toBeUndefined();
  expect(sound(readCatalogue(JSON.stringify(written), 'a.json'))).toEqual(catalogue);
});

const faultsOf = (reading: ForeignReading) =>
  'faults' in reading ? reading.faults.map(({ path, code }) => `${path} ${code}`) : ['none'];

test('every refusal says what and where', () => {
  const faults = (text: string) => faultsOf(readCatalogue(text, 'x.json'));
  expect(faults('{"catalog": ')).toEqual([' not_json']);
  expect(faults('{"a": 1}')).toEqual([' unknown_document']);
  expect(faults('{"profile": {}}')).toEqual([' other_document']);
  const version = (text: string) => document({ metadata: { ...metadata, 'oscal-version': text } });
  expect(faults(version('2.0.0'))).toEqual(['catalog.metadata.oscal-version version_unknown']);
  expect(faults(version('0.9'))).toEqual(['catalog.metadata.oscal-version version_unknown']);
  expect(faults(version('heute'))).toEqual(['catalog.metadata.oscal-version missing']);
  expect(
    faults(
      document({
        uuid: undefined,
        metadata: { ...metadata, title: ' ' },
        groups: [
          { title: 'A', controls: [{ id: 'a' }, { id: 'a', title: 7, parts: {} }, 'b'] },
          { id: 'B', title: 'B', controls: [{ id: 'A', title: 'A', props: [{ value: 'x' }] }] },
        ],
      }),
    ).sort(),
  ).toEqual([
    'catalog.groups[0].controls[0].title missing',
    'catalog.groups[0].controls[1].id duplicate',
    'catalog.groups[0].controls[1].parts wrong_type',
    'catalog.groups[0].controls[1].title wrong_type',
    'catalog.groups[0].controls[2] wrong_type',
    'catalog.groups[1].controls[0].id duplicate',
    'catalog.groups[1].controls[0].props[0].name missing',
    'catalog.metadata.title missing',
    'catalog.uuid missing',
  ]);
});

test('depth, size and parameters that name each other do not exhaust anything', () => {
  const deep = (levels: number) => `${'{"controls":['.repeat(levels)}${']}'.repeat(levels)}`;
  expect(faultsOf(readCatalogue(`{"catalog":${deep(100_000)}}`, 'x'))[0]).toMatch(/too_deep$/);
  expect(faultsOf(readCatalogue(' '.repeat(32_000_001), 'x'))).toEqual([' too_large']);
  expect(faultsOf(readCatalogue(`{"catalog":[${'0,'.repeat(2_000_000)}0]}`, 'x'))).toEqual([
    ' too_many_values',
  ]);
  const insert = (id: number) => `{{ insert: param, p${id} }}`;
  const params = Array.from({ length: 40 }, (_, at) => ({
    id: `p${at}`,
    values: [`${insert(at + 1)} ${insert(at + 1)}`],
  }));
  const controls = [{ id: 'a', title: 'A', parts: [{ name: 'statement', prose: insert(0) }] }];
  const bomb = sound(
    readCatalogue(document({ params: [...params, { id: 'p40', values: [insert(0)] }], controls }), 'x'),
  );
  expect(bomb.controls[0]?.statement.length).toBeLessThan(20_000);
  const long = document({ controls: [{ id: 'a', title: 'x'.repeat(1_000_001) }] });
  expect(faultsOf(readCatalogue(long, 'x'))).toEqual(['catalog.controls[0].title text_too_long']);
});

test('a key that JavaScript treats specially is data like any other', () => {
  const text = document({ controls: [{ id: 'a', title: 'A' }] }).replace(
    '"id":"a"',
    '"__proto__":{"id":"x"},"id":"a"',
  );
  expect(JSON.stringify(writeCatalogue(sound(readCatalogue(text, 'x'))))).toContain('"__proto__":{"id":"x"}');
});

test('a newer minor version is read with a remark', () => {
  const reading = readCatalogue(document({ metadata: { ...metadata, 'oscal-version': '1.9.0' } }), 'x');
  expect('remarks' in reading && reading.remarks.map(({ code }) => code)).toEqual(['version_newer']);
});

describe.skipIf(!there)('published catalogues', () => {
  test.each([
    ['bsi/BSI-Stand-der-Technik-Kernel-catalog.json', 901, 117],
    ['bsi/BSI-Methodik-Grundschutz++-catalog.json', 95, 41],
    ['bsi/BSI-Anforderungen-zum-Risikomanagement-catalog.json', 10, 2],
    ['bsi/ISO27001-AnnexA-catalog.json', 93, 4],
    ['nist/NIST_SP-800-53_rev5_LOW-baseline-resolved-profile_catalog.json', 149, 18],
  ])('%s: %i controls in %i groups, written back without a difference', (path, controls, groups) => {
    const text = published(path);
    const catalogue = sound(readCatalogue(text, path));
    expect(catalogue.controls).toHaveLength(controls);
    expect(catalogue.groups).toHaveLength(groups);
    expect(writeCatalogue(catalogue)).toEqual(JSON.parse(text));
  });

  test('Grundschutz++ kernel: modals, links and identifiers as counted in the file', () => {
    const { controls, language, source } = sound(
      readCatalogue(published('bsi/BSI-Stand-der-Technik-Kernel-catalog.json'), 'kernel'),
    );
    const of = (modal: string) => controls.filter((control) => control.modal === modal).length;
    expect([of('MUST'), of('SHOULD'), of('MAY')]).toEqual([69, 608, 224]);
    const links = controls.flatMap((control) => control.links.map(({ rel }) => rel));
    expect([
      links.filter((rel) => rel === 'related').length,
      links.filter((rel) => rel === 'required').length,
    ]).toEqual([164, 44]);
    expect(controls.filter(({ uuid: id }) => id === null)).toEqual([]);
    expect(controls.filter(({ statement }) => statement === '' || statement.includes('{{'))).toEqual([]);
    expect([language, source?.startsWith('Bundesamt')]).toEqual(['de', true]);
  });

  test('NIST LOW: items stand under their labels', () => {
    const { controls } = sound(
      readCatalogue(published('nist/NIST_SP-800-53_rev5_LOW-baseline-resolved-profile_catalog.json'), 'low'),
    );
    expect(controls[0]?.label).toBe('AC-1');
    expect(controls[0]?.statement.split('\n').slice(0, 3)).toEqual([
      'a. Develop, document, and disseminate to [organization-defined personnel or roles]:',
      '  1. [organization-level | mission/business process-level | system-level] access control policy that:',
      '    (a) Addresses purpose, scope, roles, responsibilities, management commitment, coordination among organizational entities, and compliance; and',
    ]);
  });
});
