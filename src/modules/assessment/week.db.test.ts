import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import { openTestInstallation, type TestInstallation } from '../../app/testing/installation.ts';
import { visitor } from '../../app/testing/visitor.ts';

let product: TestInstallation;
let week: string;
const town = '/towns/tannau';
beforeAll(async () => {
  product = await openTestInstallation();
  const { json } = await product.ask('beratung', 'GET', `${town}/engagements`);
  week = (json as unknown as { rows: { id: string }[] }).rows[0]?.id ?? '';
});
afterAll(() => product?.close());

const rowsOf = async (path: string) =>
  (await product.ask('beratung', 'GET', `${town}/${path}`)).json as unknown as {
    rows: { id: string; title: string; name: string }[];
  };
interface GateView {
  phase: string;
  open: number;
  conditions: { code: string; done: number; total: number }[];
  passed: { by: string; reason: string; openPoints: number } | null;
}
const gates = async (): Promise<GateView[]> =>
  (
    (await product.ask('rat', 'GET', `${town}/engagements/${week}/gates`)).json as unknown as {
      gates: GateView[];
    }
  ).gates;
const pass = (phase: string, reason?: string) =>
  product.ask(
    'beratung',
    'POST',
    `${town}/engagements/${week}/gates/${phase}/passage`,
    reason ? { reason } : {},
  );

describe('the gates of a week', () => {
  test('say what is open; passing one with open points takes a written reason, and it can be opened again', async () => {
    const [explore] = await gates();
    expect(explore?.open).toBeGreaterThan(0);
    expect(explore?.conditions.find(({ code }) => code === 'rooms')?.total).toBeGreaterThan(5);
    const silent = await pass('explore');
    expect(silent).toMatchObject({ status: 422, json: { fields: [{ path: 'reason', code: 'required' }] } });
    const said = await pass('explore', 'Die Außenstellen folgen im Januar.');
    expect(said.status).toBe(200);
    expect((await gates())[0]?.passed).toMatchObject({
      by: 'Katrin Reich',
      reason: 'Die Außenstellen folgen im Januar.',
      openPoints: explore?.open,
    });
    expect((await pass('explore', 'noch einmal')).json).toMatchObject({ code: 'gate_passed' });
    const twice = await Promise.all([pass('review', 'a'), pass('review', 'b')]);
    expect(twice.filter(({ status }) => status === 200)).toHaveLength(1);
    const path = `${town}/engagements/${week}/gates/explore/passage`;
    expect((await product.ask('rat', 'DELETE', path)).status).toBe(403);
    expect((await product.ask('beratung', 'DELETE', path)).status).toBe(200);
    expect((await gates())[0]?.passed).toBeNull();
  });
});

describe('the agenda', () => {
  test('is filled from the template once, and never over what somebody entered', async () => {
    const made = await product.ask('beratung', 'POST', `${town}/engagements`, {
      title: 'Zweite Woche',
      startsOn: '2027-03-15',
      endsOn: '2027-03-19',
    });
    const second = String((made.json as { id?: string }).id);
    const fill = () =>
      product.ask('beratung', 'POST', `${town}/engagements/${second}/agenda-from-template`, {});
    const both = await Promise.all([fill(), fill()]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await rowsOf(`agenda-entries?engagementId=${second}&limit=200`)).rows).toHaveLength(16);
    await product.ask('beratung', 'DELETE', `${town}/engagements/${second}`);
  });

  test('who comes is set by name; the calendar tells the town hour, and a link what one person comes to', async () => {
    const [entry] = (await rowsOf(`agenda-entries?engagementId=${week}&limit=200`)).rows;
    const [first, second] = (await rowsOf('people?limit=2')).rows;
    const put = (personIds: (string | undefined)[]) =>
      product.ask('beratung', 'PUT', `${town}/agenda-entries/${entry?.id}/guests`, { personIds });
    expect((await put([first?.id, second?.id])).json).toEqual({ added: 2, removed: 0 });
    expect((await put([first?.id])).json).toEqual({ added: 0, removed: 1 });
    expect((await put([crypto.randomUUID()])).status).toBe(422);

    const own = visitor(product.app, '198.51.100.7');
    await own.send('POST', '/api/v1/session', { login: 'rat', password: product.passwords.get('rat') });
    const file = await own.send('GET', `/api/v1/towns/tannau/engagements/${week}/calendar.ics`);
    expect(file.headers.get('content-type')).toContain('text/calendar');
    const text = await file.text();
    expect(text).toMatch(/DTSTART;TZID=Europe\/Berlin:\d{8}T083000/);
    expect(text).toContain(first?.name.split(' ').at(-1));
    expect(text.match(/BEGIN:VEVENT/g)?.length).toBeGreaterThan(10);
    expect((await own.send('GET', '/api/v1/towns/tannau/engagements/nichts/calendar.ics')).status).toBe(404);

    const feed = (personId?: string) =>
      product.ask(
        'beratung',
        'POST',
        `${town}/engagements/${week}/calendar-feeds`,
        personId ? { personId } : {},
      );
    const link = String(((await feed(first?.id)).json as { path?: string }).path);
    const anybody = visitor(product.app, '198.51.100.8');
    const theirs = await (await anybody.send('GET', link)).text();
    expect(theirs.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(theirs).not.toContain(first?.name);
    expect((await anybody.send('GET', `${link.slice(0, -6)}x.ics`)).status).toBe(404);
    expect(
      (await product.ask('beratung', 'DELETE', `${town}/engagements/${week}/calendar-feeds`)).json,
    ).toEqual({ ended: 1 });
    expect((await anybody.send('GET', link)).status).toBe(404);
    const kept = await withClient(product.installation.database.ownerUrl, (client) =>
      client.query("select payload from journal_payload where payload like '%token_hash%'"),
    );
    // The token itself is nowhere; its hash is not in the journal either.
    expect(kept.rows.filter(({ payload }) => /token_hash":\[null,(?!null)/.test(payload))).toEqual([]);
  });
});

test('goals of different owners are put side by side, once, and a decision closes the pair', async () => {
  const people = (await rowsOf('people?limit=2')).rows;
  const goal = async (title: string, at: number) =>
    String(
      (
        (
          await product.ask('beratung', 'POST', `${town}/goals`, {
            engagementId: week,
            title,
            ownerPersonId: people[at]?.id,
          })
        ).json as { id?: string }
      ).id,
    );
  const [a, b] = [await goal('Serverraum klimatisieren', 0), await goal('Klimatisieren des Serverraums', 1)];
  const hints = async () =>
    (
      (await product.ask('rat', 'GET', `${town}/engagements/${week}/goal-hints`)).json as unknown as {
        pairs: object[];
      }
    ).pairs;
  expect(await hints()).toContainEqual({ goal: a, other: b });
  const pair = { engagementId: week, goalId: a, otherGoalId: b, relation: 'repeats' };
  const made = await product.ask('beratung', 'POST', `${town}/goal-pairs`, pair);
  expect(made.status).toBe(200);
  expect(await hints()).not.toContainEqual({ goal: a, other: b });
  const same = await product.ask('beratung', 'POST', `${town}/goal-pairs`, { ...pair, otherGoalId: a });
  expect(same.json).toMatchObject({ fields: [{ path: 'otherGoalId', code: 'same_goal' }] });
  const condition = async () => (await gates())[0]?.conditions.find(({ code }) => code === 'goal_pairs');
  expect(await condition()).toMatchObject({ done: 0, total: 1 });
  await product.ask('beratung', 'PATCH', `${town}/goal-pairs/${(made.json as { id?: string }).id}`, {
    decision: 'Beide werden zu einem Ziel.',
    decidedBy: 'Jürgen Hauser',
    decidedOn: '2026-11-24',
  });
  expect(await condition()).toMatchObject({ done: 1, total: 1 });
});
