import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

let product: TestInstallation;
let week = '';
let round = '';
beforeAll(async () => {
  product = await openTestInstallation();
  week = String((await ask('beratung', 'GET', '/towns/tannau/engagements')).json.rows[0]?.id);
  const made = await ask('beratung', 'POST', '/towns/tannau/review-rounds', {
    engagementId: week,
    dueOn: '2030-01-31',
    note: 'Bitte lesen Sie alles.',
  });
  round = String(made.json.id);
});
afterAll(() => product?.close());

const ask: TestInstallation['ask'] = (...given) => product.ask(...given);
const at = (rest = '') => `/towns/tannau/review-rounds/${round}${rest}`;

async function invite(name: string): Promise<{ id: string; path: string }> {
  const { json } = await ask('beratung', 'POST', at('/guests'), { name, title: 'Bauamt' });
  return { id: String(json.id), path: (json.link as unknown as { path: string }).path };
}
const read = async (path: string) => {
  const answer = await product.app.request(path);
  return { status: answer.status, text: await answer.text() };
};
const send = async (path: string, form: Record<string, string>) => {
  const answer = await product.app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(form).toString(),
  });
  return { status: answer.status, text: await answer.text() };
};
const asked = async () => {
  const { rows } = (await ask('beratung', 'GET', '/towns/tannau/findings?limit=200')).json;
  return (rows as unknown as { id: string; status: string; statement: string; title: string }[]).filter(
    ({ status }) => status !== 'draft',
  );
};
const guest = async (id: string) => {
  const { json } = await ask('beratung', 'GET', at('/guests'));
  return (json.guests as unknown as { id: string }[]).find((one) => one.id === id);
};

describe('a review round', () => {
  test('a guest reads every finding that is no draft, answers, is told of a changed wording, and signs', async () => {
    const { id, path } = await invite('Rosa Kern');
    const findings = await asked();
    const { text, status } = await read(path);
    expect(status).toBe(200);
    expect(findings.filter(({ title }) => !text.includes(title.replaceAll('&', '&amp;')))).toEqual([]);
    expect(text).toContain('Bitte lesen Sie alles.');
    expect(text).not.toContain('<script');
    // A day that was not filled in is missing, not impossible.
    const undated = await ask('beratung', 'POST', '/towns/tannau/review-rounds', {
      engagementId: week,
      dueOn: '',
    });
    expect(undated.json.fields).toMatchObject([{ path: 'dueOn', code: 'required' }]);
    // Signing comes after answering.
    expect((await send(`${path}/abschluss`, { remark: '' })).status).toBe(409);
    const [first, ...others] = findings;
    const missing = await send(path, { finding: first?.id ?? '', answer: 'disagrees', comment: ' ' });
    expect(missing.status).toBe(422);
    expect((await send(path, { finding: first?.id ?? '', answer: 'agrees', comment: '' })).status).toBe(303);
    for (const one of others)
      expect((await send(path, { finding: one.id, answer: 'agrees', comment: '' })).status).toBe(303);
    expect(await guest(id)).toMatchObject({ answered: findings.length, changed: 0, open: 0, signedAt: null });
    expect((await send(`${path}/abschluss`, { remark: 'Danke' })).status).toBe(303);
    expect(await guest(id)).toMatchObject({ signedAt: expect.any(String), remark: 'Danke' });
    // The wording changes: the answer belongs to the one before, both stand beside each other.
    const corrected = await ask('beratung', 'POST', `/towns/tannau/findings/${first?.id}/wordings`, {
      statement: `${first?.statement} Ergänzt.`,
      reason: 'genauer',
    });
    expect(corrected.status).toBe(200);
    expect(await guest(id)).toMatchObject({ answered: findings.length - 1, changed: 1, open: 0 });
    const anew = await read(path);
    expect(anew.text).toMatch(/<ins><span class="k-hidden">neu: <\/span>[^<]*Ergänzt\.<\/ins>/);
  });

  test('a finding stays disputed until everybody who disagreed has changed their answer', async () => {
    const one = await invite('Emil Sander');
    const two = await invite('Lea Wolf');
    const [finding] = await asked();
    const statusNow = async () =>
      (await ask('beratung', 'GET', `/towns/tannau/findings/${finding?.id}`)).json
        .status as unknown as string;
    const given = { finding: finding?.id ?? '' };
    const no = { ...given, answer: 'disagrees', comment: 'Stimmt nicht.' };
    const yes = { ...given, answer: 'agrees', comment: '' };
    await send(one.path, no);
    await send(two.path, no);
    expect(await statusNow()).toBe('disputed');
    await send(two.path, yes);
    expect(await statusNow()).toBe('disputed');
    await send(one.path, yes);
    expect(await statusNow()).not.toBe('disputed');
  });

  test('a link is hidden from everybody but who asks for it; a new one leaves the old; who is taken out is out', async () => {
    const { id, path } = await invite('Kai Brandt');
    const listed = await ask('beratung', 'GET', at('/guests'));
    expect(JSON.stringify(listed.json)).not.toContain(path.split('/').at(-1));
    const again = await ask('beratung', 'POST', at(`/guests/${id}/links`));
    expect((await read(String(again.json.path))).status).toBe(200);
    expect((await read(path)).status).toBe(200);
    expect((await ask('rat', 'POST', at(`/guests/${id}/links`))).status).toBe(403);
    expect((await ask('beratung', 'DELETE', at(`/guests/${id}`))).status).toBe(200);
    expect((await read(path)).status).toBe(404);
  });

  test('a guest who is asked about areas sees, answers and signs those alone', async () => {
    const areas = ['budget', 'contracts'];
    const email = 'otto@kasse.example';
    const { json } = await ask('beratung', 'POST', at('/guests'), { name: 'Otto Kasse', areas, email });
    // Addresses are for whoever writes to them; the council sees who is asked.
    expect(await guest(String(json.id))).toMatchObject({ email });
    const seen = (await ask('rat', 'GET', at('/guests'))).json.guests as unknown as { email: string }[];
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter((one) => one.email !== '')).toEqual([]);
    const { path } = json.link as unknown as { path: string };
    const all = (await ask('beratung', 'GET', '/towns/tannau/findings?limit=200')).json.rows as unknown as {
      id: string;
      area: string;
      status: string;
      title: string;
    }[];
    const own = all.filter(({ area, status }) => areas.includes(area) && status !== 'draft');
    const other = all.find(({ area, status }) => area === 'security' && status !== 'draft');
    expect(own.length).toBeGreaterThan(0);
    expect(await guest(String(json.id))).toMatchObject({ areas, asked: own.length, open: own.length });
    expect((await read(path)).text).not.toContain(other?.title);
    const agrees = { answer: 'agrees', comment: '' };
    expect((await send(path, { finding: other?.id ?? '', ...agrees })).status).toBe(404);
    for (const { id } of own) expect((await send(path, { finding: id, ...agrees })).status).toBe(303);
    expect((await send(`${path}/abschluss`, { remark: '' })).status).toBe(303);
    expect(await guest(String(json.id))).toMatchObject({ answered: own.length, open: 0 });
    const strange = { name: 'Nie', areas: ['alles'] };
    expect((await ask('beratung', 'POST', at('/guests'), strange)).status).toBe(422);
  });

  test('what nobody should send is refused in words: no such finding, a draft, no answer, text without end, markup', async () => {
    const { path } = await invite('<b>Udo</b> & Söhne');
    expect((await read(path)).text).toContain('&lt;b&gt;Udo&lt;/b&gt; &amp; Söhne');
    const [finding] = await asked();
    const given = { finding: finding?.id ?? '', answer: 'disagrees' };
    expect((await send(path, { ...given, finding: "'; drop table finding" })).status).toBe(404);
    expect((await send(path, { ...given, finding: week, comment: 'x' })).status).toBe(404);
    expect((await send(path, { ...given, answer: 'vielleicht' })).status).toBe(422);
    expect((await send(path, {})).status).toBe(404);
    const long = await send(path, { ...given, comment: `<i>${'x'.repeat(10_000)}` });
    expect(long.status).toBe(422);
    expect(long.text).toContain(`&lt;i&gt;${'x'.repeat(10_000)}`);
    const week2 = await ask('beratung', 'POST', '/towns/tannau/findings', {
      engagementId: week,
      area: 'security',
      title: 'Noch Entwurf',
      statement: 'Ein Satz.',
    });
    expect((await send(path, { ...given, finding: String(week2.json.id), comment: 'x' })).status).toBe(404);
    expect((await read('/rueckblick/abc')).status).toBe(404);
    expect((await send('/rueckblick/abc', given)).status).toBe(404);
  });

  test('one round of a week is open at a time; a closed one ends its links and can not be changed', async () => {
    const { path } = await invite('Ida Lenz');
    const second = { engagementId: week, dueOn: '2030-02-28' };
    expect((await ask('beratung', 'POST', '/towns/tannau/review-rounds', second)).status).toBe(409);
    expect((await ask('rat', 'POST', at('/closing'))).status).toBe(403);
    const closed = await Promise.all([
      ask('beratung', 'POST', at('/closing')),
      ask('beratung', 'POST', at('/closing')),
    ]);
    expect(closed.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await read(path)).status).toBe(404);
    expect((await ask('beratung', 'POST', at('/guests'), { name: 'Spät' })).status).toBe(409);
    expect((await ask('beratung', 'PATCH', at(), { note: 'Neu' })).status).toBe(409);
    expect((await ask('beratung', 'POST', '/towns/tannau/review-rounds', second)).status).toBe(200);
  });
});
