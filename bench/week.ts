/** Every page of the analysis week at full size: what the server needs for the answers a page asks for. */
import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { quantile, quiet } from './conditions.ts';
import { note } from './table.ts';

const ROUNDS = 60;
const WARM = 10;
const GOAL_MS = 50;
export const SIZE = { people: 300, items: 5000, relations: 8000, findings: 400 } as const;

export async function measureWeek(address: string, ownerUrl: string): Promise<void> {
  const { token, ...ids } = await fill(ownerUrl);
  const at = `/engagements/${ids.week}`;
  const pages: [name: string, path: string][] = [
    ['gates', `${at}/gates`],
    ['agenda', `/agenda-entries?engagementId=${ids.week}&limit=200`],
    ['goals', '/goals?limit=100'],
    ['goal pairs', `/goal-pairs?engagementId=${ids.week}&limit=200`],
    ['developments', '/developments?limit=100'],
    ['interviews', `/interviews?engagementId=${ids.week}&limit=100`],
    ['interview plan', `${at}/interview-plan`],
    ['interview', `/interviews/${ids.interview}/sheet`],
    ['scores, ITIL', `${at}/scores?framework=itil`],
    ['scores, VdS 10000', `${at}/scores?framework=vds10000`],
    ['ratings', `/ratings?engagementId=${ids.week}&framework=vds10000&limit=200`],
    ['observations', `/observations?engagementId=${ids.week}&limit=100`],
    ['items', '/items?limit=100'],
    ['dependencies of an item', `/item-relations?itemId=${ids.item}&limit=200`],
    ['outage of an item', `/items/${ids.item}/impact`],
    ['findings', '/findings?limit=100'],
    ['activities', '/activities'],
  ];
  await quiet('the week at full size', 30_000);
  for (const [name, path] of pages) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS + WARM; round++) {
      const from = performance.now();
      const answer = await fetch(`${address}/api/v1/towns/tannau${path}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const body = await answer.arrayBuffer();
      if (round === 0) process.stdout.write(`   ${name}: ${Math.round(body.byteLength / 1024)} kB\n`);
      if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}.`);
      if (round >= WARM) times.push(performance.now() - from);
    }
    note(`week, ${name} p95`, quantile(times, 0.95), 'ms', GOAL_MS, 1);
  }
}

/** Fills the example town up to the size by SQL as the owner; returns what the pages ask for. */
async function fill(ownerUrl: string): Promise<Record<'week' | 'interview' | 'item' | 'token', string>> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const one = async (text: string, values: unknown[] = []) =>
    String((await client.query(text, values)).rows[0]?.id ?? '');
  try {
    const town = await one("select id from town where slug = 'tannau'");
    const week = await one('select id from engagement where town_id = $1 limit 1', [town]);
    await client.query(
      `insert into person (town_id, id, name, created_at, updated_at)
       select $1, gen_random_uuid(), 'Person ' || n, now(), now()
       from generate_series(1, $2 - (select count(*)::int from person where town_id = $1)) n`,
      [town, SIZE.people],
    );
    await client.query(
      `insert into item (town_id, id, number, kind, name, created_at, updated_at)
       select $1, gen_random_uuid(), n, (array['server', 'client', 'network', 'application', 'service'])[1 + n % 5], 'Gerät ' || n, now(), now()
       from generate_series((select max(number) + 1 from item where town_id = $1), $2) n`,
      [town, SIZE.items],
    );
    await client.query(
      `insert into item_relation (town_id, id, item_id, needs_item_id, alternative, created_at, updated_at)
       select $1, gen_random_uuid(), a.id, b.id, case when n % 7 = 0 then 'Gruppe' else '' end, now(), now()
       from generate_series(1, $2) n
         join item a on a.town_id = $1 and a.number = 101 + (n * 37) % ($3 - 101)
         join item b on b.town_id = $1 and b.number = 100 + ((n * 37) % ($3 - 101)) / 8 * 2
       on conflict do nothing`,
      [town, SIZE.relations, SIZE.items],
    );
    await client.query(
      `insert into finding (town_id, id, engagement_id, number, area, title, statement, created_at, updated_at)
       select $1, gen_random_uuid(), $2, n, 'operations', 'Feststellung ' || n, 'Wortlaut ' || n, now(), now()
       from generate_series((select max(number) + 1 from finding where town_id = $1), $3) n`,
      [town, week, SIZE.findings],
    );
    // Fifteen interviews with one person and a hundred answers each.
    await client.query(
      `with held as (
         insert into interview (town_id, id, engagement_id, title, roles, depth, created_at, updated_at)
         select $1, gen_random_uuid(), $2, 'Gespräch ' || n, '{head_of_it,isb,service_desk}', 3, now(), now()
         from generate_series(1, 15) n returning id),
       who as (
         insert into respondent (town_id, id, interview_id, name, works_in_id, created_at, updated_at)
         select $1, gen_random_uuid(), held.id, 'Befragte',
           (select id from office where town_id = $1 order by md5(held.id::text || id::text) limit 1), now(), now()
         from held returning id, interview_id)
       insert into answer (town_id, id, engagement_id, interview_id, respondent_id, question, state, level, created_at, updated_at)
       select $1, gen_random_uuid(), $2, who.interview_id, who.id, q.question, 'level', (random() * 5)::int, now(), now()
       from who cross join (select framework || ':' || requirement as question from rating where town_id = $1 and engagement_id = $2
         order by framework, requirement limit 100) q`,
      [town, week],
    );
    const interview = await one('select interview_id as id from answer where town_id = $1 limit 1', [town]);
    const item = await one('select id from item where town_id = $1 and number = 100', [town]);
    const token = randomBytes(32).toString('base64url');
    await client.query(
      `insert into api_token (town_id, id, user_id, name, token_hash, scope, expires_at, created_at)
       select $1, gen_random_uuid(), user_id, 'bench', $2, 'read', now() + interval '1 day', now()
       from membership where town_id = $1 and function = 'consultant'`,
      [town, createHash('sha256').update(token).digest()],
    );
    await client.query('analyze');
    return { week, interview, item, token };
  } finally {
    await client.end();
  }
}
