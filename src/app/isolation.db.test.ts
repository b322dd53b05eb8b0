import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import { routeLines } from '#platform/http/api';
import { hashPassword } from '#platform/sign-in/passwords';
import { type Actor, inTown } from '#platform/tx';
import { importTown } from './import/import-town.ts';
import { root } from './installation.ts';
import { routes } from './routes.ts';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

let product: TestInstallation;
const folder = mkdtempSync(join(tmpdir(), 'nachbar-'));
const townIds = new Map<string, string>();

beforeAll(async () => {
  product = await openTestInstallation();
  cpSync(join(root, 'examples/tannau'), folder, { recursive: true });
  const town = join(folder, 'town.yaml');
  writeFileSync(town, readFileSync(town, 'utf8').replace('slug: tannau', 'slug: nachbar'));
  await importTown(product.installation, folder, false);
  const { rows } = await sql<{
    town_id: string;
    slug: string;
  }>`select town_id, slug from app.door_towns()`.execute(product.installation.ground.db);
  for (const row of rows) townIds.set(row.slug, row.town_id);
  await addPerson('nachbarin', 'nachbar', 'administrator', null);
});
afterAll(async () => {
  await product?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function addPerson(login: string, slug: string, fn: string, office: string | null): Promise<void> {
  const hash = await hashPassword(`${login} hat ein langes Kennwort`);
  await withClient(product.installation.database.ownerUrl, async (client) => {
    const id = randomUUID();
    await client.query('insert into app_user (id, login, name, password_hash) values ($1, $2, $2, $3)', [
      id,
      login,
      hash,
    ]);
    await client.query(
      'insert into membership (town_id, id, user_id, function, only_office_id) values ($1, $2, $3, $4, $5)',
      [townIds.get(slug), randomUUID(), id, fn, office],
    );
  });
  product.passwords.set(login, `${login} hat ein langes Kennwort`);
}

const actor = (slug: string, offices: Actor['offices'] = 'all'): Actor => ({
  userId: null,
  name: 'x',
  townId: townIds.get(slug) ?? '',
  townSlug: slug,
  functions: ['administrator'],
  offices,
  via: 'job',
  locale: 'de',
});

describe('two towns in one installation', () => {
  test('an id of the other town exists on no route: not read, not changed, not removed', async () => {
    let tried = 0;
    const lines = routeLines(routes).filter((line) => line.town && line.path.includes('{id}'));
    const lists = new Map<string, string[]>();
    for (const line of lines) {
      const list = line.path.split('/{id}')[0]?.replace('/towns/{town}', '') ?? '';
      if (!lists.has(list)) {
        const { json } = await product.ask('beratung', 'GET', `/towns/tannau${list}?limit=2`);
        lists.set(
          list,
          (json?.rows ?? []).map((row) => String(row.id)),
        );
      }
      for (const id of lists.get(list) ?? []) {
        const path = line.path.replace('{town}', 'nachbar').replace('{id}', id).replace('{kind}', 'finding');
        const body = ['GET', 'DELETE'].includes(line.method) ? undefined : bodyFor(line.name);
        const { status, json } = await product.ask('nachbarin', line.method, path, body);
        expect([403, 404, 422], `${line.name} ${status} ${JSON.stringify(json)}`).toContain(status);
        tried++;
      }
    }
    console.info(`isolation: ${tried} requests with ids of the other town`);
    expect(tried).toBeGreaterThan(80);
  });

  const bodyFor = (name: string): object =>
    name.endsWith('.review')
      ? { answer: 'agrees' }
      : name.endsWith('.correct')
        ? { statement: 'x', reason: 'y' }
        : name.endsWith('.step')
          ? { to: 'decided' }
          : {};

  test('chain, story and search of one town do not know the other', async () => {
    const { rows } = (await product.ask('beratung', 'GET', '/towns/tannau/findings?limit=1')).json;
    const id = String(rows[0]?.id);
    expect((await product.ask('nachbarin', 'GET', `/towns/nachbar/threads/finding/${id}`)).json).toEqual({
      up: [],
      down: [],
    });
    expect((await product.ask('nachbarin', 'GET', `/towns/nachbar/stories/${id}`)).json).toEqual({
      lines: [],
    });
    const own = new Set(
      (await product.ask('nachbarin', 'GET', '/towns/nachbar/findings?limit=200')).json.rows.map(
        (row) => row.id,
      ),
    );
    const hits = (await product.ask('nachbarin', 'GET', '/towns/nachbar/search?q=Serverraum&limit=50')).json
      .hits as unknown as { kind: string; id: never }[];
    expect(hits.length).toBeGreaterThan(3);
    expect(hits.filter((hit) => hit.kind === 'finding').every((hit) => own.has(hit.id))).toBe(true);
  });

  test('raw SQL under the application role neither reads nor writes across, on any table', async () => {
    const { db } = product.installation.ground;
    const { rows: tables } = await sql<{
      name: string;
    }>`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'town_id' and not a.attisdropped
      where n.nspname = 'public' and c.relkind = 'r' order by 1`.execute(db);
    const other = townIds.get('tannau');
    const attempt = (statement: ReturnType<typeof sql>) =>
      inTown(product.installation.ground, actor('nachbar'), async (tx) =>
        Number((await statement.execute(tx.db)).numAffectedRows ?? 0),
      ).catch((error: { code?: string }) => error.code ?? 'failed');
    for (const { name } of tables) {
      const read = await inTown(
        product.installation.ground,
        actor('nachbar'),
        async (tx) =>
          (
            await sql<{
              n: number;
            }>`select count(*)::int as n from ${sql.table(name)} where town_id = ${other}`.execute(tx.db)
          ).rows[0]?.n,
      ).catch((error: { code?: string }) => error.code);
      expect([0, '42501'], `select ${name}`).toContain(read);
      expect([0, '42501'], `delete ${name}`).toContain(
        await attempt(sql`delete from ${sql.table(name)} where town_id = ${other}`),
      );
      expect([0, '42501'], `move ${name}`).toContain(
        await attempt(
          sql`update ${sql.table(name)} set town_id = ${townIds.get('nachbar')} where town_id = ${other}`,
        ),
      );
    }
    console.info(`isolation: ${tables.length} tables, read, delete and move tried`);
    const left = await inTown(
      product.installation.ground,
      actor('tannau'),
      async (tx) =>
        (await sql<{ n: number }>`select count(*)::int as n from finding`.execute(tx.db)).rows[0]?.n,
    );
    expect(left).toBe(45);
  });

  test('a reference into the other town is refused by the database itself', async () => {
    const { rows } = (await product.ask('beratung', 'GET', '/towns/tannau/sites?limit=1')).json;
    const { json } = await product.ask('nachbarin', 'POST', '/towns/nachbar/rooms', {
      siteId: rows[0]?.id,
      name: 'Fremder Raum',
    });
    expect(json).toMatchObject({ fields: [{ path: 'siteId', code: 'unknown_reference' }] });
  });
});

describe('two offices in one town', () => {
  test('rows of an office are seen by that office and by those responsible for the whole town alone', async () => {
    const offices = (await product.ask('beratung', 'GET', '/towns/tannau/offices?limit=2')).json.rows.map(
      (row) => String(row.id),
    );
    const [bauamt = '', ordnungsamt = ''] = offices;
    await addPerson('bau', 'tannau', 'office_staff', bauamt);
    await addPerson('ordnung', 'tannau', 'office_staff', ordnungsamt);
    const week = (await product.ask('beratung', 'GET', '/towns/tannau/engagements')).json.rows[0];
    const made = await product.ask('beratung', 'POST', '/towns/tannau/findings', {
      engagementId: week?.id,
      area: 'operations',
      title: 'Nur fürs Bauamt Zwetschgenkuchen',
      statement: 'Vertraulich.',
      officeId: bauamt,
    });
    const path = `/towns/tannau/findings/${made.json.id}`;
    expect((await product.ask('bau', 'GET', path)).status).toBe(404);
    await product.ask('beratung', 'POST', `${path}/submission`, {});
    expect((await product.ask('bau', 'GET', path)).status).toBe(200);
    expect((await product.ask('ordnung', 'GET', path)).status).toBe(404);
    const seen = async (user: string) =>
      (await product.ask(user, 'GET', '/towns/tannau/search?q=Zwetschgenkuchen')).json.hits;
    expect(await seen('bau')).toHaveLength(1);
    expect(await seen('ordnung')).toHaveLength(0);
    const count = (offices: Actor['offices']) =>
      inTown(
        product.installation.ground,
        actor('tannau', offices),
        async (tx) =>
          (
            await sql<{
              n: number;
            }>`select count(*)::int as n from journal where record_id = ${made.json.id}`.execute(tx.db)
          ).rows[0]?.n,
      );
    expect(await count('all')).toBe(2);
    expect(await count([ordnungsamt])).toBe(0);
  });
});
