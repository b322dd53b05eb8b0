/** Plans of the statements behind list, record and search, as the role that row security binds. */
import pg from 'pg';
import type { DatabaseHandle } from '#platform/database/open';
import type { Seeded } from './seed.ts';

interface Statement {
  name: string;
  text: string;
  values: unknown[];
  /** Runs with the owner's rights in the product: inside a door. */
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
      name: 'search: the question',
      text: 'select app.search_query($1)',
      values: ['serverraum'],
      asOwner: true,
    },
    {
      name: 'search: the index',
      text: 'select kind, record_id from search_entry where words @@ app.search_query($2) and town_id = $1 limit 300',
      values: [town, 'serverraum'],
      asOwner: true,
    },
    { name: 'sealing', text: 'select app.seal_journal()', values: [] },
  ];
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
