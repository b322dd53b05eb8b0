import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '#platform/config';
import { type Installation, openInstallation, root } from '../installation.ts';
import { emptyData } from '../testing/demo-data.ts';
import { importTown } from './import-town.ts';

let installation: Installation;
const data = mkdtempSync(join(tmpdir(), 'sollstand-import-'));
let folder = '';

beforeAll(async () => {
  emptyData(data);
  installation = await openInstallation(readConfig({ SOLLSTAND_DATA: data }, root), 'command');
});
afterAll(async () => {
  await installation?.close();
  rmSync(data, { recursive: true, force: true });
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'town-'));
  cpSync(join(root, 'examples/tannau'), folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const change = (file: string, from: string | RegExp, to: string) => {
  const path = join(folder, file);
  const before = readFileSync(path, 'utf8');
  const after = before.replace(from, to);
  expect(after, `${file} holds what the test changes`).not.toBe(before);
  writeFileSync(path, after);
};
const faultsOf = async () =>
  (await importTown(installation, folder, false)).flatMap((file) =>
    file.faults.map((fault) => ({ file: file.path.split('/').at(-1), ...fault })),
  );
const towns = async () =>
  (await sql<{ n: number }>`select count(*)::int as n from app.door_towns()`.execute(installation.ground.db))
    .rows[0]?.n;

describe('a folder with faults is refused whole, with file and line', () => {
  afterEach(async () => expect(await towns()).toBe(0));

  test('all faults of all files come at once', async () => {
    change('measures.yaml', 'once_cost_eur: 3000', 'once_cost_eur: -3000');
    change('rooms.yaml', 'site: rathaus', 'site: nirgendwo');
    change('contracts.yaml', 'number: V-02', 'number: V-01');
    change('items.yaml', 'criticality: critical', 'criticality: egal');
    change('engagement.yaml', '2026-10-05', '2026-13-05');
    const found = await faultsOf();
    expect(found.map(({ file, code }) => `${file} ${code}`)).toEqual(
      expect.arrayContaining([
        'measures.yaml negative',
        'rooms.yaml unknown_reference',
        'contracts.yaml duplicate',
        'items.yaml not_allowed',
        'engagement.yaml not_allowed',
      ]),
    );
    expect(found.every(({ row, text }) => row > 0 && text.length > 5)).toBe(true);
    expect(found.find(({ file }) => file === 'rooms.yaml')?.row).toBe(4);
  });

  test('a circle of measures names its members', async () => {
    change('measures.yaml', /(number: M-01[\s\S]*?needs: )\[\s*\]/, '$1[ M-03 ]');
    expect(await faultsOf()).toContainEqual(
      expect.objectContaining({
        file: 'measures.yaml',
        code: 'cycle',
        text: expect.stringContaining('M-01 → M-03'),
      }),
    );
  });

  test('another encoding is named, not guessed', async () => {
    writeFileSync(join(folder, 'offices.yaml'), Buffer.from('- key: bma\n  name: Bürgeramt\n', 'latin1'));
    expect(await faultsOf()).toContainEqual(
      expect.objectContaining({ file: 'offices.yaml', code: 'wrong_encoding' }),
    );
  });

  test('a missing town file and broken YAML are named', async () => {
    rmSync(join(folder, 'town.yaml'));
    change('goals.yaml', '- number: Z-1', '- number: "Z-1');
    expect((await faultsOf()).map(({ file, code }) => `${file} ${code}`)).toEqual(
      expect.arrayContaining(['town.yaml missing_file', 'goals.yaml not_yaml']),
    );
  });

  test('a file that points elsewhere is not read', async () => {
    rmSync(join(folder, 'sites.yaml'));
    symlinkSync('/etc/passwd', join(folder, 'sites.yaml'));
    expect(await faultsOf()).toContainEqual(
      expect.objectContaining({ file: 'sites.yaml', code: 'not_a_file' }),
    );
  });

  test('a path out of the folder as a reference is just an unknown name', async () => {
    change('rooms.yaml', 'site: rathaus', 'site: ../../etc/passwd');
    expect(await faultsOf()).toContainEqual(expect.objectContaining({ code: 'unknown_reference' }));
  });

  test('indicators follow the rules of the page: scope, baseline and its day, range, one a measure', async () => {
    writeFileSync(
      join(folder, 'measure_indicators.yaml'),
      [
        '- { measure: M-01, source: practice_level, better: higher, target: 9, first_review_on: 2027-02-01, rhythm_months: 6 }',
        '- { measure: M-01, source: entered, better: lower, target: 1, baseline: 3, first_review_on: 2027-02-01, rhythm_months: 6 }',
        '- { measure: M-02, source: strategic_time, better: higher, target: viel, first_review_on: bald, rhythm_months: 0 }',
      ].join('\n'),
    );
    expect((await faultsOf()).map(({ row, code, text }) => `${row} ${code} ${text}`)).toEqual([
      expect.stringMatching(/^3 not_allowed target: .*Zahl/),
      expect.stringMatching(/^3 not_allowed first_review_on: .*Datum/),
      expect.stringMatching(/^3 not_allowed rhythm_months: Erlaubt ist 1 bis 36/),
      expect.stringMatching(/^1 required scope: /),
      expect.stringMatching(/^1 not_allowed target: .*Stufen/),
      expect.stringMatching(/^2 duplicate measure: M-01/),
      expect.stringMatching(/^2 required unit: /),
      expect.stringMatching(/^2 required name: /),
      expect.stringMatching(/^2 required baseline_on: /),
    ]);
  });

  test('a condition of the roadmap that lacks a field of its kind, or has one too many, is named in a sentence', async () => {
    writeFileSync(
      join(folder, 'plan_conditions.yaml'),
      [
        '- { kind: closed, measure: M-01, quarter: 2027-Q1 }',
        '- { kind: lag, measure: M-02, needs: M-02, lag_quarters: 2, quarter: 2027-Q1 }',
        '- { kind: budget, measure: M-03 }',
        '- { kind: law, quarter: 2027-Q4, needs: M-99 }',
      ].join('\n'),
    );
    change('role_times.yaml', /from_quarter: .*/, 'from_quarter: 2027-Q3\n  until_quarter: 2027-Q1');
    expect((await faultsOf()).map(({ file, row, code, text }) => `${file}:${row} ${code} ${text}`)).toEqual([
      expect.stringMatching(/^plan_conditions.yaml:4 unknown_reference needs: „M-99“/),
      expect.stringMatching(/^plan_conditions.yaml:1 not_allowed measure: .*closed.*lassen Sie sie weg/),
      expect.stringMatching(/^plan_conditions.yaml:2 not_allowed quarter: /),
      expect.stringMatching(/^plan_conditions.yaml:2 not_allowed needs: .*sich selbst/),
      expect.stringMatching(/^plan_conditions.yaml:3 required quarter: /),
      expect.stringMatching(/^plan_conditions.yaml:4 required measure: /),
      expect.stringMatching(/^plan_conditions.yaml:4 not_allowed needs: /),
      expect.stringMatching(/^role_times.yaml:\d+ not_allowed until_quarter: /),
    ]);
  });

  test('an unknown field is named, so that a slip of the pen is not lost silently', async () => {
    change('sites.yaml', 'scope_note:', 'scope_notiz:');
    expect(await faultsOf()).toContainEqual(
      expect.objectContaining({ file: 'sites.yaml', code: 'unknown_field' }),
    );
  });

  test('a room of another site and a site left out without a reason are named with their lines', async () => {
    change('items.yaml', 'site: rathaus', 'site: bauhof');
    change('sites.yaml', /(in_scope: false\n {2}scope_note:).*/, '$1 ""');
    expect(await faultsOf()).toEqual([
      expect.objectContaining({ file: 'sites.yaml', row: expect.any(Number), code: 'scope_reason_missing' }),
      expect.objectContaining({ file: 'items.yaml', row: 4, code: 'room_elsewhere' }),
    ]);
  });

  test('a week with a wrong status, an end before its beginning and a stray field is named line by line', async () => {
    writeFileSync(
      join(folder, 'engagement.yaml'),
      'title: Woche\nstarts_on: 2026-10-09\nends_on: 2026-10-05\nstatus: beinahe\nfarbe: blau\n',
    );
    expect((await faultsOf()).map(({ file, row, code }) => `${file}:${row} ${code}`)).toEqual([
      'engagement.yaml:5 unknown_field',
      'engagement.yaml:4 not_allowed',
      'engagement.yaml:3 before_start',
    ]);
  });

  test('without a week, each file that belongs to one says so, with its first line', async () => {
    rmSync(join(folder, 'engagement.yaml'));
    const found = await faultsOf();
    expect(found.map(({ code }) => code)).toEqual(found.map(() => 'engagement_missing'));
    expect(found.map(({ file }) => file)).toEqual([
      'agenda.yaml',
      'interviews.yaml',
      'respondents.yaml',
      'goals.yaml',
      'success_factors.yaml',
      'observations.yaml',
      'checklist_answers.yaml',
      'ratings.yaml',
      'findings.yaml',
    ]);
    expect(found.every(({ row }) => row > 0)).toBe(true);
  });

  test('a folder without its town is one fault, and the town named must be the one of the folder', async () => {
    rmSync(join(folder, 'town.yaml'));
    expect(await faultsOf()).toMatchObject([{ file: 'town.yaml', code: 'missing_file' }]);
    cpSync(join(root, 'examples/tannau/town.yaml'), join(folder, 'town.yaml'));
    const [town] = await importTown(installation, folder, false, 'anders');
    expect(town?.faults).toMatchObject([{ code: 'other_town' }]);
  });

  test('answers to questions nobody asks, without a level, or without a reason are named', async () => {
    writeFileSync(
      join(folder, 'respondents.yaml'),
      `- interview: leitung
  name: Jo
  answers:
    - { question: "itil:keine", level: 2 }
    - { question: "itil:incident", level: 9 }
    - { question: "itil:incident", state: unknown }
    - { question: "itil:it-asset", state: not_applicable }
    - { question: "itil:supplier", state: vielleicht }
    -
`,
    );
    expect((await faultsOf()).map(({ row, code }) => `${row} ${code}`)).toEqual([
      '1 unknown_reference',
      '1 not_allowed',
      '1 duplicate',
      '1 required',
      '1 not_allowed',
      '1 unknown_reference',
      '1 not_allowed',
    ]);
  });

  test('a dry run writes nothing', async () => {
    const files = await importTown(installation, folder, true);
    expect(files.every((file) => file.faults.length === 0)).toBe(true);
  });
});

test('10,000 findings are loaded in one go, and a second time is refused', { timeout: 120_000 }, async () => {
  const more = Array.from(
    { length: 9_955 },
    (_, i) =>
      `- number: F-${i + 46}\n  area: security\n  title: Weitere ${i}\n  statement: Satz ${i}.\n  severity: 2\n  status: draft\n`,
  ).join('');
  writeFileSync(
    join(folder, 'findings.yaml'),
    `${readFileSync(join(folder, 'findings.yaml'), 'utf8')}\n${more}`,
  );
  const files = await importTown(installation, folder, false);
  expect(files.find((file) => file.kind === 'finding')?.created).toBe(10_000);
  expect((await faultsOf())[0]).toMatchObject({ file: 'town.yaml', code: 'duplicate' });
  expect(await towns()).toBe(1);
});
