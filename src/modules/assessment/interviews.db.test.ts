import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import { openTestInstallation, type TestInstallation } from '../../app/testing/installation.ts';
import { type Visitor, visitor } from '../../app/testing/visitor.ts';

let product: TestInstallation;
let week: string;
beforeAll(async () => {
  product = await openTestInstallation();
  const list = json(await product.ask('beratung', 'GET', '/towns/tannau/engagements'));
  week = (list.rows as { id: string }[])[0]?.id ?? '';
  // These tests count their own answers, not those of the example.
  await withClient(product.installation.database.ownerUrl, (client) =>
    client.query('delete from respondent'),
  );
});
afterAll(() => product?.close());

const town = '/towns/tannau';
const json = (answer: { json: unknown }) => answer.json as Record<string, unknown>;
const from = (address: string): Visitor => visitor(product.app, address);

interface Sheet {
  questions: { key: string; requirement: string; framework: string }[];
  answers: { question: string; level: number | null; state: string }[];
  notes: { question: string; note: string }[];
  contradictions: { question: string; offices: { office: string; level: number }[] }[];
}

async function interviewWith(roles: string[], more: object = {}): Promise<string> {
  const made = await product.ask('beratung', 'POST', `${town}/interviews`, {
    engagementId: week,
    title: 'Gespräch',
    roles,
    depth: 3,
    ...more,
  });
  expect(made.status).toBe(200);
  return String(json(made).id);
}
const sheetOf = async (id: string): Promise<Sheet> =>
  json(await product.ask('beratung', 'GET', `${town}/interviews/${id}/sheet`)) as unknown as Sheet;
async function personIn(id: string, more: object = {}): Promise<{ id: string; code: string; path: string }> {
  const made = json(
    await product.ask('beratung', 'POST', `${town}/interviews/${id}/respondents`, {
      name: 'Jo Amt',
      ...more,
    }),
  );
  const { respondent, code, path } = made as unknown as {
    respondent: { id: string };
    code: string;
    path: string;
  };
  return { id: respondent.id, code, path };
}
const say = (user: string, id: string, answer: object) =>
  product.ask(user, 'PUT', `${town}/interviews/${id}/answers`, answer);

describe('an interview', () => {
  test('asks what the roles can answer, and the plan says what does not fit and what nobody is asked', async () => {
    const planned = () => product.ask('beratung', 'GET', `${town}/engagements/${week}/interview-plan`);
    const before = json(await planned());
    const short = await interviewWith(['head_of_it'], { minutes: 5 });
    const view = json(await product.ask('beratung', 'GET', `${town}/interviews/${short}`));
    expect(view).toMatchObject({ answered: 0 });
    expect(view.questions).toBeGreaterThan(5);
    // The form says so before anything is saved.
    const choice = { roles: ['head_of_it'], depth: 3 };
    const preview = await product.ask('beratung', 'POST', `${town}/interview-tailoring`, choice);
    expect(json(preview)).toEqual({ questions: view.questions, needed: view.needed });
    const strange = { roles: ['X'], depth: 9 };
    expect((await product.ask('beratung', 'POST', `${town}/interview-tailoring`, strange)).status).toBe(422);
    const { questions } = await sheetOf(short);
    expect(questions).toHaveLength(Number(view.questions));
    const plan = json(await product.ask('beratung', 'GET', `${town}/engagements/${week}/interview-plan`));
    expect(Number(plan.needed) - Number(before.needed)).toBe(view.needed);
    expect(Number(plan.over) - Number(before.over)).toBe(Number(view.needed) - 5);
    const open = plan.notAsked as { question: string }[];
    expect(open.length).toBeGreaterThan(0);
    const asked = new Set(questions.map(({ key }) => key));
    expect(open.filter(({ question }) => asked.has(question))).toEqual([]);
    const left = await product.ask('beratung', 'PATCH', `${town}/interviews/${short}`, {
      without: questions.slice(0, 2).map(({ framework, requirement }) => `${framework}:${requirement}`),
    });
    expect(Number(json(left).questions)).toBeLessThan(Number(view.questions));
    const whole = await product.ask('beratung', 'PATCH', `${town}/interviews/${short}`, {
      without: ['itil'],
    });
    expect(json(whole).questions).toBe(questions.filter(({ framework }) => framework !== 'itil').length);
  });

  test('the example week fits its fourteen hours; what nobody asks stays open', async () => {
    const second = await openTestInstallation();
    try {
      const weeks = json(await second.ask('beratung', 'GET', `${town}/engagements`));
      const { id } = (weeks.rows as { id: string }[])[0] ?? { id: '' };
      const plan = json(await second.ask('beratung', 'GET', `${town}/engagements/${id}/interview-plan`));
      expect(plan).toMatchObject({ booked: 14 * 60, over: 0 });
      expect((plan.notAsked as object[]).length).toBeGreaterThan(0);
    } finally {
      await second.close();
    }
  });

  test('an answer sent twice is one; another replaces it; "open" takes it back', async () => {
    const id = await interviewWith(['head_of_it']);
    const who = await personIn(id);
    const [first] = (await sheetOf(id)).questions;
    const answer = { respondentId: who.id, question: first?.key, state: 'level', level: 2 };
    const twice = await Promise.all([say('beratung', id, answer), say('beratung', id, answer)]);
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 200]);
    expect((await sheetOf(id)).answers).toMatchObject([{ level: 2 }]);
    await say('beratung', id, { ...answer, state: 'unknown' });
    expect((await sheetOf(id)).answers).toMatchObject([{ state: 'unknown', level: null }]);
    await say('beratung', id, { ...answer, state: 'open' });
    expect((await sheetOf(id)).answers).toEqual([]);
  });

  test('what is missing or wrong is named at its field', async () => {
    const id = await interviewWith(['head_of_it']);
    const who = await personIn(id);
    const [first] = (await sheetOf(id)).questions;
    const base = { respondentId: who.id, question: first?.key };
    const faults = async (answer: object) =>
      (json(await say('beratung', id, answer)).fields as { path: string }[])?.map(({ path }) => path);
    expect(await faults({ ...base, state: 'level' })).toEqual(['level']);
    expect(await faults({ ...base, state: 'level', level: 6 })).toEqual(['level']);
    expect(await faults({ ...base, state: 'not_applicable' })).toEqual(['reason']);
    expect(await faults({ ...base, question: 'itil:nie', state: 'unknown' })).toEqual(['question']);
    expect(await faults({ ...base, question: `${first?.key}@nirgends`, state: 'unknown' })).toEqual([
      'question',
    ]);
    const other = await interviewWith(['isb']);
    expect((await say('beratung', other, { ...base, state: 'unknown' })).status).toBe(404);
  });
});

describe('what single people said', () => {
  test('is for the consultancy alone; the scores are for all and tell of nobody', async () => {
    const id = await interviewWith(['head_of_it']);
    const who = await personIn(id, { name: 'Vertrauliche Person' });
    const [first] = (await sheetOf(id)).questions;
    await say('beratung', id, {
      respondentId: who.id,
      question: first?.key,
      state: 'level',
      level: 1,
      evidence: 'geheim1',
    });
    await product.ask('beratung', 'PUT', `${town}/interviews/${id}/notes`, {
      question: first?.key,
      note: 'geheim2',
    });
    expect((await sheetOf(id)).notes).toEqual([{ question: first?.key, note: 'geheim2' }]);
    for (const user of ['it', 'admin', 'buergermeister']) {
      const refused = await product.ask(user, 'GET', `${town}/interviews/${id}/sheet`);
      expect(refused.status).toBe(403);
      const again = await product.ask(user, 'PUT', `${town}/interviews/${id}/notes`, { note: 'x' });
      expect(again.status).toBe(403);
      const story = await product.ask(user, 'GET', `${town}/stories/${who.id}`);
      expect(JSON.stringify(story.json)).not.toContain('Vertrauliche');
    }
    const listed = json(await product.ask('it', 'GET', `${town}/interviews/${id}`));
    expect(listed.answered).toBeNull();
    const scores = await product.ask(
      'buergermeister',
      'GET',
      `${town}/engagements/${week}/scores?framework=${first?.framework}`,
    );
    const text = JSON.stringify(scores.json);
    expect(text).not.toMatch(/geheim\d|Vertrauliche Person/);
    const found = (
      JSON.parse(text) as {
        requirements: { requirement: string; level: number | null; questions: { spread: unknown }[] }[];
      }
    ).requirements.find(({ requirement }) => requirement === first?.requirement);
    expect(found?.level).not.toBeNull();
    expect(found?.questions.every(({ spread }) => spread === null)).toBe(true);
  });

  test('without a consultancy the head of IT leads the week', async () => {
    const id = await interviewWith(['isb']);
    const end = (date: string) =>
      withClient(product.installation.database.ownerUrl, (client) =>
        client.query(`update membership set valid_until = ${date} where function = 'consultant'`),
      );
    await end('current_date - 2');
    expect((await product.ask('it', 'GET', `${town}/interviews/${id}/sheet`)).status).toBe(200);
    expect((await product.ask('admin', 'GET', `${town}/interviews/${id}/sheet`)).status).toBe(403);
    await end('null');
    expect((await product.ask('it', 'GET', `${town}/interviews/${id}/sheet`)).status).toBe(403);
  });

  test('from three answers on the spread is shown, and offices that contradict each other', async () => {
    const id = await interviewWith(['head_of_it']);
    const { rows } = json(await product.ask('beratung', 'GET', `${town}/offices`)) as unknown as {
      rows: { id: string; name: string }[];
    };
    const { questions } = await sheetOf(id);
    const key = questions.at(-1)?.key ?? '';
    for (const [n, level] of [1, 4, 3].entries()) {
      const who = await personIn(id, { worksInId: rows[n === 0 ? 0 : 1]?.id });
      await say('beratung', id, { respondentId: who.id, question: key, state: 'level', level });
    }
    const framework = questions.at(-1)?.framework;
    const scores = json(
      await product.ask('buergermeister', 'GET', `${town}/engagements/${week}/scores?framework=${framework}`),
    );
    const all = (
      scores.requirements as {
        questions: { question: string; value: number; spread: object; divergent: boolean }[];
      }[]
    ).flatMap((requirement) => requirement.questions);
    expect(all.find(({ question }) => question === key)).toMatchObject({
      value: 3,
      spread: { lowest: 1, highest: 4 },
      divergent: true,
    });
    // The figure opens to who said what, for the team alone.
    const behind = `${town}/engagements/${week}/requirement-answers?framework=${framework}&requirement=${questions.at(-1)?.requirement}`;
    const { answers } = json(await product.ask('beratung', 'GET', behind)) as { answers: { key: string }[] };
    expect(answers.filter((one) => one.key === key)).toMatchObject(
      [1, 4, 3].map((level) => ({ level, interviewId: id, interview: 'Gespräch', respondent: 'Jo Amt' })),
    );
    expect((await product.ask('it', 'GET', behind)).json).toEqual({ team: false, answers: [] });
    expect((await product.ask('buergermeister', 'GET', behind)).status).toBe(403);
    const found = (await sheetOf(id)).contradictions.find(({ question }) => question === key);
    expect(found?.offices.map(({ level }) => level).sort()).toEqual([1, 3]);
  });
});

describe('without an account', () => {
  test('in the room by a code: the question that is shown, answered by a form', async () => {
    const id = await interviewWith(['head_of_it']);
    const { code } = await personIn(id, { way: 'room' });
    expect(code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
    const phone = from('198.51.100.90');
    expect((await phone.form('/raum', { code: 'AAAA-AAAA' })).status).toBe(404);
    expect((await phone.form('/raum', { code: code.toLowerCase().replace('-', ' ') })).status).toBe(303);
    expect(await (await phone.send('GET', '/raum')).text()).toContain('http-equiv="refresh"');
    const { questions } = await sheetOf(id);
    const key = questions[1]?.key ?? '';
    const show = (question: string) =>
      product.ask('beratung', 'PUT', `${town}/interviews/${id}/current-question`, { question });
    expect((await show(key)).status).toBe(200);
    const page = await (await phone.send('GET', '/raum')).text();
    expect(page).toContain(`value="${key}"`);
    expect(page).not.toContain('http-equiv="refresh"');
    const wrong = await phone.form('/raum/antwort', { question: key, choice: '', evidence: 'bleibt stehen' });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('bleibt stehen');
    const sent = await phone.form('/raum/antwort', { question: key, choice: '2', evidence: '<b>Liste</b>' });
    expect(sent.status).toBe(303);
    // Thanks, and the page waits for the next question; the answer can still be changed.
    expect(await (await phone.send('GET', '/raum')).text()).toContain('http-equiv="refresh"');
    expect(await (await phone.send('GET', '/raum?aendern')).text()).toContain('&lt;b&gt;Liste');
    expect((await sheetOf(id)).answers).toMatchObject([{ question: key, level: 2 }]);
    const late = await phone.form('/raum/antwort', { question: questions[0]?.key ?? '', choice: '5' });
    expect(late.status).toBe(409);
  });

  test('a link hands over single questions, for one person, until it ends', async () => {
    const id = await interviewWith(['head_of_it']);
    const keys = (await sheetOf(id)).questions.slice(0, 2).map(({ key }) => key);
    const { path, id: person } = await personIn(id, { way: 'link', questions: keys, email: 'jo@tannau.de' });
    const reader = from('198.51.100.91');
    expect((await reader.form(path, { question: keys[0] ?? '', choice: 'unknown' })).status).toBe(303);
    expect((await reader.form(path, { question: keys[1] ?? '', choice: 'not_applicable' })).status).toBe(422);
    const kept = { question: keys[1] ?? '', choice: 'not_applicable', reason: 'kein eigener Server' };
    expect((await reader.form(path, kept)).status).toBe(303);
    const { answers } = await sheetOf(id);
    expect(answers.map(({ state }) => state).sort()).toEqual(['not_applicable', 'unknown']);
    expect((await reader.send('GET', `${path}x`)).status).toBe(404);
    // Lost: a new link leads on, the former one has ended, and what was said stays.
    const secrets = `${town}/interviews/${id}/respondents/${person}/secrets`;
    expect((await product.ask('it', 'POST', secrets)).status).toBe(403);
    const next = json(await product.ask('beratung', 'POST', secrets)) as { path: string; code: null };
    expect(next).toMatchObject({ code: null, respondent: { id: person, email: 'jo@tannau.de' } });
    expect((await reader.send('GET', path)).status).toBe(404);
    expect(await (await reader.send('GET', next.path)).text()).toContain('kein eigener Server');
    expect((await sheetOf(id)).answers).toHaveLength(2);
    const { id: talker } = await personIn(id);
    expect((await product.ask('beratung', 'POST', secrets.replace(person, talker))).status).toBe(404);
    const other = await interviewWith(['isb']);
    expect((await product.ask('beratung', 'POST', secrets.replace(id, other))).status).toBe(404);
    expect(
      (await product.ask('beratung', 'DELETE', `${town}/interviews/${id}/respondents/${person}`)).status,
    ).toBe(200);
    expect((await reader.send('GET', next.path)).status).toBe(404);
    expect((await sheetOf(id)).answers).toEqual([]);
  });
});
