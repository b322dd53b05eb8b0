import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';
import { type Visitor, visitor } from './testing/visitor.ts';

let product: TestInstallation;
beforeAll(async () => {
  product = await openTestInstallation();
});
afterAll(() => product?.close());

const passwordOf = (login: string): string => product.passwords.get(login) ?? '';
const from = (address: string): Visitor => visitor(product.app, address);
const trySignIn = async (who: Visitor, login: string, password: string, code?: string) =>
  (await who.send('POST', '/api/v1/session', { login, password, ...(code ? { code } : {}) })).status;
const signedIn = async (login: string, address: string): Promise<Visitor> => {
  const who = from(address);
  expect(await trySignIn(who, login, passwordOf(login))).toBe(200);
  return who;
};
const json = async (answer: Response) => (await answer.json()) as Record<string, unknown>;

describe('invitations', () => {
  const invite = async (login: string, more: object = {}) => {
    const answer = await product.ask('admin', 'POST', '/towns/tannau/invitations', {
      login,
      name: 'Erika Muster',
      functions: ['dsb'],
      ...more,
    });
    return String(answer.json.path);
  };

  test('for a known login are taken by its owner only', async () => {
    const link = await invite('ISB');
    const finder = from('203.0.113.60');
    expect(await (await finder.send('GET', link)).text()).toContain('Als ISB anmelden');
    expect((await finder.form(link, { password: 'ein eigenes langes Passwort' })).status).toBe(401);
    const other = await signedIn('rat', '203.0.113.61');
    expect((await other.form(link, {})).status).toBe(401);
    const owner = await signedIn('isb', '203.0.113.62');
    expect((await owner.form(link, {})).status).toBe(303);
    const { towns } = await json(await owner.send('GET', '/api/v1/session'));
    expect(towns).toMatchObject([{ functions: expect.arrayContaining(['dsb', 'isb']) }]);
  });

  test('taken twice at once make one account, and only its maker is signed in', async () => {
    const link = await invite('doppelt');
    const form = { password: 'drei Wörter ohne Zusammenhang' };
    const answers = await Promise.all(
      [from('203.0.113.63'), from('203.0.113.64')].map((v) => v.form(link, form)),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 404]);
  });

  test('are listed, and withdrawn before they are taken', async () => {
    const link = await invite('zurueck');
    const { invitations } = (await product.ask('admin', 'GET', '/towns/tannau/invitations')).json;
    const open = (invitations as unknown as { id: string; login: string }[]).find(
      (one) => one.login === 'zurueck',
    );
    expect(JSON.stringify(invitations)).not.toContain(link.split('/').at(-1));
    const away = await product.ask('admin', 'DELETE', `/towns/tannau/invitations/${open?.id}`);
    expect(away.status).toBe(200);
    expect((await from('203.0.113.65').send('GET', link)).status).toBe(404);
  });

  test('two administrators who remove each other at once leave one', async () => {
    const link = await invite('zweite-admin', { functions: ['administrator'] });
    const second = from('203.0.113.66');
    expect((await second.form(link, { password: 'drei Wörter ohne Zusammenhang' })).status).toBe(303);
    const { members } = (await product.ask('admin', 'GET', '/towns/tannau/members')).json;
    const admins = (members as unknown as { id: string; function: string }[]).filter(
      (one) => one.function === 'administrator',
    );
    expect(admins).toHaveLength(2);
    const both = await Promise.all(
      admins.map(({ id }, n) =>
        n === 0
          ? second.send('DELETE', `/api/v1/towns/tannau/members/${id}`)
          : product.ask('admin', 'DELETE', `/towns/tannau/members/${id}`),
      ),
    );
    expect(both.filter((answer) => answer.status === 200)).toHaveLength(1);
    const left = await asOwner("select count(*)::int as n from membership where function = 'administrator'");
    expect(left).toEqual([{ n: 1 }]);
    await asOwner(`insert into membership (town_id, id, user_id, function)
      select t.id, gen_random_uuid(), u.id, 'administrator' from town t, app_user u where u.login = 'admin' on conflict do nothing`);
  });
});

describe('bearer tokens', () => {
  const make = async (scope: string) =>
    String(
      (await product.ask('admin', 'POST', '/towns/tannau/tokens', { name: `Probe ${scope}`, scope })).json
        .token,
    );
  const by = (token: string, method: string, path: string, body?: unknown) =>
    product.ask(null, method, `/towns/tannau${path}`, body, { authorization: `Bearer ${token}` });

  test('do what their scope says and no more', async () => {
    const [read, write, admin] = [await make('read'), await make('write'), await make('admin')];
    const finding = { title: 'Über die Schnittstelle', horizon: 'short' };
    expect((await by(read, 'GET', '/findings')).status).toBe(200);
    expect((await by(read, 'POST', '/measures', finding)).json).toMatchObject({ code: 'token_reads_only' });
    expect((await by(write, 'POST', '/measures', finding)).status).toBe(200);
    const invitation = { login: 'x', name: 'X', functions: ['council'] };
    expect((await by(write, 'POST', '/invitations', invitation)).json).toMatchObject({ code: 'token_scope' });
    expect((await by(write, 'POST', '/tokens', { name: 'mehr', scope: 'admin' })).json).toMatchObject({
      code: 'token_scope',
    });
    expect((await by(admin, 'POST', '/invitations', invitation)).status).toBe(200);
    expect(
      (await product.ask(null, 'GET', '/session/account', undefined, { authorization: `Bearer ${admin}` }))
        .status,
    ).toBe(401);
  });

  test('are listed without their secret and revoked at once, by owner or administrator only', async () => {
    const token = await make('read');
    const listed = (await product.ask('admin', 'GET', '/towns/tannau/tokens')).json.tokens as unknown as {
      id: string;
    }[];
    expect(JSON.stringify(listed)).not.toContain(token);
    const others = (await product.ask('rat', 'GET', '/towns/tannau/tokens')).json.tokens;
    expect(others).toEqual([]);
    const [newest] = listed;
    expect((await product.ask('rat', 'DELETE', `/towns/tannau/tokens/${newest?.id}`)).status).toBe(404);
    expect((await by(token, 'GET', '/findings')).status).toBe(200);
    expect((await product.ask('admin', 'DELETE', `/towns/tannau/tokens/${newest?.id}`)).status).toBe(200);
    expect((await by(token, 'GET', '/findings')).status).toBe(401);
  });

  test('end on their day', async () => {
    const token = await make('read');
    await asOwner("update api_token set expires_at = now() - interval '1 second'");
    expect((await by(token, 'GET', '/findings')).status).toBe(401);
  });

  test('and links are kept nowhere, also not for a repeated request', async () => {
    const ask = () =>
      product.ask(
        'admin',
        'POST',
        '/towns/tannau/tokens',
        { name: 'einmal', scope: 'read' },
        {
          'idempotency-key': 'einmal-und-nie-wieder',
        },
      );
    const made = await ask();
    expect(made.status).toBe(200);
    expect((await ask()).json).toMatchObject({ code: 'told_once' });
    const rows = await asOwner("select response from idempotency where key = 'einmal-und-nie-wieder'");
    expect(rows).toEqual([{ response: '' }]);
  });

  test('a key that was used for another call is refused, not answered with what that call answered', async () => {
    const key = { 'idempotency-key': 'derselbe-schluessel' };
    const { rows } = (await product.ask('beratung', 'GET', '/towns/tannau/findings?status=draft')).json;
    const id =
      rows[0]?.id ?? (await product.ask('beratung', 'GET', '/towns/tannau/findings')).json.rows[0]?.id;
    await product.ask('beratung', 'POST', `/towns/tannau/findings/${id}/submission`, {}, key);
    const made = await product.ask(
      'beratung',
      'POST',
      '/towns/tannau/measures',
      { title: 'Eins', horizon: 'short' },
      key,
    );
    const again = await product.ask('beratung', 'POST', `/towns/tannau/findings/${id}/submission`, {}, key);
    expect([made, again].some((answer) => answer.json.code === ('idempotency_conflict' as never))).toBe(true);
  });
});

describe('a function for one office', () => {
  test('sees and changes what belongs to it, reads what is the whole town’s, and finds nothing of others', async () => {
    const offices = (await product.ask('beratung', 'GET', '/towns/tannau/offices')).json.rows as unknown as {
      id: string;
    }[];
    const [own, other] = offices;
    const [a, b, c] = (await product.ask('beratung', 'GET', '/towns/tannau/measures')).json
      .rows as unknown as { id: string; number: number }[];
    await asOwner(`update measure set office_id = '${own?.id}' where id = '${a?.id}'`);
    await asOwner(`update measure set office_id = '${other?.id}' where id = '${b?.id}'`);
    await asOwner(`update search_entry set office_id = m.office_id from measure m where m.id = record_id`);
    const made = await product.ask('admin', 'POST', '/towns/tannau/invitations', {
      login: 'amtsleitung',
      name: 'Anna Amt',
      functions: ['head_of_it'],
      onlyOfficeId: own?.id,
    });
    const who = from('198.51.100.80');
    await who.form(String(made.json.path), { password: 'drei Wörter ohne Zusammenhang' });
    const at = (id: string | undefined) => `/api/v1/towns/tannau/measures/${id}`;
    const change = async (id: string | undefined) => {
      const read = await who.send('GET', at(id));
      const version = read.headers.get('etag') ?? '"1"';
      return (await who.send('PATCH', at(id), { title: 'Vom Amt' }, { 'if-match': version })).status;
    };
    expect(await change(a?.id)).toBe(200);
    expect(await change(b?.id)).toBe(404);
    expect(await change(c?.id)).toBe(403);
    const list = await json(await who.send('GET', '/api/v1/towns/tannau/measures'));
    expect((list.rows as { id: string }[]).some(({ id }) => id === b?.id)).toBe(false);
    const all = await product.ask('beratung', 'GET', '/towns/tannau/measures');
    expect(list.total).toBe(Number(all.json.total) - 1);
    const made2 = await json(
      await who.send('POST', '/api/v1/towns/tannau/measures', { title: 'Für das Amt', horizon: 'short' }),
    );
    expect(made2.officeId).toBe(own?.id);
    expect(
      (
        await who.send(
          'PUT',
          `/api/v1/towns/tannau/roadmap/${a?.id}`,
          { starts: '2027-Q1', quarters: 1 },
          { 'if-match': '"1"' },
        )
      ).status,
    ).toBe(403);
    expect((await who.send('GET', '/api/v1/towns/tannau/members')).status).toBe(403);
  });
});

async function asOwner(text: string): Promise<Record<string, unknown>[]> {
  return withClient(
    product.installation.database.ownerUrl,
    async (client) => (await client.query(text)).rows,
  );
}

test('the story of a record is told to those who may read the record', async () => {
  const T = '/towns/tannau';
  const draft = (await product.ask('beratung', 'POST', `${T}/catalogue-drafts`, { title: 'Noch in Arbeit' }))
    .json.id;
  const row = await product.ask('beratung', 'POST', `${T}/catalogue-drafts/${draft}/rows`, {
    kind: 'heading',
    code: '1',
    title: 'Noch geheim',
  });
  const { json } = await product.ask('beratung', 'GET', `${T}/interviews?limit=1`);
  const [interview] = json.rows as unknown as { id: string }[];
  for (const id of [draft, row.json.id, interview?.id]) {
    const told = await product.ask('beratung', 'GET', `${T}/stories/${id}`);
    expect(told.json.lines).not.toEqual([]);
    for (const login of ['rat', 'buergermeister', 'kaemmerei', 'isb'])
      expect((await product.ask(login, 'GET', `${T}/stories/${id}`)).status, login).toBe(404);
  }
});
