import { createServer, type Server } from 'node:net';
import { Attribute, Change, Client } from 'ldapts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import { jobs, nightly } from './jobs.ts';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';
import { GROUPS, hasSlapd, PEOPLE, READER, ROOT, type Slapd, startSlapd } from './testing/slapd.ts';
import { type Visitor, visitor } from './testing/visitor.ts';

const PATH = '/towns/tannau/directory';
const MANY = Array.from({ length: 1200 }, (_one, n) => ({ uid: `b${n}`, cn: `Beschäftigte ${n}` }));
const NAMED = [
  { uid: 'erika', cn: 'Erika Müster', mail: 'erika@gemeinde.test', password: 'geheim-erika' },
  { uid: 'otto', cn: 'Otto (Größer)', mail: 'otto@gemeinde.test', password: 'geheim-otto' },
  { uid: 'fritz', cn: 'Fritz Fremd', password: 'geheim-fritz' },
  { uid: 'it', cn: 'IT im Verzeichnis', password: 'geheim-it' },
  { uid: 'chefin', cn: 'Chefin', password: 'geheim-chefin' },
  { uid: 'Straße', cn: 'Umlaut', password: 'geheim-umlaut' },
];
const IN_GROUPS = {
  'it-fach': ['erika'],
  // In one another: a circle must not run for ever.
  'it-alle': [`cn=it-fach,${GROUPS}`, `cn=it-kreis,${GROUPS}`],
  'it-kreis': [`cn=it-alle,${GROUPS}`],
  kasse: ['otto', 'it'],
  chefs: ['chefin'],
  rathaus: ['Straße', 'b1', 'b2'],
};

let product: TestInstallation;
let slapd: Slapd;
let address = 10;
const stranger = (): Visitor => visitor(product.app, `203.0.113.${address++}`);
const signIn = async (login: string, password: string, who = stranger()) => {
  const answer = await who.send('POST', '/api/v1/session', { login, password });
  return { status: answer.status, code: ((await answer.json()) as { code?: string }).code, who };
};
const session = async (who: Visitor) => {
  const answer = await who.send('GET', '/api/v1/session');
  return {
    status: answer.status,
    json: (await answer.json()) as { user: { name: string }; towns: { functions: string[] }[] },
  };
};
const functionsOf = async (who: Visitor) =>
  (await session(who)).json.towns.flatMap(({ functions }) => functions);
const ofTown = (group: string, fn: string) => ({ group, townSlug: 'tannau', function: fn });
const settings = (more: object = {}) => ({
  on: true,
  url: slapd.url,
  startTls: false,
  base: `dc=gemeinde,dc=test`,
  bindDn: READER.dn,
  password: READER.password,
  userFilter: '(&(objectClass=inetOrgPerson)(uid={login}))',
  loginAttribute: 'uid',
  nameAttribute: 'cn',
  mailAttribute: 'mail',
  memberAttribute: 'member',
  nested: 'walk',
  groups: [
    ofTown('it-alle', 'head_of_it'),
    ofTown(`CN=kasse, ${GROUPS}`, 'treasury'),
    ofTown('chefs', 'administrator'),
    ofTown('rathaus', 'employee'),
  ],
  ...more,
});
const save = (more: object = {}) => product.ask('admin', 'PUT', PATH, settings(more));
const follow = (body: object = {}) => product.ask('admin', 'POST', `${PATH}/follow`, body);

/** Changes the directory as its own administration would. */
async function inDirectory(work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ url: slapd.url });
  await client.bind(ROOT.dn, ROOT.password);
  await work(client);
  await client.unbind();
}
const replace = (dn: string, type: string, values: string[]) =>
  inDirectory((client) =>
    client.modify(dn, new Change({ operation: 'replace', modification: new Attribute({ type, values }) })),
  );
const members = (group: string, uids: string[]) =>
  replace(
    `cn=${group},${GROUPS}`,
    'member',
    uids.map((uid) => (uid.includes('=') ? uid : `uid=${uid},${PEOPLE}`)),
  );
const query = async <T>(text: string, values: unknown[] = []) =>
  withClient(
    product.installation.database.ownerUrl,
    async (client) => (await client.query(text, values)).rows as T[],
  );

describe.skipIf(!hasSlapd)('sign-in over a directory', () => {
  beforeAll(async () => {
    [product, slapd] = await Promise.all([
      openTestInstallation(),
      startSlapd([...NAMED, ...MANY], IN_GROUPS),
    ]);
  }, 60_000);
  afterAll(async () => {
    await product?.close();
    await slapd?.remove();
  });

  test('who may set it, what is refused, and that the password is never told', async () => {
    expect((await product.ask(null, 'GET', PATH)).status).toBe(401);
    expect((await product.ask('it', 'PUT', PATH, settings())).status).toBe(403);
    expect((await product.ask('admin', 'GET', '/towns/anderswo/directory')).status).toBe(404);
    const wrong = await save({
      url: 'ldap://dc1.stadt.de',
      userFilter: '(uid=*)',
      caPem: 'krumm',
      groups: [ofTown('a', 'consultant'), { group: 'b', townSlug: 'anderswo', function: 'desk' }],
    });
    expect(wrong.status).toBe(422);
    const fields = wrong.json as unknown as { fields: { path: string; text: string }[] };
    expect(fields.fields.map(({ path }) => path)).toEqual([
      'startTls',
      'userFilter',
      'caPem',
      'groups.0.function',
      'groups.1.townSlug',
    ]);
    expect((await save({ password: null })).status).toBe(422);
    expect((await signIn('erika', 'geheim-erika')).status).toBe(401);
    const saved = await save();
    expect(saved.status, JSON.stringify(saved.json)).toBe(200);
    expect(JSON.stringify(saved.json)).not.toContain(READER.password);
    expect((await product.ask('admin', 'PUT', PATH, settings(), { 'if-match': '"0"' })).status).toBe(409);
    // A stored password goes to no other machine.
    const elsewhere = await save({ password: null, url: 'ldaps://anderswo.test' });
    expect([elsewhere.status, (elsewhere.json as { fields?: unknown }).fields]).toMatchObject([
      422,
      [{ path: 'password', code: 'directory_password_again' }],
    ]);
    expect((await save({ password: null })).status).toBe(200);
    // A second town that its administrator does not administer takes the right away.
    await query(
      `insert into town (id, slug, name) values ('00000000-0000-4000-8000-000000000001', 'zweite', 'Zweite')`,
    );
    expect((await save()).json).toMatchObject({ code: 'directory_all_towns' });
    expect((await product.ask('admin', 'GET', PATH)).json).toMatchObject({
      settings: null,
      may: { change: false },
    });
    await query(`delete from town where slug = 'zweite'`);
  });

  test('a check tells what is found over all pages, or what to do', async () => {
    const found = await product.ask(
      'admin',
      'POST',
      `${PATH}/check`,
      settings({ groups: [ofTown('gibtsnicht', 'desk')] }),
    );
    expect(found.json).toMatchObject({
      people: NAMED.length + MANY.length + 1,
      groups: 6,
      inactive: 0,
      missing: ['gibtsnicht'],
    });
    expect(found.json.first).toHaveLength(5);
    const tls = { url: slapd.tlsUrl, caPem: slapd.ca };
    for (const [more, code] of [
      [tls, undefined],
      [{ startTls: true, caPem: slapd.ca }, undefined],
      [{ url: slapd.tlsUrl }, 'directory_untrusted'],
      [{ startTls: true }, 'directory_untrusted'],
      [{ ...tls, url: slapd.tlsUrl.replace('127.0.0.1', 'localhost') }, 'directory_other_name'],
      [{ ...tls, url: slapd.url.replace('ldap:', 'ldaps:') }, 'directory_no_tls'],
      [{ password: 'falsch' }, 'directory_bind_wrong'],
      [{ bindDn: 'krumm' }, 'directory_bind_wrong'],
      [{ base: 'dc=anderswo' }, 'directory_base_unknown'],
      [{ url: 'ldaps://gibt.es.nicht.invalid' }, 'directory_unknown_host'],
      [{ url: 'ldap://127.0.0.1:1' }, 'directory_away'],
      [{ userFilter: '(&(objectClass=device)(uid={login}))' }, 'directory_nobody'],
    ] as const) {
      const { status, json } = await product.ask('admin', 'POST', `${PATH}/check`, settings(more));
      expect([json.code, status], JSON.stringify(more)).toEqual([code, code ? 409 : 200]);
    }
  });

  test('first sign-in makes an account with functions of nested groups, and one person', async () => {
    await query(
      `update person set email = 'otto@gemeinde.test' where id = (select id from person order by name limit 1)`,
    );
    const people = await query('select id from person');
    const { status, who } = await signIn('erika', 'geheim-erika');
    expect(status).toBe(200);
    expect(await functionsOf(who)).toEqual(['head_of_it']);
    expect((await session(who)).json.user.name).toBe('Erika Müster');
    // Twice at once, with the login in another case.
    const both = await Promise.all([signIn('otto', 'geheim-otto'), signIn('OTTO', 'geheim-otto')]);
    expect(both.map((one) => one.status)).toEqual([200, 200]);
    expect((await signIn('Straße', 'geheim-umlaut')).status).toBe(200);
    const now = await query<{ login: string; email: string }>(
      `select login, email from person where login <> '' order by login`,
    );
    expect(now.map(({ login }) => login)).toEqual(['erika', 'otto', 'straße']);
    // Otto was there already, by his address.
    expect(await query('select id from person')).toHaveLength(people.length + 2);
    const told = await query<{ event: string }>(
      `select event from journal where event like 'member.%_by_directory'`,
    );
    expect(told).toHaveLength(3);
    expect((await signIn('fritz', 'geheim-fritz')).code).toBe('directory_no_function');
    expect(await query(`select 1 from app_user where login = 'fritz'`)).toEqual([]);
    // The password is the directory's to change, and delicate calls ask for it there.
    const next = { current: 'geheim-erika', next: 'ein ganz anderes langes Wort' };
    expect((await who.send('PUT', '/api/v1/session/password', next)).status).toBe(409);
    expect((await who.send('POST', '/api/v1/session/second-factor', { password: 'falsch' })).status).toBe(
      422,
    );
    expect(
      (await who.send('POST', '/api/v1/session/second-factor', { password: 'geheim-erika' })).status,
    ).toBe(200);
  });

  test('whatever is wrong has one answer, and local accounts stay local', async () => {
    const attempts: [string, string][] = [
      ['erika', ''],
      ['erika', 'falsch'],
      ['erika', 'geheim-erika\0'],
      ['erika', 'x'.repeat(300)],
      ['*', 'geheim-erika'],
      ['erika)(uid=*', 'geheim-erika'],
      ['*)(uid=*))(|(uid=*', 'geheim-erika'],
      ['erik*', 'geheim-erika'],
      ['erika\\', 'geheim-erika'],
      ['erika\0', 'geheim-erika'],
      ['niemand', 'geheim-erika'],
      // Somebody with this login and a password here; the directory's does not open it.
      ['it', 'geheim-it'],
    ];
    for (const [login, password] of attempts) {
      const page = await stranger().form('/anmelden', { login, password });
      expect([page.status, login], login).toEqual([401, login]);
    }
    expect((await signIn('it', product.passwords.get('it') ?? '')).status).toBe(200);
    const guessing = stranger();
    for (let n = 0; n < 10; n++) expect((await signIn('otto', 'falsch', guessing)).status).toBe(401);
    expect((await signIn('otto', 'geheim-otto', guessing)).status).toBe(429);
    // With taking over switched on, the directory's password makes the account its own; an administrator's never.
    await inDirectory((client) =>
      client.add(`uid=admin,${PEOPLE}`, {
        objectClass: ['inetOrgPerson'],
        uid: 'admin',
        cn: 'x',
        sn: 'x',
        userPassword: 'geheim-admin',
      }),
    );
    await members('kasse', ['otto', 'it', 'admin']);
    await save({ adopt: true });
    const it = await signIn('it', 'geheim-it');
    expect((await functionsOf(it.who)).sort()).toEqual(['head_of_it', 'treasury']);
    expect((await signIn('it', product.passwords.get('it') ?? '')).status).toBe(401);
    expect((await signIn('admin', 'geheim-admin')).status).toBe(401);
    await save();
  });

  test('functions follow the groups at sign-in and by night; those given by hand stay', async () => {
    const { who } = await signIn('erika', 'geheim-erika');
    await members('it-fach', ['chefin']);
    await members('kasse', ['erika', 'otto']);
    expect((await follow()).json).toMatchObject({ fault: '', closed: [] });
    expect(await functionsOf(who)).toEqual(['treasury']);
    const it = await signIn('it', 'geheim-it');
    expect(await functionsOf(it.who)).toEqual(['head_of_it']);
    const { members: held } = (await product.ask('admin', 'GET', '/towns/tannau/members'))
      .json as unknown as {
      members: { login: string; fromDirectory: boolean }[];
    };
    expect(held.flatMap((one) => (one.fromDirectory ? one.login : [])).sort()).toEqual([
      'Straße',
      'erika',
      'otto',
    ]);
    await members('kasse', ['otto']);
    await members('it-fach', ['erika']);
    expect(await functionsOf((await signIn('erika', 'geheim-erika')).who)).toEqual(['head_of_it']);
    expect(jobs(product.dataDir).length).toBeGreaterThan(0);
  });

  test('who is deactivated or gone is closed; records stay, the last administrator too', async () => {
    const [erika, otto] = [
      (await signIn('erika', 'geheim-erika')).who,
      (await signIn('otto', 'geheim-otto')).who,
    ];
    const chefin = (await signIn('chefin', 'geheim-chefin')).who;
    await replace(`uid=erika,${PEOPLE}`, 'userAccountControl', ['514']);
    expect((await signIn('erika', 'geheim-erika')).status).toBe(401);
    await inDirectory((client) => client.del(`uid=otto,${PEOPLE}`));
    await nightly(product.dataDir)(product.installation.ground);
    for (const who of [erika, otto]) expect((await session(who)).status).toBe(401);
    const view = (await product.ask('admin', 'GET', PATH)).json as unknown as {
      report: { closed: string[] };
    };
    expect(view.report.closed.sort()).toEqual(['Erika Müster', 'Otto (Größer)']);
    expect(await query(`select 1 from person where login in ('erika', 'otto')`)).toHaveLength(2);
    // Back again, Erika has her account; another Otto gets nothing of the former one's.
    await replace(`uid=erika,${PEOPLE}`, 'userAccountControl', ['512']);
    expect((await signIn('erika', 'geheim-erika')).status).toBe(200);
    const [former] = await query<{ id: string }>(`select id from app_user where login = 'otto'`);
    await inDirectory((client) =>
      client.add(`uid=otto,${PEOPLE}`, {
        objectClass: ['inetOrgPerson'],
        uid: 'otto',
        cn: 'Otto Neu',
        sn: 'Neu',
        userPassword: 'neu-otto',
      }),
    );
    await members('kasse', ['otto']);
    expect((await signIn('otto', 'neu-otto')).status).toBe(200);
    const [present] = await query<{ id: string }>(`select id from app_user where login = 'otto'`);
    expect(present?.id).not.toBe(former?.id);
    // The account closed by the operator stays closed whatever the directory says.
    await query(`update app_user set disabled_at = now() where login = 'otto'`);
    expect((await signIn('otto', 'neu-otto')).status).toBe(401);
    // The only administrator left keeps function and account.
    await query(`update app_user set disabled_at = now() where login = 'admin'`);
    await members('chefs', ['b1']);
    await signIn('chefin', 'geheim-chefin');
    expect(await functionsOf(chefin)).toContain('administrator');
    await replace(`uid=chefin,${PEOPLE}`, 'userAccountControl', ['514']);
    await nightly(product.dataDir)(product.installation.ground);
    expect(await functionsOf(chefin)).toContain('administrator');
    await query(`update app_user set disabled_at = null where login = 'admin'`);
    expect((await follow()).json.closed).toEqual(['Chefin']);
    expect((await session(chefin)).status).toBe(401);
  });

  test('unusually many are not closed by themselves, and nobody when the directory answers nothing', async () => {
    await query(`insert into app_user (id, login, name, directory_key)
      select gen_random_uuid(), 'weg' || n, 'Weg ' || n, 'uuid:weg' || n from generate_series(1, 12) n`);
    const asked = await follow();
    expect([asked.status, asked.json.code]).toEqual([409, 'directory_many_gone']);
    await save({ userFilter: '(&(objectClass=device)(uid={login}))' });
    expect((await follow({ evenMany: true })).json.code).toBe('directory_nobody');
    expect(await query(`select 1 from app_user where login like 'weg%' and disabled_at is not null`)).toEqual(
      [],
    );
    await save();
    expect((await follow({ evenMany: true })).json.closed).toHaveLength(12);
  });

  test('while it is down, local accounts get in and the others are told; silence lasts five seconds', async () => {
    await slapd.stop();
    expect((await signIn('admin', product.passwords.get('admin') ?? '')).status).toBe(200);
    expect((await signIn('admin', 'falsch')).status).toBe(401);
    const told = await signIn('erika', 'geheim-erika');
    expect([told.status, told.code]).toEqual([503, 'directory_away']);
    const page = await stranger().form('/anmelden', { login: 'erika', password: 'geheim-erika' });
    expect(await page.text()).toContain('Das Verzeichnis antwortet gerade nicht.');
    await nightly(product.dataDir)(product.installation.ground);
    expect((await product.ask('admin', 'GET', PATH)).json).toMatchObject({
      report: { fault: 'directory_away' },
    });
    const silent = await new Promise<Server>((open) => {
      const server = createServer(() => undefined).listen(0, '127.0.0.1', () => open(server));
    });
    const { port } = silent.address() as { port: number };
    await save({ url: `ldap://127.0.0.1:${port}` });
    const from = performance.now();
    expect((await signIn('erika', 'geheim-erika')).code).toBe('directory_away');
    expect(performance.now() - from).toBeLessThan(6_500);
    silent.close();
    await slapd.start();
    await save({ url: slapd.tlsUrl, startTls: false, caPem: slapd.ca });
    expect((await signIn('erika', 'geheim-erika')).status).toBe(200);
  });
});
