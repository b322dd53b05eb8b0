import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  type ChecklistCatalogue,
  checklistFor,
  clauseFaults,
  hasPoint,
  parseChecklists,
} from '../domain/checklists.ts';
import { catalogues } from './load-catalogues.ts';

const folder = new URL('../../../../catalogues/', import.meta.url);
const load = (file: string): unknown => parse(readFileSync(new URL(file, folder), 'utf8'));

function vds10000() {
  const found = catalogues().frameworks.find(({ id }) => id === 'vds10000');
  if (!found) throw new Error('VdS 10000 is not shipped');
  return found;
}

function checklistsOf(raw: unknown): ChecklistCatalogue {
  const result = parseChecklists(raw, 'walk/checklists.yaml');
  if ('faults' in result) throw new Error(JSON.stringify(result.faults, null, 2));
  return result.checklists;
}
const shipped = checklistsOf(load('walk/checklists.yaml'));

describe('the shipped checklists', () => {
  test('cover the five kinds of places, the server room with all that matters there', () => {
    expect(shipped.checklists.map(({ key, points }) => [key, points.length])).toEqual([
      ['server_room', 14],
      ['distribution_point', 8],
      ['workplace', 9],
      ['telephone', 6],
      ['outside_site', 7],
    ]);
    for (const code of [
      'climate',
      'power',
      'ups',
      'fire',
      'water',
      'access',
      'cabling',
      'labelling',
      'backup_media',
    ])
      expect(hasPoint(shipped, `server_room.${code}`), code).toBe(true);
  });

  test('serve clauses of VdS 10000 that exist', () => {
    expect(clauseFaults(shipped, vds10000(), 'walk/checklists.yaml')).toEqual([]);
    const served = shipped.checklists.flatMap(({ points }) => points.flatMap(({ clauses }) => clauses));
    console.info(`checklists: ${served.length} references to ${new Set(served).size} clauses`);
  });

  test('say in each point what to look at, in tidy words, in both languages', () => {
    for (const { points } of shipped.checklists)
      for (const { look, title } of points) {
        for (const text of [look.de, look.en, title.de, title.en])
          expect(text).toBe(text.trim().replaceAll(/\s+/g, ' '));
        expect(look.de).toMatch(/[.?]$/);
        expect(look.en).toMatch(/[.?]$/);
        expect(look.de).not.toMatch(/\b(fuer|ueber|koenn\w*|muess\w*|pruef\w*|Stoer\w*)\b/i);
      }
    const looks = shipped.checklists.flatMap(({ points }) => points.map(({ look }) => look.de));
    expect(new Set(looks).size).toBe(looks.length);
  });

  test.each([
    ['Serverraum', 'server_room'],
    ['Technik', 'distribution_point'],
    ['Verteiler', 'distribution_point'],
    ['Publikum', 'workplace'],
    ['Telefonzentrale', 'telephone'],
    ['Außenstelle', 'outside_site'],
    ['Bürgerbüro', 'workplace'],
    ['', 'workplace'],
  ])('a room of kind "%s" gets the list %s', (kind, list) => {
    expect(checklistFor(shipped, kind)).toBe(list);
  });
});

describe('a checklist file that is wrong', () => {
  const words = (word: string) => ({ de: `${word} deutsch`, en: `${word} english` });
  const point = (code: string) => ({ code, title: words(code), look: words(code), clauses: ['13.1'] });
  const sound = () => ({
    id: 'walk',
    version: '1',
    checklists: [
      { key: 'one', title: words('one'), room_kinds: ['Eins'], points: ['a1', 'b1', 'c1'].map(plain) },
      { key: 'two', title: words('two'), room_kinds: ['Zwei'], points: ['a1', 'b1', 'c1'].map(plain) },
    ],
  });
  type List = ReturnType<typeof sound>['checklists'][number];
  const plain = (code: string) => point(code.replace('1', 'x'));
  const faultsOf = (change: (raw: ReturnType<typeof sound>) => void) => {
    const raw = sound();
    change(raw);
    const result = parseChecklists(raw, 'f');
    return 'faults' in result ? result.faults.map(({ path, code }) => `${path} ${code}`) : [];
  };

  test('is read when it is sound', () => {
    expect(faultsOf(() => undefined)).toEqual([]);
  });
  test.each([
    [
      'a list twice',
      (raw) => void raw.checklists.splice(1, 1, { ...(raw.checklists[0] as List), room_kinds: ['Drei'] }),
      'checklists[1].key duplicate',
    ],
    [
      'a kind of room in two lists',
      (raw) => void raw.checklists[1]?.room_kinds.push('eins'),
      'checklists[1].room_kinds[1] duplicate',
    ],
    [
      'a point twice',
      (raw) => void raw.checklists[0]?.points.push(plain('a1')),
      'checklists[0].points[3].code duplicate',
    ],
    [
      'a code with signs that answers could not carry',
      (raw) => void raw.checklists[0]?.points.push(point('Klima-1')),
      'checklists[0].points[3].code not_allowed',
    ],
    [
      'a point without a clause',
      (raw) => void raw.checklists[0]?.points.push({ ...plain('d1'), clauses: [] }),
      'checklists[0].points[3].clauses missing',
    ],
  ] satisfies [string, (raw: ReturnType<typeof sound>) => void, string][])(
    '%s is told',
    (_name, change, fault) => {
      expect(faultsOf(change)).toContain(fault);
    },
  );
  test('a clause that the framework does not have is told with its place', () => {
    const raw = sound();
    raw.checklists[0]?.points.push({ ...plain('d1'), clauses: ['99.9'] });
    expect(clauseFaults(checklistsOf(raw), vds10000(), 'f')).toMatchObject([
      { path: 'checklists[0].points[3].clauses[0]', code: 'unknown_source' },
    ]);
  });
});
