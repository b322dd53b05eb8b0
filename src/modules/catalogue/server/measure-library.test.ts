import { describe, expect, test } from 'vitest';
import {
  libraryAreas,
  libraryHorizons,
  libraryReferenceFaults,
  parseMeasureLibrary,
} from '../domain/measure-library.ts';
import { suggestMeasures } from '../domain/suggest-measures.ts';
import { catalogues, findLibraryMeasure, measureLibrary } from './load-catalogues.ts';

const { measures, grants } = measureLibrary();
const strengthOf = (requirement: string) =>
  Math.max(
    0,
    ...measures.flatMap(({ serves }) =>
      serves.filter((one) => one.requirement === requirement).map(({ strength }) => strength),
    ),
  );

describe('the shipped library of measures', () => {
  test('holds at least 80 with three or more for every area of findings', () => {
    const count = (of: (area: string) => number) =>
      libraryAreas.map((area) => `${area} ${of(area)}`).join(', ');
    const own = (area: string) => measures.filter((one) => one.area === area).length;
    const answering = (area: string) =>
      measures.filter((one) => [one.area, ...one.also].some((has) => has === area)).length;
    console.info(
      `measure library: ${measures.length} measures; ${count(own)}; answering ${count(answering)}`,
    );
    console.info(
      `measure library: ${libraryHorizons.map((h) => `${h} ${measures.filter(({ horizon }) => horizon === h).length}`).join(', ')}; ` +
        `${measures.reduce((sum, { serves }) => sum + serves.length, 0)} references to ` +
        `${new Set(measures.flatMap(({ serves }) => serves.map(({ requirement }) => requirement))).size} requirements`,
    );
    expect(measures.length).toBeGreaterThanOrEqual(80);
    for (const area of libraryAreas) expect(own(area), area).toBeGreaterThanOrEqual(3);
  });

  test('holds the measures of the case the product must be able to replay', () => {
    for (const id of [
      'end-role-union',
      'appoint-head-of-it',
      'internal-service-desk',
      'ticket-system-trial',
      'single-point-of-contact',
      'handover-field-service',
      'handover-problem-areas',
      'isms',
      'ticket-building-office',
      'ticket-public-order-office',
      're-evaluate-measures',
    ])
      expect(findLibraryMeasure(id), id).toBeDefined();
    expect(
      ['end-role-union', 'appoint-head-of-it', 'internal-service-desk', 'ticket-system-trial'].map(
        (id) => findLibraryMeasure(id)?.horizon,
      ),
    ).toEqual(['short', 'short', 'short', 'short']);
    expect(['single-point-of-contact', 'isms'].map((id) => findLibraryMeasure(id)?.horizon)).toEqual([
      'medium',
      'medium',
    ]);
    expect(
      ['ticket-building-office', 'ticket-public-order-office'].map((id) => findLibraryMeasure(id)?.horizon),
    ).toEqual(['long', 'long']);
  });

  test('answers every core and extended practice and every chapter of VdS 10000 with one made for it', () => {
    const [itil, vds] = ['itil', 'vds10000'].map((id) => catalogues().frameworks.find((f) => f.id === id));
    const practices = itil?.requirements.filter(({ tier }) => tier !== 'small') ?? [];
    expect(practices).toHaveLength(20);
    for (const { code } of practices) expect([code, strengthOf(`itil:${code}`)]).toEqual([code, 3]);
    for (let chapter = 4; chapter <= 18; chapter++) {
      const clauses = vds?.requirements.filter(({ group }) => group === String(chapter)) ?? [];
      expect(Math.max(...clauses.map(({ code }) => strengthOf(`vds10000:${code}`))), String(chapter)).toBe(3);
    }
    const left = [itil, vds].flatMap((framework) =>
      (framework?.requirements ?? [])
        .map(({ code }) => `${framework?.id}:${code}`)
        .filter((requirement) => strengthOf(requirement) === 0),
    );
    expect(left).toEqual([]);
  });

  test('names grants as kinds of programmes only, none of them confirmed', () => {
    expect(grants.every(({ confirmed }) => !confirmed)).toBe(true);
    const used = new Set(measures.flatMap((measure) => measure.grants));
    expect(grants.map(({ key }) => key).filter((key) => !used.has(key))).toEqual([]);
  });

  test('says everything in tidy words in both languages, no title twice', () => {
    for (const one of measures) {
      const sentences = [one.what, one.why, one.proof, ...one.steps, ...one.risks];
      for (const text of [...sentences, one.title, one.indicator.name].flatMap(({ de, en }) => [de, en]))
        expect(text).toBe(text.trim().replaceAll(/\s+/g, ' '));
      for (const { de, en } of sentences) for (const text of [de, en]) expect(text).toMatch(/\.$/);
      for (const { de } of [...sentences, one.title])
        expect(de).not.toMatch(/\b(fuer|ueber|koenn\w*|muess\w*|pruef\w*|Stoer\w*|Massnahme\w*)\b/i);
      expect(one.title.de.length).toBeLessThanOrEqual(80);
    }
    expect(new Set(measures.map(({ title }) => title.de)).size).toBe(measures.length);
    expect(new Set(measures.map(({ title }) => title.en)).size).toBe(measures.length);
  });

  test('costs at least a day of somebody, and an investment costs money once', () => {
    for (const { id, effort, budgetKind, once } of measures) {
      expect(Math.max(...effort.map(({ days }) => days.most)), id).toBeGreaterThanOrEqual(1);
      if (budgetKind === 'investment') expect(once.most, id).toBeGreaterThan(0);
    }
  });
});

describe('a library that is wrong', () => {
  const words = (word: string) => ({ de: `${word} deutsch`, en: `${word} english` });
  const measure = (id: string) => ({
    id,
    area: 'security',
    title: words(id),
    what: words('what'),
    why: words('why'),
    steps: [words('a'), words('b'), words('c')],
    proof: words('proof'),
    horizon: 'medium',
    role: 'isb',
    effort: [{ role: 'isb', days: [1, 2] }],
    once: [0, 10],
    yearly: [0, 10],
    budget_kind: 'result',
    needs: [] as string[],
    serves: [{ requirement: 'itil:incident', strength: 2 }],
    risks: [words('risk')],
    grants: [] as string[],
    indicator: { name: words('indicator'), unit: 'percent', better: 'higher', read_from: 'tickets' },
    first_review_months: 6,
  });
  const sound = () => ({
    id: 'measures',
    version: '1',
    source: words('source'),
    grants: [{ key: 'digital', title: words('grant'), confirmed: false }],
    measures: [measure('one'), measure('two')],
  });
  type Raw = ReturnType<typeof sound>;
  const read = (change: (raw: Raw, one: Raw['measures'][number]) => void) => {
    const raw = sound();
    change(raw, raw.measures[0] as Raw['measures'][number]);
    return parseMeasureLibrary(raw, 'f');
  };
  const faultsOf = (change: Parameters<typeof read>[0]) => {
    const result = read(change);
    return 'faults' in result ? result.faults.map(({ path, code }) => `${path} ${code}`) : [];
  };

  test('is read when it is sound', () => {
    expect(faultsOf(() => undefined)).toEqual([]);
  });
  test.each([
    ['an id twice', (raw) => void raw.measures.push(measure('one')), 'measures[2].id duplicate'],
    ['an unknown need', (_, one) => void one.needs.push('three'), 'measures[0].needs[0] unknown_target'],
    [
      'needs in a circle',
      (raw, one) => {
        one.needs.push('two');
        raw.measures[1]?.needs.push('one');
      },
      'measures[0].needs circular_parent',
    ],
    [
      'a need with a later horizon',
      (_, one) => void Object.assign(one, { horizon: 'short', needs: ['two'] }),
      'measures[0].needs[0] not_allowed',
    ],
    ['a range the wrong way round', (_, one) => void one.once.reverse(), 'measures[0].once not_allowed'],
    ['a range of three numbers', (_, one) => void one.yearly.push(20), 'measures[0].yearly not_allowed'],
    ['two steps only', (_, one) => void one.steps.pop(), 'measures[0].steps missing'],
    [
      'eight steps',
      (_, one) => void one.steps.push(...['d', 'e', 'f', 'g', 'h'].map(words)),
      'measures[0].steps not_allowed',
    ],
    [
      'a strength of four',
      (_, one) => void one.serves.splice(0, 1, { requirement: 'itil:incident', strength: 4 }),
      'measures[0].serves[0].strength not_allowed',
    ],
    [
      'an unknown programme',
      (_, one) => void one.grants.push('lottery'),
      'measures[0].grants[0] unknown_target',
    ],
    [
      'an unknown area',
      (_, one) => void Object.assign(one, { area: 'weather' }),
      'measures[0].area not_allowed',
    ],
    [
      'its own area once more',
      (_, one) => void Object.assign(one, { also: ['security'] }),
      'measures[0].also[0] duplicate',
    ],
  ] satisfies [string, Parameters<typeof read>[0], string][])('%s is told', (_name, change, fault) => {
    expect(faultsOf(change)).toContain(fault);
  });

  test('requirements and roles that no catalogue has are told with their place', () => {
    const result = read((_, one) => {
      one.role = 'wizard';
      one.serves.push({ requirement: 'itil:magic', strength: 1 });
    });
    if ('faults' in result) throw new Error(JSON.stringify(result.faults));
    const known = { requirements: new Set(['itil:incident']), roles: new Set(['isb']) };
    expect(
      libraryReferenceFaults(result.library, known, 'f').map(({ path, code }) => `${path} ${code}`),
    ).toEqual(['measures[0].role unknown_role', 'measures[0].serves[1].requirement unknown_source']);
  });
});

describe('what is suggested for a finding', () => {
  test('best first: strength times three, two for its own area, one for a further one', () => {
    const list = suggestMeasures(measures, {
      requirements: ['vds10000:16.3', 'vds10000:16.4'],
      area: 'operations',
    });
    // restore-tests: 3 * (3 + 3) + 1 as operations is a further area; backup-concept: 3 * 3 + 1.
    expect(list.slice(0, 3).map(({ measure, points, area }) => [measure.id, points, area])).toEqual([
      ['restore-tests', 19, 'also'],
      ['backup-concept', 10, 'also'],
      ['improvement-register', 4, 'also'],
    ]);
    expect(list).toHaveLength(3);
    expect(list[0]?.serves).toEqual([
      { requirement: 'vds10000:16.3', strength: 3 },
      { requirement: 'vds10000:16.4', strength: 3 },
    ]);
  });

  test('a finding without requirements gets those of its area, the area’s own and the earliest first', () => {
    const list = suggestMeasures(measures, { requirements: [], area: 'contracts' });
    expect(list[0]).toMatchObject({ points: 2, area: 'own', serves: [] });
    expect(list[0]?.measure.horizon).toBe('short');
    expect(list.every(({ area }) => area !== null)).toBe(true);
    expect(list.at(-1)?.area).toBe('also');
  });

  test('the order of the library does not matter', () => {
    const need = { requirements: ['itil:incident', 'itil:service-desk'], area: 'operations' as const };
    const ids = (from: typeof measures) => suggestMeasures(from, need).map(({ measure }) => measure.id);
    expect(ids([...measures].reverse())).toEqual(ids(measures));
    expect(ids(measures)[0]).toBe('ticket-system-trial');
  });
});
