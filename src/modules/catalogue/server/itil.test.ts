import { expect, test } from 'vitest';
import { catalogues } from './load-catalogues.ts';

/** The practices of ITIL 4 as it groups them: 14 general, 17 of service, 3 technical. */
const GENERAL = [
  ...[
    'strategy',
    'portfolio',
    'architecture',
    'service-financial',
    'workforce-talent',
    'continual-improvement',
  ],
  ...[
    'measurement-reporting',
    'risk',
    'information-security',
    'knowledge',
    'organisational-change',
    'project',
  ],
  ...['relationship', 'supplier'],
];
const SERVICE = [
  ...['business-analysis', 'service-catalogue', 'service-design', 'service-level', 'availability'],
  ...['capacity-performance', 'service-continuity', 'monitoring-event', 'service-desk', 'incident'],
  ...[
    'service-request',
    'problem',
    'release',
    'change-enablement',
    'service-validation',
    'service-configuration',
  ],
  'it-asset',
];
const TECHNICAL = ['deployment', 'infrastructure-platform', 'software-development'];
/** What a town of 60 to 150 staff needs first, and what it adds. */
const CORE = [
  ...[
    'service-desk',
    'incident',
    'service-request',
    'change-enablement',
    'it-asset',
    'service-configuration',
  ],
  ...[
    'supplier',
    'information-security',
    'service-continuity',
    'infrastructure-platform',
    'service-financial',
  ],
  'continual-improvement',
];
const EXTENDED = [
  ...[
    'problem',
    'monitoring-event',
    'knowledge',
    'service-catalogue',
    'service-level',
    'capacity-performance',
  ],
  ...['project', 'portfolio'],
];

const { frameworks, roles } = catalogues();
const itil = frameworks.find(({ id }) => id === 'itil');
const vds = frameworks.find(({ id }) => id === 'vds10000');
if (!itil || !vds) throw new Error('a framework is not shipped');
const codes = (tier: string) => itil.requirements.filter((one) => one.tier === tier).map(({ code }) => code);

test('all 34 practices are there, 12 as core, 8 as extended, 14 preset as not needed with their reason', () => {
  const all = [...GENERAL, ...SERVICE, ...TECHNICAL];
  expect(all).toHaveLength(34);
  expect(itil.requirements.map(({ code }) => code).toSorted()).toEqual(all.toSorted());
  expect(codes('core').toSorted()).toEqual(CORE.toSorted());
  expect(codes('extended').toSorted()).toEqual(EXTENDED.toSorted());
  expect(codes('small')).toHaveLength(14);
  for (const { code, tier, presetReason } of itil.requirements)
    expect(presetReason !== null, code).toBe(tier === 'small');
});

test('the scale is called after ISO/IEC 33020, for ITIL itself knows no level 0', () => {
  expect(itil.scale?.name).toEqual({
    de: 'Fähigkeitsstufen 0 bis 5 nach ISO/IEC 33020',
    en: 'Capability levels 0 to 5 after ISO/IEC 33020',
  });
  expect(itil.levels.map(({ name }) => name.en)).toEqual([
    ...['Incomplete', 'Performed', 'Managed', 'Established', 'Predictable', 'Innovating'],
  ]);
});

test('the first twenty have five questions or more, and proof points of their own at every level', () => {
  const shared = new Set(itil.levels.flatMap(({ proofPoints }) => proofPoints.map(({ de }) => de)));
  for (const { code, tier, questions, proofPoints, typicalTarget } of itil.requirements) {
    expect(
      proofPoints.map(({ level }) => level),
      code,
    ).toEqual([0, 1, 2, 3, 4, 5]);
    if (tier === 'small') continue;
    expect(questions.length, code).toBeGreaterThanOrEqual(5);
    expect(
      proofPoints.flatMap(({ points }) => points).filter(({ de }) => shared.has(de)),
      code,
    ).toEqual([]);
    expect([2, 3], code).toContain(typicalTarget);
  }
});

test('every question has somebody to ask and leads to a requirement, every requirement to a finding', () => {
  const known = new Set(roles.roles.map(({ key }) => key));
  const clauses = new Set(vds.requirements.map(({ code }) => code));
  const questions = itil.requirements.flatMap((one) => one.questions);
  for (const { id, ask, serves, text } of questions) {
    expect(ask.length, id).toBeGreaterThan(0);
    expect(
      ask.filter((role) => !known.has(role)),
      id,
    ).toEqual([]);
    expect(
      serves.filter(({ framework, code }) => framework !== 'vds10000' || !clauses.has(code)),
      id,
    ).toEqual([]);
    expect([text.de.at(-1), text.en.at(-1)], id).toEqual(['?', '?']);
  }
  expect(new Set(questions.map(({ text }) => text.de)).size).toBe(questions.length);
  for (const { code, findings, typicalTarget } of itil.requirements) {
    expect(findings.length, code).toBeGreaterThan(0);
    for (const { below } of findings) expect(below, code).toBeLessThanOrEqual(typicalTarget);
  }
});

test('what there is and how long asking takes is counted', () => {
  const asked = itil.requirements.filter(({ tier }) => tier !== 'small').flatMap((one) => one.questions);
  const upTo = (depth: number) =>
    asked.filter((one) => one.depth <= depth).reduce((n, one) => n + one.minutes, 0);
  console.info(
    `ITIL: ${itil.requirements.length} practices, ${asked.length} questions of the first twenty, ` +
      `minutes short ${upTo(1)}, usual ${upTo(2)}, in full ${upTo(3)}; ` +
      `${asked.filter(({ serves }) => serves.length > 0).length} count for VdS 10000 too`,
  );
  expect(upTo(1)).toBeLessThan(upTo(2));
});
