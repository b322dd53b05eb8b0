/** Plans of the statements behind list, record and search, as the role that row security binds. */
import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { DatabaseHandle } from '#platform/database/open';
import { root } from './product.ts';
import type { Seeded } from './seed.ts';

interface Statement {
  name: string;
  text: string;
  values: unknown[];
  /** Runs with the owner's rights in the product: the body of a door. */
  asOwner?: boolean;
}

function statements(seeded: Seeded): Statement[] {
  const town = seeded.townId;
  const page = (key: string) =>
    `select r.*, ${key} as sort_key from finding r where r.town_id = $1 order by ${key} asc, r.id asc limit 51`;
  return [
    { name: 'list: page', text: page('r.number'), values: [town] },
    { name: 'list: page sorted by title', text: page('r.title'), values: [town] },
    {
      name: 'list: next page',
      text: `select r.*, r.number as sort_key from finding r where r.town_id = $1 and (r.number, r.id) > ($2, $3::uuid)
        order by r.number asc, r.id asc limit 51`,
      values: [town, 50_000, seeded.ids[0]],
    },
    {
      name: 'list: count',
      text: 'select count(*) as n from (select 1 from finding r where r.town_id = $1 limit 1001) c',
      values: [town],
    },
    {
      name: 'list: page with search words',
      text: `select r.*, r.number as sort_key from finding r where r.town_id = $1
        and r.id in (select record_id from app.search_ids('finding', $2, 1000)) order by r.number asc, r.id asc limit 51`,
      values: [town, 'serverraum'],
    },
    {
      name: 'record',
      text: 'select * from finding where town_id = $1 and id = $2',
      values: [town, seeded.ids[0]],
    },
    { name: 'search', text: 'select * from app.search($1, 20)', values: ['serverraum'] },
    {
      name: 'search: door body',
      text: bodyOf('app.search(query'),
      values: ['serverraum', 20],
      asOwner: true,
    },
    {
      name: 'search in a list: door body',
      text: bodyOf('app.search_ids(of_kind'),
      values: ['finding', 'serverraum', 1000],
      asOwner: true,
    },
    { name: 'sealing', text: 'select app.seal_journal()', values: [] },
  ];
}

/** The body of a function as the migrations have it last, its parameters numbered. */
function bodyOf(head: string): string {
  const files = ['0001_ground.sql'];
  const text = files.map((file) => readFileSync(`${root}/migrations/${file}`, 'utf8')).join('\n');
  const from = text.lastIndexOf(head);
  const names =
    /\(([^)]*)\)/
      .exec(text.slice(from))?.[1]
      ?.split(',')
      .map((part) => part.trim().split(' ')) ?? [];
  const body = text.slice(text.indexOf('$$', from) + 2, text.indexOf('$$;', from));
  return names.reduce(
    (sql, [name, type], i) => sql.replace(new RegExp(`\\b${name}\\b`, 'g'), `$${i + 1}::${type}`),
    body,
  );
}

export async function printPlans(database: DatabaseHandle, seeded: Seeded): Promise<void> {
  for (const { name, text, values, asOwner } of statements(seeded)) {
    const client = new pg.Client({ connectionString: asOwner ? database.ownerUrl : database.appUrl });
    await client.connect();
    try {
      await client.query('begin');
      await client.query(
        "select set_config('app.town', $1, true), set_config('app.actor', '', true), set_config('app.offices', '*', true)",
        [seeded.townId],
      );
      // The first run fills the caches.
      await client.query(text, values);
      const { rows } = await client.query(`explain (analyze, buffers, costs off) ${text}`, values);
      process.stdout.write(`\n== ${name}\n${rows.map((row) => row['QUERY PLAN']).join('\n')}\n`);
    } finally {
      await client.end();
    }
  }
}
