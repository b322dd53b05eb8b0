import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { INDICATOR_SOURCES } from '#modules/effect/contract';
import { withClient } from '#platform/database/roles';
import { jobs, nightly } from './jobs.ts';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';
import { openMailServer, readable } from './testing/mail-server.ts';

let product: TestInstallation;
let measure = '';
beforeAll(async () => {
  product = await openTestInstallation();
  const { rows } = (await product.ask('it', 'GET', '/towns/tannau/measures?limit=200')).json;
  measure = String(rows.find((row) => Number(row.number) === 1)?.id);
});
afterAll(() => product?.close());

const ask = (user: string, method: string, path: string, body?: object, headers = {}) =>
  product.ask(user, method, `/towns/tannau/${path}`, body, headers);
const answer = async <T>(user: string, method: string, path: string, body?: object) => {
  const { status, json } = await ask(user, method, path, body);
  expect(status, JSON.stringify(json)).toBe(200);
  return json as unknown as T;
};
interface Value {
  value: number;
  part: number | null;
  whole: number | null;
  computed: boolean;
}
interface Indicator {
  indicator: {
    unit: string;
    nextReviewOn: string | null;
    values: Value[];
    due: boolean;
    version: number;
  };
}
interface Reading {
  value: number | null;
  part: number | null;
  whole: number | null;
  rows: { kind: string; label: string }[];
  rowTotal: number;
}
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const unions = {
  source: 'role_unions',
  better: 'lower',
  baseline: 9,
  baselineOn: '2026-10-05',
  target: 0,
  firstReviewOn: day(3),
  rhythmMonths: 6,
};

describe('figures that the product computes from its own rows', () => {
  const reading = (source: string, scope = '') =>
    answer<Reading>('it', 'GET', `indicator-readings?source=${source}&scope=${scope}`);

  test('count what the rows say, and follow when these change', async () => {
    const before = await reading('items_without_backup');
    const made = await ask('it', 'POST', 'items', { kind: 'server', name: 'Ungesichert', backup: 'no' });
    const after = await reading('items_without_backup');
    expect(after.value).toBe(Number(before.value) + 1);
    expect(after.rows.map(({ label }) => label)).toContainEqual(expect.stringMatching(/Ungesichert$/));
    await ask('it', 'PATCH', `items/${made.json.id}`, { backup: 'yes', endOfSupportOn: '2020-01-01' });
    expect((await reading('items_without_backup')).value).toBe(before.value);
    expect((await reading('items_past_support')).rows.map(({ label }) => label)).toContainEqual(
      expect.stringMatching(/Ungesichert$/),
    );
  });

  test('agree with the example town as counted by hand in its files', async () => {
    // ratings.yaml, itil/incident: level 1, target 3.
    expect((await reading('practice_level', 'incident')).value).toBe(1);
    const { value, part, whole } = await reading('items_with_responsible');
    expect(value).toBe(Math.floor((Number(part) * 100) / Number(whole)));
    const open = await reading('findings_open', '4');
    expect(open.value).toBe(100);
    expect(open.rows.every(({ kind }) => kind === 'finding')).toBe(true);
  });

  test('all of them answer, also where nothing is known, and only the known ones are asked', async () => {
    const scopes: Record<string, string> = {
      practice_level: 'incident',
      chapter_fulfilment: '5',
      framework_on_target: 'itil',
      findings_open: '3',
    };
    expect(INDICATOR_SOURCES.length).toBeGreaterThanOrEqual(10);
    for (const source of INDICATOR_SOURCES) {
      const { value } = await reading(source, scopes[source]);
      expect(value === null || Number.isFinite(value), source).toBe(true);
    }
    expect((await ask('it', 'GET', 'indicator-readings?source=drop_table')).status).toBe(422);
  });
});

describe('the indicator of a measure', () => {
  test('is set with all faults at once, brings its unit, and keeps one value a day', async () => {
    const path = `measures/${measure}/indicator`;
    const bad = await ask('it', 'PUT', path, {
      ...unions,
      source: 'practice_level',
      baseline: null,
      target: 9,
    });
    expect((bad.json as unknown as { fields: { path: string }[] }).fields.map((f) => f.path).sort()).toEqual([
      'baseline',
      'scope',
      'target',
    ]);
    expect((await ask('rat', 'PUT', path, unions)).status).toBe(403);
    expect((await ask('it', 'DELETE', path)).status).toBe(200);
    const set = await answer<Indicator>('it', 'PUT', path, unions);
    expect(set.indicator).toMatchObject({ unit: 'count', nextReviewOn: day(3), values: [], due: false });
    await answer<Indicator>('it', 'POST', `${path}/values`, {});
    const { indicator } = await answer<Indicator>('it', 'POST', `${path}/values`, {});
    expect(indicator.values).toHaveLength(1);
    expect(indicator.values[0]).toMatchObject({ computed: true });
    expect((await ask('it', 'POST', `${path}/values`, { value: 3 })).status).toBe(422);
  });

  test('entered values carry their day; days to come are refused; another source begins anew', async () => {
    const { rows } = (await ask('it', 'GET', 'measures?limit=200')).json;
    const other = `measures/${rows.find((row) => Number(row.number) === 5)?.id}/indicator`;
    const typed = {
      ...unions,
      source: 'entered',
      name: 'Tage bis zur Wiederherstellung',
      unit: 'days',
      target: 1,
    };
    expect((await ask('it', 'PUT', other, { ...typed, name: '' })).status).toBe(422);
    expect((await ask('it', 'DELETE', other)).status).toBe(200);
    expect((await ask('it', 'POST', `${other}/values`, { value: 4 })).status).toBe(409);
    await answer('it', 'PUT', other, typed);
    expect((await ask('it', 'POST', `${other}/values`, { value: 4, measuredOn: day(2) })).status).toBe(422);
    await answer('it', 'POST', `${other}/values`, { value: 4, measuredOn: '2026-01-31' });
    const two = await answer<Indicator>('it', 'POST', `${other}/values`, { value: 2.5 });
    expect(two.indicator.values.map(({ value }) => value)).toEqual([4, 2.5]);
    const chart = await answer<{ rows: { cells: string[] }[]; svg: string }>(
      'rat',
      'GET',
      `${other.replace('/indicator', '')}/charts/indicator?width=680`,
    );
    expect(chart.rows.map(({ cells }) => cells[1])).toEqual(['4', '2,5']);
    expect(chart.svg).toContain('<svg');
    const fresh = await answer<Indicator>('it', 'PUT', other, { ...unions, source: 'items_past_support' });
    expect(fresh.indicator.values).toEqual([]);
    expect((await ask('it', 'DELETE', other)).status).toBe(200);
  });

  test('the nightly round takes one value a month and asks for one letter a week before the review', async () => {
    const { ground } = product.installation;
    const mail = { smtp: 'smtp://localhost:9', from: 'x@y.de', publicUrl: 'https://sollstand.example' };
    await nightly(product.dataDir)({ ...ground, mail });
    await nightly(product.dataDir)({ ...ground, mail });
    const { indicator } = await answer<Indicator>('it', 'GET', `measures/${measure}/indicator`);
    expect(indicator.values).toHaveLength(1);
    const story = await answer<{ lines: { event: string }[] }>(
      'it',
      'GET',
      `stories/${(indicator as unknown as { id: string }).id}`,
    );
    expect(story.lines.filter(({ event }) => event === 'measure_indicator.reminded')).toHaveLength(1);
    // duties.yaml: the mayor answers for M-01, and people.yaml has his address.
    const { rows } = await withClient(product.installation.database.ownerUrl, (client) =>
      client.query("select payload from graphile_worker._private_jobs where payload::text like '%dueOn%'"),
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('@');
    const server = await openMailServer();
    const { input, town, actor } = rows[0].payload as { input: object; town: string; actor: string | null };
    const post = { ...ground, mail: { ...mail, smtp: `smtp://127.0.0.1:${server.port}` } };
    const stamp = { key: 'effect-1', townId: town, actorId: actor };
    const job = jobs(product.dataDir).find(({ name }) => name === 'send_effect_reminder');
    await job?.run(post, stamp, input);
    // Tried once more after a hard end it has been sent.
    await job?.run(post, stamp, input);
    expect(server.letters).toHaveLength(1);
    const letter = readable(server.letters[0] ?? '');
    expect(letter).toContain('hauser@tannau.example');
    expect(letter).toMatch(/sollstand\.example\/t\/tannau\/massnahmen\/[0-9a-f-]+\/wirksamkeit/);
    await server.close();
  });
});

describe('a review', () => {
  interface Reviews {
    reviews: { judgement: string; value: number; followUp: { id: string; number: number } | null }[];
    follows: { id: string }[];
    followUps: { id: string; title: string }[];
  }
  const failing = {
    judgement: 'failing',
    consequence: 'strengthen',
    reason: 'Zwei Personen halten weiter unverträgliche Rollen.',
  };

  test('asks for what fits, and with strengthening makes a follow-up measure linked both ways', async () => {
    const path = `measures/${measure}/reviews`;
    expect((await ask('it', 'POST', path, { ...failing, judgement: 'reached' })).status).toBe(422);
    const empty = await ask('it', 'POST', path, { ...failing, reason: ' ' });
    expect(empty.json).toMatchObject({ fields: [{ path: 'reason' }, { path: 'followUpTitle' }] });
    expect((await ask('rat', 'POST', path, { ...failing, followUpTitle: 'x' })).status).toBe(403);
    const { review } = await answer<{ review: Reviews['reviews'][number] }>('it', 'POST', path, {
      ...failing,
      followUpTitle: 'Rollen bis zum Jahresende neu vergeben',
    });
    const next = review.followUp?.id ?? '';
    const before = await answer<Reviews>('it', 'GET', path);
    expect(before.followUps.map(({ id }) => id)).toEqual([next]);
    const after = await answer<Reviews>('it', 'GET', `measures/${next}/reviews`);
    expect(after.follows.map(({ id }) => id)).toEqual([measure]);
    // The chain of the whole product knows it in both directions.
    const thread = (kind: 'up' | 'down', id: string) =>
      answer<Record<'up' | 'down', { id: string }[]>>('it', 'GET', `threads/measure/${id}`).then((t) =>
        t[kind].map((link) => link.id),
      );
    expect(await thread('down', measure)).toContain(next);
    expect(await thread('up', next)).toContain(measure);
    const links = await answer<{ findings: string[] }>('it', 'GET', `measures/${measure}/links`);
    expect(await answer('it', 'GET', `measures/${next}/links`)).toMatchObject({ findings: links.findings });
    const { indicator } = await answer<Indicator>('it', 'GET', `measures/${next}/indicator`);
    // The same bound figure says the same of both from the first day on.
    expect(indicator).toMatchObject({
      baseline: review.value,
      target: 0,
      source: 'role_unions',
      values: [{ value: review.value, computed: true }],
    });
  });

  test('closing ends the reviews; the register says what is due, what was judged and what is without a figure', async () => {
    const path = `measures/${measure}/reviews`;
    await answer('it', 'POST', path, {
      ...failing,
      consequence: 'close',
      reason: 'Wird nicht weiter verfolgt.',
    });
    const { indicator } = await answer<Indicator>('it', 'GET', `measures/${measure}/indicator`);
    expect(indicator.nextReviewOn).toBeNull();
    const register = await answer<{
      lines: { measure: { id: string }; last: { consequence: string } | null; followUps: unknown[] }[];
      without: { id: string }[];
    }>('rat', 'GET', 'improvements');
    const line = register.lines.find((one) => one.measure.id === measure);
    expect(line).toMatchObject({ last: { consequence: 'close' }, followUps: [{}] });
    expect(register.without.some(({ id }) => id === measure)).toBe(false);
    expect(register.without.length).toBeGreaterThan(0);
  });
});

describe('carrying out', () => {
  test('decisions keep body, day and wording; done keeps its proof', async () => {
    const { rows } = (await ask('buergermeister', 'GET', 'measures?status=recommended&limit=1')).json;
    const id = String(rows[0]?.id);
    const step = {
      to: 'decided',
      note: 'Der Gemeinderat beschließt die Maßnahme.',
      decidedOn: '2026-11-17',
      body: 'council',
      reference: 'GR 98/2026',
    };
    expect(
      (await ask('buergermeister', 'POST', `measures/${id}/steps`, { ...step, decidedOn: day(2) })).status,
    ).toBe(422);
    // Day and number without the words would be kept nowhere.
    const silent = await ask('buergermeister', 'POST', `measures/${id}/steps`, { ...step, note: ' ' });
    expect(silent).toMatchObject({ status: 422, json: { fields: [{ path: 'note', code: 'required' }] } });
    await answer('buergermeister', 'POST', `measures/${id}/steps`, step);
    expect((await ask('it', 'POST', `measures/${id}/steps`, { to: 'done' })).status).toBe(422);
    await answer('it', 'POST', `measures/${id}/steps`, { to: 'done', note: 'Abnahmeprotokoll vom 20.11.' });
    const kept = (await ask('rat', 'GET', `measure-decisions?measureId=${id}`)).json
      .rows as unknown as object[];
    expect(kept).toMatchObject([
      { outcome: 'done', wording: 'Abnahmeprotokoll vom 20.11.' },
      { outcome: 'decided', decidedOn: '2026-11-17', body: 'council', reference: 'GR 98/2026' },
    ]);
  });

  test('a decision recorded wrongly is corrected or withdrawn, and the status of the measure follows', async () => {
    const { rows } = (await ask('buergermeister', 'GET', 'measures?status=recommended&limit=1')).json;
    const id = String(rows[0]?.id);
    const on = (version: number | undefined) => ({ 'if-match': `"${version}"` });
    const status = async () => (await ask('rat', 'GET', `measures/${id}`)).json.status;
    const decisions = async () =>
      (await ask('rat', 'GET', `measure-decisions?measureId=${id}`)).json.rows as unknown as {
        id: string;
        version: number;
        withdrawnReason: string;
      }[];
    const take = (to: string, note: string) =>
      answer('buergermeister', 'POST', `measures/${id}/steps`, { to, note, decidedOn: '2026-11-17' });
    await take('decided', 'Der Gemeinderat beschließt.');
    const [decided] = await decisions();
    const path = `measure-decisions/${decided?.id}`;
    const withdrawal = { reason: 'Falsche Maßnahme.' };

    const change = { reference: 'GR 99/2026', wording: 'Der Gemeinderat beschließt die Maßnahme.' };
    expect((await ask('rat', 'PATCH', path, change, on(1))).status).toBe(403);
    expect((await ask('it', 'PATCH', path, { decidedOn: day(2) }, on(1))).status).toBe(422);
    expect((await ask('it', 'PATCH', path, { outcome: 'rejected' }, on(1))).json.fields).toMatchObject([
      { path: 'outcome', code: 'not_changed_here' },
    ]);
    expect((await ask('it', 'PATCH', path, change, on(1))).json).toMatchObject(change);

    await answer('it', 'POST', `measures/${id}/steps`, { to: 'done', note: 'Abgenommen.' });
    const late = await ask('buergermeister', 'POST', `${path}/withdrawal`, withdrawal, on(2));
    expect(late.json).toMatchObject({ code: 'measure_decision_done' });
    const [done] = await decisions();
    const undone = await ask(
      'it',
      'POST',
      `measure-decisions/${done?.id}/withdrawal`,
      withdrawal,
      on(done?.version),
    );
    expect(undone.json).toMatchObject({ status: 'decided' });

    // Whoever may not decide may not take a decision's effect away either.
    const refused = await ask('admin', 'POST', `${path}/withdrawal`, withdrawal, on(2));
    expect(refused.json).toMatchObject({ code: 'not_your_function' });
    expect((await ask('buergermeister', 'POST', `${path}/withdrawal`, { reason: ' ' }, on(2))).status).toBe(
      422,
    );
    expect((await ask('buergermeister', 'POST', `${path}/withdrawal`, withdrawal, on(1))).status).toBe(409);
    const unknown = `measure-decisions/${crypto.randomUUID()}/withdrawal`;
    expect((await ask('buergermeister', 'POST', unknown, withdrawal, on(1))).status).toBe(404);
    const twice = await Promise.all(
      [1, 2].map(() => ask('buergermeister', 'POST', `${path}/withdrawal`, withdrawal, on(2))),
    );
    expect(twice.map((one) => one.status).sort()).toEqual([200, 409]);
    expect(await status()).toBe('recommended');
    expect((await ask('it', 'PATCH', path, { wording: 'Anders.' }, on(3))).json).toMatchObject({
      code: 'measure_decision_withdrawn',
    });
    expect((await decisions()).map((one) => one.withdrawnReason)).toEqual(Array(2).fill(withdrawal.reason));
    expect((await ask('it', 'DELETE', path)).status).toBe(404);
  });

  test('months add up against the plan, one report a month, tasks with their days', async () => {
    const report = {
      measureId: measure,
      month: '2026-10-01',
      light: 'yellow',
      sentence: 'Stelle ausgeschrieben.',
      percent: 20,
      costCents: 120_000,
      ownDays: 1.5,
      consultantHours: 6,
    };
    await answer('it', 'POST', 'measure-reports', report);
    expect((await ask('it', 'POST', 'measure-reports', report)).status).toBe(409);
    await answer('it', 'POST', 'measure-reports', {
      ...report,
      month: '2026-11-01',
      costCents: 30_000,
      ownDays: 2,
      consultantHours: 2.5,
    });
    expect((await ask('it', 'POST', 'measure-reports', { ...report, month: '2099-12-01' })).status).toBe(422);
    expect(
      (await ask('it', 'POST', 'measure-reports', { ...report, measureId: crypto.randomUUID() })).status,
    ).toBe(422);
    await answer('it', 'POST', 'measure-tasks', {
      measureId: measure,
      title: 'Ausschreibung',
      dueOn: '2026-10-15',
    });
    await answer('it', 'POST', 'measure-tasks', {
      measureId: measure,
      title: 'Besetzung',
      milestone: true,
      doneOn: '2026-11-02',
    });
    // 1,200 and 300 euros; 1.5 and 2 days; 6 and 2.5 hours.
    expect(await answer('rat', 'GET', `measures/${measure}/execution`)).toMatchObject({
      costCents: 150_000,
      ownDays: 3.5,
      consultantHours: 8.5,
      tasks: 2,
      tasksDone: 1,
      overdue: 1,
      reportedFor: '2026-11-01',
    });
  });
});

describe('the next week', () => {
  test('begins with what the last one found: levels stay, certainty is open, changes and goals make a trend', async () => {
    const [first] = (await ask('it', 'GET', 'engagements')).json.rows;
    const from = String(first?.id);
    const week = { title: 'Zweite Woche', startsOn: '2027-10-04', endsOn: '2027-10-08' };
    expect(
      (await ask('it', 'POST', `engagements/${from}/continuation`, { ...week, endsOn: '2027-10-01' })).status,
    ).toBe(422);
    expect((await ask('rat', 'POST', `engagements/${from}/continuation`, week)).status).toBe(403);
    const old = (await ask('it', 'GET', `ratings?engagementId=${from}&limit=200`)).json
      .rows as unknown as Rating[];
    const made = await answer<{ id: string; ratings: number; leftOut: string[]; goals: number }>(
      'it',
      'POST',
      `engagements/${from}/continuation`,
      week,
    );
    expect(made).toMatchObject({ ratings: old.length, leftOut: [] });
    const fresh = (await ask('it', 'GET', `ratings?engagementId=${made.id}&limit=200`)).json
      .rows as unknown as Rating[];
    const key = ({ framework, requirement, level }: Rating) => `${framework}/${requirement} ${level}`;
    expect(fresh.map(key).sort()).toEqual(old.map(key).sort());
    expect(new Set(fresh.map(({ certainty }) => certainty))).toEqual(new Set(['open']));
    const incident = fresh.find(({ requirement }) => requirement === 'incident');
    await answer('it', 'PATCH', `ratings/${incident?.id}`, { level: 3, certainty: 'certain' });
    expect((await ask('it', 'GET', `ratings/${incident?.id}`)).json).toMatchObject({
      level: 3,
      carriedLevel: 1,
    });
    const goals = (await ask('it', 'GET', `goals?engagementId=${made.id}&limit=200`)).json.rows;
    await answer('it', 'PATCH', `goals/${goals[0]?.id}`, { reached: 60 });
    const trend = await answer<{
      weeks: { unconfirmed: number }[];
      lines: { code: string; values: (number | null)[] }[];
      goals: { title: string; values: (number | null)[] }[];
    }>('rat', 'GET', 'assessment-trend?framework=itil');
    expect(trend.lines.find(({ code }) => code === 'incident')?.values).toEqual([1, 3]);
    const itil = fresh.filter(({ framework }) => framework === 'itil').length;
    expect(trend.weeks.map(({ unconfirmed }) => unconfirmed)).toEqual([0, itil - 1]);
    expect(trend.goals.find(({ title }) => title === String(goals[0]?.title))?.values).toEqual([null, 60]);
    expect(trend.goals).toHaveLength(made.goals);
    const chart = (await ask('rat', 'GET', 'charts/assessment-trend?framework=itil&row=incident&width=680'))
      .json;
    expect(String(chart.title)).toContain('von 1 auf 3');
    expect(
      (await answer<{ lines: object[] }>('rat', 'GET', 'assessment-trend?framework=vds10000')).lines.length,
    ).toBeGreaterThan(5);
  });
  interface Rating {
    id: string;
    framework: string;
    requirement: string;
    level: number | null;
    certainty: string;
  }
});
