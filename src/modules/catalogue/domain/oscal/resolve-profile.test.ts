import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { ForeignCatalogue, ForeignReading } from '../foreign-catalogue.ts';
import { readCatalogue } from './read-catalogue.ts';
import { type GivenDocument, resolveProfile } from './resolve-profile.ts';
import { matchesPattern } from './select.ts';
import { writeCatalogue } from './write-catalogue.ts';

const folder = fileURLToPath(new URL('../../../../../../shared/data/oscal/', import.meta.url));
const there = existsSync(folder);
if (!there)
  console.warn('SKIPPED: no OSCAL documents beside the project; only own small profiles were resolved');

const stamp = { uuid: '7d0c9f52-5a1b-4b59-9a3e-6f1f4c2d8e10', at: '2026-05-02T09:00:00+02:00' };
const metadata = {
  title: 'Auswahl',
  'last-modified': '2026-05-01T08:00:00+02:00',
  version: '1',
  'oscal-version': '1.1.3',
};
const fromText = (name: string, text: string): GivenDocument => ({
  name,
  value: JSON.parse(text),
  size: text.length,
});
const file = (name: string, document: object) => fromText(name, JSON.stringify(document));
const control = (id: string, more: object = {}) => ({ id, title: `Titel ${id}`, ...more });
const catalogue = (more: object) => ({ catalog: { uuid: stamp.uuid, metadata, ...more } });
const profile = (name: string, imports: object[], more: object = {}) =>
  file(name, { profile: { uuid: stamp.uuid, metadata, imports, ...more } });

const source = file(
  'quelle.json',
  catalogue({
    groups: [
      {
        id: 'A',
        title: 'A',
        controls: [
          control('a1', {
            params: [{ id: 'a1-p', select: { choice: ['x', 'y'] } }],
            props: [
              { name: 'label', value: 'A-1' },
              { name: 'status', value: 'neu' },
            ],
            parts: [
              {
                id: 'a1-s',
                name: 'statement',
                prose: 'Nach {{ insert: param, a1-p }}.',
                parts: [{ id: 'a1-s.1', name: 'item', prose: 'erstens' }],
              },
              { id: 'a1-g', name: 'guidance', prose: 'Rat' },
            ],
            controls: [control('a1.1', { controls: [control('a1.1.1')] }), control('a1.2')],
          }),
          control('a2', { links: [{ href: '#11111111-1111-4111-8111-111111111111' }] }),
        ],
      },
      { id: 'B', title: 'B', groups: [{ id: 'B.x', title: 'Bx', controls: [control('b1')] }] },
    ],
    'back-matter': {
      resources: [
        { uuid: '11111111-1111-4111-8111-111111111111', title: 'gebraucht' },
        { uuid: '22222222-2222-4222-8222-222222222222', title: 'ungebraucht' },
      ],
    },
  }),
);

const sound = (reading: ForeignReading): ForeignCatalogue => {
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  return reading.catalogue;
};
const resolved = (one: GivenDocument, files: GivenDocument[] = [source]) =>
  sound(resolveProfile(one, files, stamp));
const ids = ({ controls }: ForeignCatalogue) => controls.map(({ code }) => code).join(' ');
const faultsOf = (one: GivenDocument, files: GivenDocument[] = [source]) => {
  const reading = resolveProfile(one, files, stamp);
  return 'faults' in reading ? reading.faults.map((f) => `${f.file} ${f.path} ${f.code}`) : ['none'];
};
const from = (more: object = {}) => ({ href: 'sub/quelle.json', ...more });
const asIs = { merge: { 'as-is': true } };

test('selection by id, pattern, with and without those below, and exclusion that prevails', () => {
  const chosen = (wish: object) => ids(resolved(profile('p.json', [from(wish)], asIs)));
  expect(chosen({})).toBe('a1 a1.1 a1.1.1 a1.2 a2 b1');
  expect(chosen({ 'include-all': {} })).toBe('a1 a1.1 a1.1.1 a1.2 a2 b1');
  expect(chosen({ 'include-controls': [{ 'with-ids': ['a1', 'b1'] }] })).toBe('a1 b1');
  expect(chosen({ 'include-controls': [{ 'with-ids': ['a1'], 'with-child-controls': 'yes' }] })).toBe(
    'a1 a1.1 a1.1.1 a1.2',
  );
  expect(chosen({ 'include-controls': [{ matching: [{ pattern: 'a?' }, { pattern: '*.1.1' }] }] })).toBe(
    'a1 a1.1.1 a2',
  );
  expect(chosen({ 'exclude-controls': [{ 'with-ids': ['a1.1'] }, { matching: [{ pattern: 'b*' }] }] })).toBe(
    'a1 a1.1.1 a1.2 a2',
  );
});

test('a pattern of stars is matched in one pass', () => {
  expect(matchesPattern('ac-2.1', 'ac-*.1')).toBe(true);
  expect(matchesPattern('ac-2', 'AC*')).toBe(false);
  expect(matchesPattern('x'.repeat(50_000), `${'*x'.repeat(200)}y`)).toBe(false);
});

test('flat drops groups, as-is keeps those with controls, two imports of one group are one group', () => {
  const two = [
    from({ 'include-controls': [{ 'with-ids': ['a2'] }] }),
    from({ 'include-controls': [{ 'with-ids': ['a1', 'b1'] }] }),
  ];
  const kept = resolved(profile('p.json', two, asIs));
  expect(kept.groups.map(({ code, parent }) => `${parent}/${code}`)).toEqual(['null/A', 'null/B', 'B/B.x']);
  expect(kept.controls.map(({ group, code }) => `${group} ${code}`)).toEqual(['A a2', 'A a1', 'B.x b1']);
  for (const merge of [undefined, { flat: {} }]) {
    const loose = resolved(profile('p.json', two, { merge }));
    expect([loose.groups, ids(loose)]).toEqual([[], 'a2 a1 b1']);
  }
  expect(kept.resources.map(({ title }) => title)).toEqual(['gebraucht']);
  expect(kept).toMatchObject({ uuid: stamp.uuid, title: 'Auswahl', lastModified: stamp.at });
});

test('a control twice: the same counts once, a different one is a fault unless the profile says which', () => {
  const other = file(
    'andere.json',
    catalogue({ controls: [control('a2', { props: [{ name: 'x', value: '1' }] })] }),
  );
  const wish = { 'include-controls': [{ 'with-ids': ['a2'] }] };
  expect(ids(resolved(profile('p.json', [from(wish), from(wish)])))).toBe('a2');
  const both = [from(wish), { href: 'andere.json' }];
  expect(faultsOf(profile('p.json', both), [source, other])).toEqual(['p.json profile.imports[1] duplicate']);
  const combined = (method: string) =>
    resolved(profile('p.json', both, { merge: { combine: { method } } }), [source, other]).controls[0];
  expect([combined('use-first')?.props, combined('use-first')?.links.length]).toEqual([[], 1]);
  expect([combined('merge')?.props.length, combined('merge')?.links.length]).toEqual([1, 1]);
});

test('parameters are set, contents removed and added where the profile says', () => {
  const modify = {
    'set-parameters': [
      { 'param-id': 'a1-p', values: ['z'] },
      { 'param-id': 'fehlt', values: ['z'] },
    ],
    alters: [
      {
        'control-id': 'a1',
        removes: [{ 'by-name': 'status' }, { 'by-item-name': 'part', 'by-id': 'a1-s.1' }],
        adds: [
          { title: 'Neuer Titel', props: [{ name: 'prio', value: '1' }] },
          { position: 'before', 'by-id': 'a1-g', parts: [{ name: 'note', prose: 'davor' }] },
          { position: 'starting', 'by-id': 'a1-s', parts: [{ name: 'item', prose: 'zuerst' }] },
        ],
      },
    ],
  };
  const reading = resolveProfile(profile('p.json', [from()], { ...asIs, modify }), [source], stamp);
  const first = sound(reading).controls[0];
  expect(first).toMatchObject({ title: 'Neuer Titel', statement: 'Nach z.\n  zuerst', guidance: 'Rat' });
  expect(first?.props.map(({ name }) => name)).toEqual(['label', 'prio']);
  expect(first?.parts.map(({ name }) => name)).toEqual(['statement', 'note', 'guidance']);
  expect(first?.parameters[0]).toMatchObject({ values: ['z'], choices: [] });
  expect('remarks' in reading && reading.remarks).toMatchObject([
    { code: 'not_applied', params: { id: 'fehlt' } },
  ]);
});

test('a profile of a profile; circles, missing files and unknown controls are named with their place', () => {
  const inner = profile('innen.json', [from({ 'include-controls': [{ 'with-ids': ['a1', 'a2'] }] })], asIs);
  const outer = profile(
    'p.json',
    [{ href: '../innen.json', 'exclude-controls': [{ 'with-ids': ['a1'] }] }],
    asIs,
  );
  expect(ids(resolved(outer, [inner, source]))).toBe('a2');
  expect(faultsOf(profile('p.json', [{ href: 'p.json' }]))).toEqual([
    'p.json profile.imports[0] import_circular',
  ]);
  const circle = profile('innen.json', [{ href: 'p.json' }]);
  expect(faultsOf(outer, [circle])).toContain('innen.json profile.imports[0] import_circular');
  expect(faultsOf(profile('p.json', [{ href: 'gibtsnicht.json' }, { href: '#weg' }, {}]))).toEqual([
    'p.json profile.imports[1].href import_reference',
    'p.json profile.imports[2].href missing',
    'p.json profile.imports[0].href import_missing',
  ]);
  expect(
    faultsOf(
      profile('p.json', [from({ 'include-controls': [{ 'with-ids': ['a1', 'zz'] }] })], {
        modify: { alters: [{ 'control-id': 'b1' }] },
      }),
    ),
  ).toEqual(['p.json profile.imports[0].include-controls[0].with-ids[1] control_unknown']);
  expect(faultsOf(profile('p.json', [from()], { merge: { custom: {} } }))).toEqual([
    'p.json profile.merge.custom not_supported',
  ]);
  expect(faultsOf(profile('p.json', []))).toEqual(['p.json profile.imports missing']);
});

test('a ladder of profiles that import each other twice ends at its limits', () => {
  const step = (n: number) =>
    profile(`p${n}.json`, [{ href: `p${n + 1}.json` }, { href: `p${n + 1}.json` }], {
      merge: { combine: { method: 'use-first' } },
    });
  const ladder = (steps: number, last: GivenDocument) => [
    ...Array.from({ length: steps }, (_, at) => step(at + 1)),
    last,
  ];
  expect(faultsOf(step(0), ladder(12, profile('p13.json', [from()])))[0]).toMatch(/import_depth$/);
  const heavy = file('p9.json', catalogue({ controls: [control('a', { class: 'x'.repeat(150_000) })] }));
  expect(faultsOf(step(0), ladder(8, heavy)).some((fault) => fault.endsWith('too_large'))).toBe(true);
});

describe.skipIf(!there)('published documents', () => {
  const given = (name: string) => fromText(name, readFileSync(`${folder}bsi/${name}`, 'utf8'));
  const kernel = given('BSI-Stand-der-Technik-Kernel-catalog.json');
  const grundschutz = [
    given('BSI-Methodik-Grundschutz++-catalog.json'),
    given('BSI-Anforderungen-zum-Risikomanagement-catalog.json'),
    given('ISO27001-AnnexA-catalog.json'),
    kernel,
  ];

  test('the profile of Grundschutz++ resolves to exactly 1,000 controls', () => {
    const reading = resolveProfile(given('Grundschutz++-profile.json'), grundschutz, stamp);
    const { controls, groups } = sound(reading);
    expect(controls).toHaveLength(1_000);
    expect(controls.filter(({ code }) => code.startsWith('RISK.')).map(({ code }) => code)).toEqual([
      'RISK.1.1',
      'RISK.1.3',
      'RISK.1.5',
      'RISK.1.10',
    ]);
    expect(groups.filter(({ parent }) => parent === null)).toHaveLength(20);
    const set = controls.find(({ code }) => code === 'GC.1.1')?.parameters[0];
    expect([set?.values, set?.shown]).toEqual([['BSI Grundschutz++'], 'BSI Grundschutz++']);
    expect('remarks' in reading && reading.remarks.filter(({ code }) => code === 'stand_in')).toMatchObject([
      { params: { name: 'BSI-Stand-der-Technik-Kernel-G0-catalog.json', given: kernel.name } },
    ]);
  });

  test('without the kernel the profile is refused, naming the file and what was given', () => {
    const reading = resolveProfile(given('Grundschutz++-profile.json'), grundschutz.slice(0, 3), stamp);
    expect('faults' in reading && reading.faults).toMatchObject([
      {
        code: 'import_missing',
        path: 'profile.imports[2].href',
        params: {
          name: 'BSI-Stand-der-Technik-Kernel-G0-catalog.json',
          given: 'ISO27001-AnnexA-catalog.json',
        },
      },
    ]);
  });

  test('the resolved catalogue is a catalogue like any other', () => {
    const catalogueOnce = sound(resolveProfile(given('Grundschutz++-profile.json'), grundschutz, stamp));
    const text = JSON.stringify(writeCatalogue(catalogueOnce));
    expect(sound(readCatalogue(text, 'x'))).toEqual(catalogueOnce);
  });
});
