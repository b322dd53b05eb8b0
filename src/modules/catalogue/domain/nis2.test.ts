import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkUnit, type Nis2Answers, type TrackResult } from './nis2.ts';
import { type Nis2Check, parseNis2 } from './nis2-reader.ts';

type Raw = Record<string, Record<string, unknown>[]>;

const file = new URL('../../../../catalogues/nis2/check.yaml', import.meta.url);
const raw = (): Raw => structuredClone(parse(readFileSync(file, 'utf8')) as Raw);

function read(content: unknown): Nis2Check {
  const parsed = parseNis2(content, 'check.yaml');
  if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults, null, 2));
  return parsed.check;
}

function faults(content: unknown): string[] {
  const parsed = parseNis2(content, 'check.yaml');
  return 'faults' in parsed ? parsed.faults.map(({ path, code }) => `${path} ${code}`) : [];
}

const check = read(raw());
const of = (unit: string, answers: Nis2Answers, track: 'federal' | 'state'): TrackResult => {
  const found = checkUnit(check, unit, answers).find((one) => one.track === track);
  if (found === undefined) throw new Error(track);
  return found;
};
const said = (unit: string, answers: Nis2Answers, track: 'federal' | 'state' = 'federal') => {
  const result = of(unit, answers, track);
  return result.state === 'open' ? `? ${result.missing.key}` : result.result.key;
};

test('waterworks with 62 staff: duties apply, each step with its reason and source', () => {
  const result = of('municipal_utility', { sector: 'water', staff: 62 }, 'federal');
  if (result.state !== 'decided') throw new Error('open');
  expect(result.result).toMatchObject({ key: 'federal-applies', applies: 'yes' });
  expect(result.steps.map(({ step, answer, source }) => [step, answer, source.key])).toEqual([
    ['f-sector', 'water', 'municipal-enterprises'],
    ['f-staff', 62, 'municipal-enterprises'],
  ]);
  expect(result.steps[1]?.because.de).toBe('Die Einheit hat mindestens 50 Beschäftigte.');
  expect(result.duties.map(({ law }) => law)).toEqual([
    'BSIG § 33',
    'BSIG § 33',
    'BSIG § 32',
    'BSIG § 30',
    'BSIG § 38',
    null,
  ]);
});

test('size: 50 staff or more than 10 million euros, both counted exactly', () => {
  const utility = (staff: number, turnover?: number) =>
    said('municipal_utility', {
      sector: 'energy',
      staff,
      ...(turnover === undefined ? {} : { turnover_euro: turnover }),
    });
  expect(utility(50)).toBe('federal-applies');
  expect(utility(49)).toBe('? turnover_euro');
  expect(utility(49, 10_000_000)).toBe('federal-too-small');
  expect(utility(49, 10_000_001)).toBe('federal-applies');
  expect(utility(0, 0)).toBe('federal-too-small');
});

test('a swimming pool company is in none of the known fields: nobody is told that nothing applies', () => {
  const result = of('municipal_utility', { sector: 'other', staff: 500 }, 'federal');
  expect(result).toMatchObject({
    state: 'decided',
    result: { key: 'federal-other-field', applies: 'check' },
  });
});

test('an Eigenbetrieb needs figures of its own before its size counts', () => {
  expect(said('owner_operated', { sector: 'waste_water' })).toBe('? own_figures');
  expect(said('owner_operated', { sector: 'waste_water', own_figures: false, staff: 80 })).toBe(
    'federal-clarify',
  );
  expect(said('owner_operated', { sector: 'waste_water', own_figures: true, staff: 80 })).toBe(
    'federal-applies',
  );
  expect(said('owner_operated', { sector: 'other' })).toBe('federal-other-field');
});

test('a waste association of 30 staff with 14 million euros is covered by its turnover', () => {
  const answers = { sector: 'waste', staff: 30, turnover_euro: 14_000_000 };
  expect(said('special_purpose_association', answers)).toBe('federal-applies');
});

test('core administrations are outside the federal act unless they run such a field themselves', () => {
  expect(said('core_administration', {})).toBe('? runs_sector_itself');
  const result = of('core_administration', { runs_sector_itself: false }, 'federal');
  expect(result).toMatchObject({ state: 'decided', result: { key: 'federal-core-not', applies: 'no' } });
  expect(result.steps.map(({ step, answer }) => [step, answer])).toEqual([
    ['f-core', null],
    ['f-core-itself', false],
  ]);
  expect(said('core_administration', { runs_sector_itself: true })).toBe('federal-clarify');
});

test('state law: Baden-Württemberg by control and network, Bavaria by concept, elsewhere to be asked', () => {
  const core = (answers: Nis2Answers) => said('core_administration', answers, 'state');
  const company = (answers: Nis2Answers) => said('municipal_utility', answers, 'state');
  expect(core({})).toBe('? state');
  expect(core({ state: 'BW' })).toBe('? state_network');
  expect(core({ state: 'BW', state_network: true })).toBe('state-bw-heavier');
  expect(core({ state: 'BW', state_network: false })).toBe('state-bw-basic');
  expect(core({ state: 'BY' })).toBe('state-by');
  expect(core({ state: 'other' })).toBe('state-other');
  expect(company({ state: 'BW', controlled: true, state_network: false })).toBe('state-bw-basic');
  expect(company({ state: 'BW', controlled: false })).toBe('state-bw-not');
  expect(company({ state: 'BY' })).toBe('state-other');
});

test('an answer that does not fit its question counts as not given; what was decided stays', () => {
  const wrong: Nis2Answers[] = [
    { sector: 'water', staff: -1 },
    { sector: 'water', staff: '62' },
    { sector: 'water', staff: Number.NaN },
  ];
  for (const answers of wrong) expect(said('municipal_utility', answers)).toBe('? staff');
  expect(said('municipal_utility', { sector: 'swimming', staff: 62 })).toBe('? sector');
  const open = of('municipal_utility', { sector: 'water' }, 'federal');
  expect(open.steps.map(({ step }) => step)).toEqual(['f-sector']);
  expect(() => checkUnit(check, 'school', {})).toThrow(RangeError);
});

test('every result can be reached, and none of its texts promises legal certainty', () => {
  expect(check.units.map(({ key }) => key)).toEqual([
    'core_administration',
    'municipal_utility',
    'owner_operated',
    'special_purpose_association',
  ]);
  expect(check.disclaimer.de).toContain('keine Rechtsberatung');
  for (const { applies, title } of check.results.filter(({ track }) => track === 'federal'))
    if (applies === 'yes') expect(title.de).toContain('voraussichtlich');
});

test('faults of the file are named with their place', () => {
  const broken = (change: (content: Raw) => void): string[] => {
    const content = raw();
    change(content);
    return faults(content);
  };
  const step = (content: Raw, id: string) => {
    const one = content.steps?.find((entry) => entry.id === id);
    return one as { branches: Record<string, unknown>[]; source: string; fact?: string };
  };
  const place = (id: string) => `steps[${raw().steps?.findIndex((entry) => entry.id === id)}]`;

  expect(broken((content) => Object.assign(step(content, 'f-core'), { source: 'hearsay' }))).toEqual([
    `${place('f-core')}.source unknown_target`,
  ]);
  expect(
    broken((content) => {
      step(content, 'f-staff').branches[1] = {
        to: 'f-sector',
        because: { de: 'zurück', en: 'back' },
      };
    }),
  ).toContain(`${place('f-sector')} circular_parent`);
  expect(broken((content) => step(content, 'f-staff').branches.pop())).toEqual([
    `${place('f-staff')}.branches[0] not_allowed`,
  ]);
  expect(
    broken((content) => Object.assign(step(content, 'f-staff').branches[0] ?? {}, { when: { yes: true } })),
  ).toEqual([`${place('f-staff')}.branches[0].when not_allowed`]);
  expect(
    broken((content) => {
      step(content, 'f-core').branches[0] = {
        result: 'federal-core-not',
        because: { de: 'Ende', en: 'end' },
      };
    }),
  ).toEqual([`${place('f-core-itself')} never_reached`]);
  expect(broken((content) => Object.assign(content, { as_of: 'July' }))).toEqual(['as_of not_allowed']);
});
