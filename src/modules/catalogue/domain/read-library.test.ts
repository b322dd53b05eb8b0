import { expect, test } from 'vitest';
import type { ForeignReading, Json } from './foreign-catalogue.ts';
import { readCatalogue } from './oscal/read-catalogue.ts';
import { writeCatalogue } from './oscal/write-catalogue.ts';
import { isLibrary, readLibrary } from './read-library.ts';

const stamp = { uuid: '7d0c9f52-5a1b-4b59-9a3e-6f1f4c2d8e10', at: '2026-05-02T09:00:00+02:00' };
const urn = (id: string) => `urn:beispiel:risk:req_node:klein:${id}`;
const node = (id: string, more: object = {}) => ({ urn: urn(id), assessable: true, depth: 2, ...more });
const library = (nodes: unknown[], more: object = {}): Json =>
  JSON.parse(
    JSON.stringify({
      urn: 'urn:beispiel:risk:library:klein',
      locale: 'en',
      ref_id: 'KLEIN',
      name: 'Small library',
      copyright: 'CC BY 4.0\nby nobody',
      version: '3',
      publication_date: '2026-05-01',
      provider: 'Nobody',
      objects: {
        framework: { urn: 'urn:x', name: 'Small framework', max_score: 4, requirement_nodes: nodes },
        reference_controls: [{ urn: 'urn:c', name: 'Control' }],
      },
      ...more,
    }),
  );

const nodes = [
  node('1', { assessable: false, ref_id: '1', name: 'Organisation', description: 'Who does what', depth: 1 }),
  node('1.1', {
    parent_urn: urn('1'),
    ref_id: '1.10',
    name: 'Roles',
    description: 'Roles are named.\nIn writing.',
    annotation: 'A list will do.',
    typical_evidence: 'the list',
    importance: 'recommended',
    implementation_groups: ['basic'],
    questions: { q1: { type: 'unique_choice', text: 'Are they?' } },
    translations: { de: { name: 'Rollen', description: 'Rollen sind benannt.' } },
  }),
  node('1.1:a', { parent_urn: urn('1.1'), description: `Long ${'words '.repeat(60)}` }),
  node('1.1:note', { parent_urn: urn('1.1'), assessable: false, name: 'Note' }),
  node('loose', { ref_id: '1.10', name: 'Same number' }),
];

const sound = (reading: ForeignReading) => {
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  return reading.catalogue;
};

test('a library becomes a catalogue: headings, requirements, importance, guidance, all the rest kept', () => {
  const catalogue = sound(readLibrary(library(nodes), 'klein.yaml', stamp, 'fr'));
  expect(catalogue).toMatchObject({
    title: 'Small framework',
    version: '3',
    language: 'en',
    source: 'Nobody',
    licence: 'CC BY 4.0 by nobody',
    published: '2026-05-01T00:00:00Z',
  });
  expect(catalogue.groups).toMatchObject([{ code: '1', parent: null, title: 'Organisation' }]);
  expect(
    catalogue.controls.map(({ code, group, parent, title }) => [code, group, parent, title.slice(0, 14)]),
  ).toEqual([
    ['1.10', '1', null, 'Roles'],
    ['1.1:a', '1', '1.10', 'Long words wor'],
    ['1.1:note', '1', '1.10', 'Note'],
    ['loose', null, null, 'Same number'],
  ]);
  expect(catalogue.controls[0]).toMatchObject({
    statement: 'Roles are named.\nIn writing.',
    guidance: 'A list will do.',
    modal: 'SHOULD',
  });
  const kept = JSON.stringify(catalogue);
  for (const word of ['implementation_groups', 'Are they?', 'Rollen sind benannt', 'max_score', 'urn:c'])
    expect(kept).toContain(word);
});

test('texts are taken in the language wanted, and the original stays', () => {
  const catalogue = sound(readLibrary(library(nodes), 'klein.yaml', stamp, 'de'));
  expect(catalogue.controls[0]).toMatchObject({ title: 'Rollen', statement: 'Rollen sind benannt.' });
  expect(JSON.stringify(catalogue)).toContain('Roles are named.');
});

test('written as OSCAL and read again, nothing is lost', () => {
  const catalogue = sound(readLibrary(library(nodes), 'klein.yaml', stamp, 'de'));
  const text = JSON.stringify(writeCatalogue(catalogue));
  expect(sound(readCatalogue(text, 'klein.json'))).toEqual(catalogue);
});

test('faults name the node', () => {
  const faults = (value: Json) => {
    const reading = readLibrary(value, 'x', stamp, 'de');
    return 'faults' in reading ? reading.faults.map(({ path, code }) => `${path} ${code}`) : [];
  };
  const at = 'objects.framework.requirement_nodes';
  expect(faults({})).toEqual([' unknown_document']);
  expect(faults(library([], { objects: { threats: [] } }))).toEqual(['objects.framework missing']);
  expect(faults(library([{ name: 'x' }, node('a'), node('a'), node('b', { parent_urn: urn('z') })]))).toEqual(
    [`${at}[0] missing`, `${at}[2].urn duplicate`, `${at}[3].parent_urn unknown_parent`],
  );
  expect(faults(library([node('a', { parent_urn: urn('b') }), node('b', { parent_urn: urn('a') })]))).toEqual(
    [`${at}[0].parent_urn circular_parent`, `${at}[1].parent_urn circular_parent`],
  );
  const chain = Array.from({ length: 20_000 }, (_, n) =>
    node(`${n}`, n > 0 ? { parent_urn: urn(`${n - 1}`) } : {}),
  );
  expect(faults(library(chain))[0]).toBe(`${at}[32] too_deep`);
  expect([isLibrary(library(nodes)), isLibrary({ objects: {} }), isLibrary([])]).toEqual([
    true,
    false,
    false,
  ]);
});
