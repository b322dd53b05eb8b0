import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { catalogues } from '../server/load-catalogues.ts';
import { type FaultCode, faultCodes, type LocalText } from './catalogue-reader.ts';
import { type Framework, parseFramework } from './framework.ts';
import { fulfilment, overallFulfilment } from './fulfilment.ts';
import { parseRoles, roleFaults, unionsOfRoles } from './roles.ts';

const folder = new URL('../../../../catalogues/', import.meta.url);

function load(file: string): unknown {
  return parse(readFileSync(new URL(file, folder), 'utf8'));
}

/** As the server reads it: head and requirements from their files. */
function shipped(id: string): Framework {
  const framework = catalogues().frameworks.find((one) => one.id === id);
  if (framework === undefined) throw new Error(id);
  return framework;
}

function frameworkOf(raw: unknown, file = 'test.yaml'): Framework {
  const result = parseFramework(raw, file);
  if ('faults' in result) throw new Error(JSON.stringify(result.faults, null, 2));
  return result.framework;
}

function rolesOf(raw: unknown, file = 'test.yaml') {
  const result = parseRoles(raw, file);
  if ('faults' in result) throw new Error(JSON.stringify(result.faults, null, 2));
  return result.roles;
}

/** All texts of a catalogue, however deep. */
function localTexts(value: unknown): LocalText[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('de' in value && 'en' in value) return [value as LocalText];
  return Object.values(value).flatMap(localTexts);
}

const at = (word: string) => ({ de: `${word} deutsch`, en: `${word} english` });

/** A small sound framework: heading A with A.1 (rated) and sub-heading A.2 with A.2.1, heading B with B.1. */
function smallFramework() {
  const requirement = (code: string, parent: string, more: Record<string, unknown> = {}) => ({
    code,
    parent,
    title: at(code),
    question: at(`Frage ${code}`),
    typical_target: 4,
    ...more,
  });
  return {
    id: 'small',
    title: at('small'),
    version: '1',
    source: at('source'),
    licence: at('licence'),
    levels: [0, 1, 2, 3, 4, 5].map((level) => ({
      level,
      name: at(`n${level}`),
      meaning: at(`m${level}`),
      ...(level === 0 ? {} : { proof_points: [at(`p${level}`)] }),
    })),
    groups: [
      { code: 'A', title: at('A') },
      { code: 'A.2', parent: 'A', title: at('A.2') },
      { code: 'B', title: at('B') },
    ] as Record<string, unknown>[],
    requirements: [
      requirement('A.1', 'A', { role: 'isb', modal: 'MUST' }),
      requirement('A.2.1', 'A.2'),
      requirement('B.1', 'B', { typical_target: 2 }),
    ] as Record<string, unknown>[],
  };
}

function smallRoles() {
  const role = (key: string) => ({ key, title: at(key), purpose: at(`Zweck ${key}`) });
  return {
    id: 'roles',
    version: '1',
    sources: [{ key: 'rule', title: at('rule') }],
    roles: ['isb', 'it', 'dsb', 'mayor'].map(role),
    incompatible: [
      { pair: ['isb', 'it'], severity: 'must', source: 'rule', reason: at('isb-it') },
      { pair: ['dsb', 'it'], severity: 'must', source: 'rule', reason: at('dsb-it') },
      { pair: ['isb', 'dsb'], severity: 'should', source: 'rule', reason: at('isb-dsb') },
    ] as Record<string, unknown>[],
  };
}

describe('questions and findings of a requirement', () => {
  const withFirst = (more: Record<string, unknown>) => {
    const raw = smallFramework();
    raw.requirements[0] = { ...raw.requirements[0], ...more };
    return raw;
  };
  const question = { id: 'Q-1', text: at('Q1'), ask: ['isb'], depth: 2, minutes: 5, per_site: true };

  test('are read with what they serve; without any the headline is asked of its role', () => {
    const [own, none] = frameworkOf(
      withFirst({
        questions: [{ ...question, serves: [{ framework: 'itil', code: 'incident' }] }],
        findings: [{ id: 'F-1', below: 3, statement: at('s'), cause: at('c'), consequence: at('k') }],
      }),
    ).requirements;
    expect(own?.questions).toEqual([
      {
        id: 'Q-1',
        text: at('Q1'),
        ask: ['isb'],
        depth: 2,
        minutes: 5,
        perSite: true,
        serves: [{ framework: 'itil', code: 'incident' }],
      },
    ]);
    expect(own?.findings[0]).toMatchObject({ id: 'F-1', below: 3 });
    expect(none?.questions).toMatchObject([{ id: 'A.2.1', ask: [], depth: 1, minutes: 3, perSite: false }]);
  });

  test('a small requirement says why; what is confirmed is said for number, modal and frequency', () => {
    const missing = parseFramework(withFirst({ tier: 'small' }), 'x.yaml');
    expect(missing).toMatchObject({ faults: [{ path: 'requirements[0].preset_reason', code: 'missing' }] });
    const [first, second] = frameworkOf(
      withFirst({
        tier: 'small',
        preset_reason: at('warum'),
        confirmed: { number: true, modal: false, frequency: false },
        frequency: 'yearly',
        modal: 'MAY',
      }),
    ).requirements;
    expect(first).toMatchObject({
      tier: 'small',
      confirmed: false,
      confirmedParts: { number: true, modal: false, frequency: false },
      frequency: 'yearly',
      modal: 'MAY',
    });
    expect(second).toMatchObject({
      tier: 'core',
      confirmedParts: { number: true, modal: true, frequency: true },
    });
  });

  test('an id twice, a depth of four and a question without words are named at their place', () => {
    const found = parseFramework(
      withFirst({ questions: [question, question, { id: 'Q-2', depth: 4 }] }),
      'x.yaml',
    );
    expect('faults' in found && found.faults.map(({ path, code }) => `${path} ${code}`).sort()).toEqual([
      'requirements[0].questions[1].id duplicate',
      'requirements[0].questions[2].depth not_allowed',
      'requirements[0].questions[2].text not_an_object',
      'requirements[0].questions[2].text.de missing',
      'requirements[0].questions[2].text.en missing',
    ]);
  });
});

describe('catalogue files', () => {
  const itil = shipped('itil');
  const vds = shipped('vds10000');
  const roles = rolesOf(load('roles/roles.yaml'), 'roles/roles.yaml');

  test('hold the expected numbers of entries', () => {
    expect([itil.id, itil.groups.length, itil.requirements.length]).toEqual(['itil', 5, 34]);
    expect([vds.id, vds.groups.length, vds.requirements.length]).toEqual(['vds10000', 24, 89]);
    expect([roles.roles.length, roles.incompatible.length]).toEqual([18, 27]);
  });

  test('ITIL has one to three proof points on each level and a reason, and evidence where it is judged', () => {
    for (const { code, why, tier, proofPoints, evidence } of itil.requirements) {
      expect(why, code).not.toBeNull();
      expect(evidence.length > 0, code).toBe(tier !== 'small');
      for (const { points } of proofPoints) expect([1, 2, 3], code).toContain(points.length);
    }
  });

  test('name only roles that exist', () => {
    expect(roleFaults(vds, roles, 'vds10000/catalogue.yaml')).toEqual([]);
    expect(roleFaults(itil, roles, 'itil/catalogue.yaml')).toEqual([]);
  });

  test('ask each question only once, as a question', () => {
    const questions = [...itil.requirements, ...vds.requirements].map(({ question }) => question);
    expect(new Set(questions.map(({ de }) => de)).size).toBe(questions.length);
    for (const { de, en } of questions) expect([de.at(-1), en.at(-1)], de).toEqual(['?', '?']);
  });

  test('have tidy texts: no blanks at the ends, no double blanks, no ASCII umlauts', () => {
    for (const { de, en } of [itil, vds, roles].flatMap(localTexts)) {
      for (const text of [de, en]) expect(text, text).toBe(text.trim().replaceAll(/\s+/g, ' '));
      expect(de).not.toMatch(/\b(fuer|ueber|koenn\w*|muess\w*|Aender\w*|Massnahm\w*|pruef\w*)\b/i);
    }
  });

  test('rule out that those who watch run what they watch', () => {
    const duties = ['isb', 'head_of_it'].map((role) => ({ personId: 'p', role }));
    expect(unionsOfRoles(duties, roles)).toMatchObject([{ severity: 'must', source: 'vds10000-4.1.2' }]);
    const officer = ['dsb', 'mayor'].map((role) => ({ personId: 'p', role }));
    expect(unionsOfRoles(officer, roles)).toMatchObject([{ severity: 'must', source: 'gdpr-38-6' }]);
  });
});

describe('parseFramework', () => {
  test('reads a sound framework, fills in defaults and finds the topmost heading', () => {
    const { requirements } = frameworkOf(smallFramework());
    expect(requirements.map(({ group }) => group)).toEqual(['A', 'A', 'B']);
    expect(requirements[1]).toMatchObject({
      modal: null,
      why: null,
      role: null,
      artefact: 'none',
      confirmed: true,
      criticalOnly: false,
      evidence: [],
    });
    expect(requirements[0]?.proofPoints.map(({ level }) => level)).toEqual([1, 2, 3, 4, 5]);
  });

  test('prefers own proof points to those of the scale, level by level', () => {
    const raw = smallFramework();
    raw.requirements[0] = { ...raw.requirements[0], proof_points: [{ level: 2, points: [at('own')] }] };
    const proofs = frameworkOf(raw).requirements[0]?.proofPoints;
    expect(proofs?.[1]?.points).toEqual([at('own')]);
    expect(proofs?.[2]?.points).toEqual([at('p3')]);
  });

  test('names all faults at once, each with file and path', () => {
    const raw = { ...smallFramework(), id: '', version: 4 };
    raw.requirements[2] = { ...raw.requirements[2], title: { de: 'gleich', en: 'gleich' }, parent: 'C' };
    const result = parseFramework(raw, 'x.yaml');
    const faults = 'faults' in result ? result.faults : [];
    expect(faults.map(({ file, path, code }) => `${file} ${path} ${code}`).toSorted()).toEqual([
      'x.yaml groups[2] empty_group',
      'x.yaml id missing',
      'x.yaml requirements[2].parent unknown_parent',
      'x.yaml requirements[2].title same_in_both_languages',
      'x.yaml version missing',
    ]);
  });

  test.each([null, undefined, 7, 'text', []])('survives %j instead of a catalogue', (raw) => {
    const result = parseFramework(raw, 'x.yaml');
    expect('faults' in result && result.faults[0]).toMatchObject({ path: '(file)', code: 'not_an_object' });
    expect(parseRoles(raw, 'x.yaml')).toHaveProperty('faults');
  });
});

/** Each entry breaks a sound file in one place; together they show every fault code. */
type Small = ReturnType<typeof smallFramework>;
const broken: [code: FaultCode, path: string, change: (raw: Small) => unknown][] = [
  ['not_an_object', 'groups[0]', (raw) => raw.groups.splice(0, 1, 'A' as never)],
  ['not_a_list', 'requirements', (raw) => Object.assign(raw, { requirements: {} })],
  ['missing', 'title.en', (raw) => Object.assign(raw, { title: { de: 'nur deutsch' } })],
  ['missing', 'licence.de', (raw) => Object.assign(raw.licence, { de: '  ' })],
  ['missing', 'requirements[0].code', (raw) => Object.assign(raw.requirements[0] ?? {}, { code: 4.1 })],
  ['missing', 'requirements', (raw) => raw.requirements.splice(0)],
  [
    'not_allowed',
    'requirements[0].modal',
    (raw) => Object.assign(raw.requirements[0] ?? {}, { modal: 'KANN' }),
  ],
  [
    'not_allowed',
    'requirements[0].artefact',
    (raw) => Object.assign(raw.requirements[0] ?? {}, { artefact: 'x' }),
  ],
  [
    'not_allowed',
    'requirements[1].typical_target',
    (raw) => Object.assign(raw.requirements[1] ?? {}, { typical_target: 6 }),
  ],
  ['not_allowed', 'groups[0].confirmed', (raw) => Object.assign(raw.groups[0] ?? {}, { confirmed: 'nein' })],
  [
    'unknown_key',
    'requirements[0].modale',
    (raw) => Object.assign(raw.requirements[0] ?? {}, { modale: 'MUST' }),
  ],
  ['same_in_both_languages', 'title', (raw) => Object.assign(raw, { title: { de: 'ITIL', en: 'ITIL' } })],
  ['duplicate', 'requirements[1].code', (raw) => Object.assign(raw.requirements[1] ?? {}, { code: 'A.1' })],
  ['duplicate', 'requirements[0].code', (raw) => Object.assign(raw.requirements[0] ?? {}, { code: 'B' })],
  ['duplicate', 'levels[2].level', (raw) => Object.assign(raw.levels[2] ?? {}, { level: 1 })],
  [
    'unknown_parent',
    'requirements[0].parent',
    (raw) => Object.assign(raw.requirements[0] ?? {}, { parent: 'A.2.1' }),
  ],
  ['circular_parent', 'groups[1].parent', (raw) => Object.assign(raw.groups[1] ?? {}, { parent: 'A.2' })],
  ['empty_group', 'groups[3]', (raw) => raw.groups.push({ code: 'C', title: at('C') })],
  ['scale_gap', 'levels', (raw) => raw.levels.splice(5, 1)],
  [
    'proof_missing',
    'requirements[0].proof_points',
    (raw) => Object.assign(raw.levels[3] ?? {}, { proof_points: [] }),
  ],
];

describe('each fault of a framework is found', () => {
  test.each(broken)('%s at %s', (code, path, change) => {
    const raw = smallFramework();
    change(raw);
    const result = parseFramework(raw, 'x.yaml');
    expect('faults' in result && result.faults.map((fault) => `${fault.code} ${fault.path}`)).toContain(
      `${code} ${path}`,
    );
  });
});

type SmallRoles = ReturnType<typeof smallRoles>;
const brokenRoles: [code: FaultCode, path: string, change: (raw: SmallRoles) => unknown][] = [
  ['duplicate', 'roles[4].key', (raw) => raw.roles.push({ key: 'isb', title: at('x'), purpose: at('y') })],
  [
    'duplicate',
    'incompatible[1].pair',
    (raw) => Object.assign(raw.incompatible[1] ?? {}, { pair: ['it', 'isb'] }),
  ],
  ['missing', 'incompatible[0].pair', (raw) => Object.assign(raw.incompatible[0] ?? {}, { pair: ['isb'] })],
  [
    'not_allowed',
    'incompatible[0].pair',
    (raw) => Object.assign(raw.incompatible[0] ?? {}, { pair: ['isb', 'it', 'dsb'] }),
  ],
  [
    'not_allowed',
    'incompatible[0].severity',
    (raw) => Object.assign(raw.incompatible[0] ?? {}, { severity: 'may' }),
  ],
  [
    'unknown_role',
    'incompatible[0].pair[1]',
    (raw) => Object.assign(raw.incompatible[0] ?? {}, { pair: ['isb', 'cat'] }),
  ],
  [
    'unknown_source',
    'incompatible[0].source',
    (raw) => Object.assign(raw.incompatible[0] ?? {}, { source: 'hearsay' }),
  ],
  [
    'same_role_twice',
    'incompatible[0].pair',
    (raw) => Object.assign(raw.incompatible[0] ?? {}, { pair: ['isb', 'isb'] }),
  ],
  [
    'same_in_both_languages',
    'roles[0].title',
    (raw) => Object.assign(raw.roles[0] ?? {}, { title: { de: 'ISB', en: 'ISB' } }),
  ],
];

describe('each fault of a role catalogue is found', () => {
  test.each(brokenRoles)('%s at %s', (code, path, change) => {
    const raw = smallRoles();
    change(raw);
    const result = parseRoles(raw, 'x.yaml');
    expect('faults' in result && result.faults.map((fault) => `${fault.code} ${fault.path}`)).toEqual([
      `${code} ${path}`,
    ]);
  });

  test('every fault code has a file that shows it', () => {
    // nis2.test.ts shows the last two.
    const shown = new Set<FaultCode>(['unknown_target', 'never_reached']);
    for (const [code] of [...broken, ...brokenRoles]) shown.add(code);
    expect(faultCodes.filter((code) => !shown.has(code))).toEqual([]);
  });

  test('a requirement naming an unknown role', () => {
    const raw = smallFramework();
    raw.requirements[1] = { ...raw.requirements[1], role: 'cat' };
    const faults = roleFaults(frameworkOf(raw), rolesOf(smallRoles()), 'x.yaml');
    expect(faults).toMatchObject([{ file: 'x.yaml', path: 'requirements[1].role', code: 'unknown_role' }]);
  });
});

describe('unionsOfRoles', () => {
  const roles = rolesOf(smallRoles());

  test('finds each pair once per person, in either order of duties', () => {
    const duties = [
      { personId: 'p1', role: 'it' },
      { personId: 'p2', role: 'dsb' },
      { personId: 'p1', role: 'isb' },
      { personId: 'p1', role: 'isb' },
      { personId: 'p2', role: 'isb' },
    ];
    expect(unionsOfRoles(duties, roles)).toEqual([
      { personId: 'p1', pair: ['isb', 'it'], severity: 'must', source: 'rule', reason: at('isb-it') },
      { personId: 'p2', pair: ['isb', 'dsb'], severity: 'should', source: 'rule', reason: at('isb-dsb') },
    ]);
  });

  test('three roles in one hand show every pair', () => {
    const duties = ['dsb', 'it', 'isb'].map((role) => ({ personId: 'p', role }));
    expect(unionsOfRoles(duties, roles)).toHaveLength(3);
  });

  test('roles held by different persons, compatible or unknown roles are no union', () => {
    expect(unionsOfRoles([], roles)).toEqual([]);
    const duties = [
      { personId: 'p1', role: 'isb' },
      { personId: 'p2', role: 'it' },
      { personId: 'p1', role: 'mayor' },
      { personId: 'p1', role: 'cat' },
    ];
    expect(unionsOfRoles(duties, roles)).toEqual([]);
  });
});

describe('fulfilment', () => {
  const framework = frameworkOf(smallFramework());

  test('sums up under the topmost heading', () => {
    const ratings = [
      { code: 'A.1', level: 1, target: 4 },
      { code: 'A.2.1', level: 4, target: 4 },
      { code: 'B.1', level: null, target: 3 },
    ];
    expect(fulfilment(ratings, framework)).toEqual([
      {
        code: 'A',
        title: at('A'),
        averageLevel: 2.5,
        averageTarget: 4,
        rated: 2,
        total: 2,
        degree: 62,
      },
      {
        code: 'B',
        title: at('B'),
        averageLevel: null,
        averageTarget: null,
        rated: 0,
        total: 1,
        degree: null,
      },
    ]);
  });

  test('a level above its target does not hide a gap elsewhere', () => {
    const ratings = [
      { code: 'A.1', level: 5, target: 3 },
      { code: 'A.2.1', level: 1, target: 3 },
    ];
    expect(fulfilment(ratings, framework)[0]).toMatchObject({
      averageLevel: 3,
      averageTarget: 3,
      degree: 66,
    });
  });

  test('uses the typical target where none is set, the later of two ratings, and no unknown codes', () => {
    const ratings = [
      { code: 'B.1', level: 0, target: null },
      { code: 'B.1', level: 1, target: null },
      { code: 'gone', level: 5, target: 5 },
    ];
    expect(fulfilment(ratings, framework)[1]).toMatchObject({ averageTarget: 2, rated: 1, degree: 50 });
  });

  test('target 0 demands nothing', () => {
    expect(fulfilment([{ code: 'B.1', level: 0, target: 0 }], framework)[1]).toMatchObject({
      rated: 1,
      degree: null,
    });
  });

  test('overall figures weigh every requirement the same', () => {
    const ratings = [
      { code: 'A.1', level: 4, target: 4 },
      { code: 'A.2.1', level: 4, target: 4 },
      { code: 'B.1', level: 0, target: 2 },
    ];
    expect(overallFulfilment(ratings, framework)).toMatchObject({ rated: 3, total: 3, degree: 80 });
  });
});
