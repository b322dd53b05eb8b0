import { expect, test } from 'vitest';
import type { Requirement } from '../domain/framework.ts';
import { catalogues } from './load-catalogues.ts';

/** Every clause of chapters 4 to 18 and of Annex A that can be rated, written out to be compared by eye. */
const clauses = [
  ...['4.1.1', '4.1.2', '4.1.3', '4.1.4', '4.2', '4.3', '4.4', '4.5', '4.6', '4.7', '4.8', '4.9', '4.10'],
  ...['5.1', '5.2'],
  ...['6.1', '6.2', '6.3', '6.4'],
  ...['7.1', '7.2', '7.3'],
  ...['8.1', '8.2'],
  ...['9.1', '9.2', '9.3'],
  ...['10.1', '10.2.1', '10.2.2'],
  ...['10.3.1', '10.3.2', '10.3.3', '10.3.4', '10.3.5', '10.3.6', '10.3.7', '10.3.8'],
  ...['10.4.1', '10.4.2', '10.4.3'],
  ...['10.5.1', '10.5.2', '10.5.3', '10.5.4', '10.5.5', '10.5.6', '10.5.7', '10.5.8', '10.5.9', '10.5.10'],
  ...['11.1', '11.2', '11.3', '11.4.1', '11.4.2', '11.4.3', '11.4.4', '11.5'],
  ...['12.1', '12.2', '12.3'],
  ...['13.1', '13.2', '13.3'],
  ...['14.1', '14.2', '14.3', '14.4'],
  ...['15.1', '15.2'],
  ...['16.1', '16.2', '16.3', '16.4', '16.5.1', '16.5.2', '16.5.3', '16.5.4', '16.6'],
  ...['17.1', '17.2', '17.3.1', '17.3.2'],
  ...['18.1', '18.2', '18.3'],
  ...['A1', 'A2'],
];

/** Headings that are not rated themselves. */
const headings = [
  ...['4', '4.1', '5', '6', '7', '8', '9', '10', '10.2', '10.3', '10.4', '10.5', '11', '11.4', '12', '13'],
  ...['14', '15', '16', '16.5', '17', '17.3', '18', 'A'],
];

const firstPractices = [
  ...[
    'service-desk',
    'incident',
    'service-request',
    'change-enablement',
    'it-asset',
    'service-configuration',
  ],
  ...[
    'infrastructure-platform',
    'information-security',
    'service-continuity',
    'supplier',
    'service-financial',
  ],
  'continual-improvement',
];

const { frameworks, roles } = catalogues();
const found = frameworks.find(({ id }) => id === 'vds10000');
if (found === undefined) throw new Error('vds10000 is not shipped');
const vds = found;
const codes = (which: (requirement: Requirement) => boolean) =>
  vds.requirements.filter(which).map(({ code }) => code);
const below = (...starts: string[]) =>
  clauses.filter((code) => starts.some((start) => code.startsWith(start)));

test('every clause is there, in order, below its heading', () => {
  expect(codes(() => true)).toEqual(clauses);
  expect(clauses).toHaveLength(89);
  expect(vds.groups.map(({ code }) => code)).toEqual(headings);
  for (const { code, parent } of vds.requirements)
    expect(parent === 'A' ? /^A\d$/.test(code) : code.startsWith(`${parent}.`), code).toBe(true);
});

test('numbers run without gaps under each heading', () => {
  const nodes = [...vds.groups, ...vds.requirements];
  for (const { code } of vds.groups) {
    const last = nodes
      .filter(({ parent }) => parent === code)
      .map((child) => Number(child.code.replace('A', 'A.').split('.').at(-1)))
      .toSorted((a, b) => a - b);
    expect(last, code).toEqual(last.map((_, index) => index + 1));
  }
});

test('each clause has modal, function and artefact, one to three questions and a finding', () => {
  for (const { code, modal, role, artefact, questions, findings, typicalTarget } of vds.requirements) {
    expect([modal === null, role === null, artefact], code).toEqual([
      false,
      false,
      expect.not.stringMatching('none'),
    ]);
    expect([1, 2, 3], code).toContain(questions.length);
    expect(questions.map(({ id }) => id)).toEqual(questions.map((_, index) => `V-${code}-${index + 1}`));
    expect(findings.map(({ id }) => id)).toEqual(findings.map((_, index) => `V-${code}-F${index + 1}`));
    expect(findings.length, code).toBeGreaterThan(0);
    for (const { below: level } of findings) expect(level, code).toBeLessThanOrEqual(typicalTarget);
  }
});

test('questions are asked of roles that exist, take one to ten minutes and end with a question mark', () => {
  const known = new Set(roles.roles.map(({ key }) => key));
  const questions = vds.requirements.flatMap((requirement) => requirement.questions);
  for (const { id, ask, text } of questions) {
    expect(ask.length, id).toBeGreaterThan(0);
    expect(
      ask.filter((role) => !known.has(role)),
      id,
    ).toEqual([]);
    expect([text.de.at(-1), text.en.at(-1)], id).toEqual(['?', '?']);
  }
  expect(new Set(questions.map(({ text }) => text.de)).size).toBe(questions.length);
  expect(new Set(questions.map(({ text }) => text.en)).size).toBe(questions.length);
  expect(questions.filter(({ perSite }) => perSite).length).toBeGreaterThan(0);
  expect(new Set(questions.map(({ depth }) => depth))).toEqual(new Set([1, 2, 3]));
});

test('answers count for ITIL practices that exist: each of the first twelve gains some, none is swamped', () => {
  const itil = frameworks.find(({ id }) => id === 'itil');
  const counts = new Map(itil?.requirements.map(({ code }) => [code, 0]));
  for (const { id, serves } of vds.requirements.flatMap(({ questions }) => questions)) {
    expect(new Set(serves.map(({ code }) => code)).size, id).toBe(serves.length);
    for (const { framework, code } of serves) {
      expect([framework, counts.has(code)], id).toEqual(['itil', true]);
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
  }
  // Each open question widens the range a practice is rated in, so only those that tell its level are mapped.
  expect(Math.max(...counts.values())).toBeLessThan(10);
  const served = [...counts].filter(([, count]) => count > 0).map(([code]) => code);
  expect(served).toEqual(expect.arrayContaining(firstPractices));
});

test('basic protection demands a risk analysis where it is left out; critical resources need more', () => {
  const basic = below('10.3.', '11.4.', '16.5.');
  expect(codes((one) => one.basic)).toEqual(basic);
  expect(codes(({ demandsRiskAnalysis }) => demandsRiskAnalysis)).toEqual(basic);
  expect(codes(({ criticalOnly }) => criticalOnly)).toEqual([
    ...below('10.5.'),
    ...['11.5', '12.3', '13.3', '14.4', '15.2', '16.6', '17.3.1', '17.3.2'],
  ]);
});

test('chapters 9, 16 and 17 may be covered by another standard; the tolerable outage stands at 9.1', () => {
  expect(codes(({ coveredByOther }) => coveredByOther)).toEqual(below('9.', '16.', '17.'));
  expect(codes(({ maxOutage }) => maxOutage)).toEqual(['9.1']);
});

test('the yearly duties that are confirmed: policies, list of critical resources, restore test, review of accounts', () => {
  const yearly = codes(({ frequency, confirmedParts }) => frequency === 'yearly' && confirmedParts.frequency);
  expect(yearly).toEqual([
    ...['5.1', '6.1', '6.3', '9.3', '10.4.1', '12.1', '14.1', '15.2', '16.1', '16.3', '17.1', '18.1'],
  ]);
  expect(codes(({ confirmedParts }) => confirmedParts.frequency)).toEqual(yearly);
});

test('required policies and procedures are named as such', () => {
  expect(codes(({ artefact, parent }) => artefact === 'policy' && !['5', '6'].includes(parent))).toEqual([
    ...['10.4.1', '12.1', '14.1', '16.1', '17.1', '18.1'],
  ]);
  const procedures = codes(({ artefact }) => artefact === 'procedure');
  expect(procedures).toEqual(
    expect.arrayContaining(['7.2', '7.3', '8.1', '8.2', '10.2.1', '10.2.2', '15.1', '16.3', '17.2', '18.3']),
  );
  expect(codes(({ modal }) => modal === 'SHOULD')).toEqual(['6.4', '18.2']);
});

test('what has been compared with published descriptions is counted', () => {
  const count = (part: 'number' | 'modal' | 'frequency') =>
    vds.requirements.filter(({ confirmedParts }) => confirmedParts[part]).length;
  const confirmed = { number: count('number'), modal: count('modal'), frequency: count('frequency') };
  console.info(
    Object.entries(confirmed)
      .map(([part, yes]) => `${part}: ${yes} confirmed, ${clauses.length - yes} unconfirmed`)
      .join('; '),
  );
  expect(confirmed).toEqual({ number: 44, modal: 29, frequency: 12 });
});
