/** Search over 200,000 texts of one town through HTTP, one question after the other. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { quantile, quiet } from './conditions.ts';
import { BIG_TOWN, type Seeded } from './seed.ts';
import { chance, makeFinding, SEARCHES } from './sentences.ts';
import { note } from './table.ts';

const TEXTS = 200_000;
const BATCH = 5000;
const ROUNDS = 6;
const GOAL_MS = 60;

export async function measureSearch(address: string, ownerUrl: string, seeded: Seeded): Promise<void> {
  await addTexts(ownerUrl, seeded.townId);
  await quiet('search, one client', 30_000);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    for (const words of SEARCHES) {
      const from = performance.now();
      const answer = await fetch(
        `${address}/api/v1/towns/${BIG_TOWN}/search?limit=12&q=${encodeURIComponent(words)}`,
        { headers: { authorization: `Bearer ${seeded.token}` } },
      );
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`The search for "${words}" was answered with ${answer.status}.`);
      // The first round compiles and fills the caches, as a working day does.
      if (round > 0) times.push(performance.now() - from);
    }
  note(`search over ${TEXTS} texts p50, one client`, quantile(times, 0.5), 'ms', null, 1);
  note(`search over ${TEXTS} texts p95, one client`, quantile(times, 0.95), 'ms', GOAL_MS, 1);
}

/** Fills the town's index up to the number of texts, as findings do. */
async function addTexts(ownerUrl: string, town: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const count = 'select count(*)::int as n from search_entry where town_id = $1';
    const there = (await client.query<{ n: number }>(count, [town])).rows[0]?.n ?? 0;
    process.stdout.write(`-- adding ${TEXTS - there} texts for the search\n`);
    const random = chance(815);
    for (let from = there; from < TEXTS; from += BATCH) {
      const rows = Array.from({ length: Math.min(BATCH, TEXTS - from) }, () => ({
        id: randomUUID(),
        ...makeFinding(random),
      }));
      await client.query(
        `insert into search_entry (town_id, kind, record_id, title, body)
         select $1, 'observation', r.id, r.title, r.statement || ' ' || r.basis
         from json_to_recordset($2) as r(id uuid, title text, statement text, basis text)`,
        [town, JSON.stringify(rows)],
      );
    }
    while ((await client.query('select app.learn_words(20000) as n')).rows[0].n > 0);
    await client.query('vacuum (analyze) search_entry');
  } finally {
    await client.end();
  }
}
