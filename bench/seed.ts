/** Fifty towns, one of them with very many findings, written by SQL as the owner. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { chance, makeFinding } from './sentences.ts';

export const BIG_TOWN = 'grosstal';
export const TOWNS = 50;
const SMALL = 40;
const BATCH = 5000;

export interface Seeded {
  townId: string;
  /** Bearer of somebody who may edit in the large town. */
  token: string;
  ids: string[];
}

/** Fills towns until there are fifty; every finding has its wording, its journal line and its search entry. */
export async function seed(client: pg.Client, findings: number): Promise<Seeded> {
  const there = Number((await client.query('select count(*) as n from town')).rows[0].n);
  for (let n = there; n < TOWNS - 1; n += 1) await fillTown(client, `nachbar-${n}`, SMALL, n);
  const townId = await fillTown(client, BIG_TOWN, findings, 4711);
  const token = await makeToken(client, townId);
  const { rows } = await client.query(
    'select id from finding where town_id = $1 order by random() limit 5000',
    [townId],
  );
  await settle(client);
  return { townId, token, ids: rows.map((row) => row.id as string) };
}

async function fillTown(client: pg.Client, slug: string, findings: number, start: number): Promise<string> {
  const town = randomUUID();
  const engagement = randomUUID();
  await client.query('insert into town (id, slug, name, inhabitants) values ($1, $2, $3, 20000)', [
    town,
    slug,
    `Stadt ${slug}`,
  ]);
  await client.query(
    `insert into engagement (town_id, id, title, starts_on, ends_on, status, created_at, updated_at)
     values ($1, $2, 'Analysewoche', '2026-10-05', '2026-10-09', 'running', now(), now())`,
    [town, engagement],
  );
  const random = chance(start);
  for (let from = 0; from < findings; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, findings - from) }, (_none, i) => ({
      id: randomUUID(),
      number: from + i + 1,
      ...makeFinding(random),
    }));
    await insertBatch(client, town, engagement, JSON.stringify(rows));
  }
  await client.query("insert into number_circle (town_id, kind, year, last) values ($1, 'finding', 0, $2)", [
    town,
    findings,
  ]);
  return town;
}

const SHAPE =
  'r(id uuid, number int, title text, statement text, basis text, area text, severity int, status text)';

async function insertBatch(client: pg.Client, town: string, engagement: string, rows: string): Promise<void> {
  await client.query('begin');
  await client.query(
    `insert into finding (town_id, id, engagement_id, number, area, title, statement, basis, severity, status, created_at, updated_at)
     select $1, r.id, $2, r.number, r.area, r.title, r.statement, r.basis, r.severity, r.status,
       timestamptz '2026-10-05 08:00Z' + r.number * interval '1 second', timestamptz '2026-10-05 08:00Z' + r.number * interval '1 second'
     from json_to_recordset($3) as ${SHAPE}`,
    [town, engagement, rows],
  );
  await client.query(
    `insert into finding_wording (town_id, id, finding_id, seq, statement, by_name, at, created_at, updated_at)
     select $1, gen_random_uuid(), r.id, 1, r.statement, 'Messung', now(), now(), now() from json_to_recordset($2) as ${SHAPE}`,
    [town, rows],
  );
  await client.query(
    `insert into search_entry (town_id, kind, record_id, title, body)
     select $1, 'finding', r.id, 'F-' || lpad(r.number::text, greatest(2, length(r.number::text)), '0') || ' ' || r.title, r.statement || ' ' || r.basis
     from json_to_recordset($2) as ${SHAPE}`,
    [town, rows],
  );
  await client.query(
    `with line as (
       insert into journal (town_id, at, via, event, kind, record_id, digest)
       select $1, now(), 'command', 'finding.created', 'finding', r.id, sha256(convert_to(r.statement, 'UTF8'))
       from json_to_recordset($2) as ${SHAPE} returning town_id, id)
     insert into journal_payload (town_id, journal_id, salt, payload)
     select town_id, id, sha256(id::text::bytea), '{"by":"Messung","functions":[],"changes":{}}' from line`,
    [town, rows],
  );
  await client.query('commit');
}

async function makeToken(client: pg.Client, town: string): Promise<string> {
  const user = randomUUID();
  const token = `sst_${randomBytes(32).toString('base64url')}`;
  await client.query("insert into app_user (id, login, name) values ($1, 'messung', 'Messung')", [user]);
  await client.query(
    "insert into membership (town_id, id, user_id, function) values ($1, $2, $3, 'consultant')",
    [town, randomUUID(), user],
  );
  await client.query(
    `insert into api_token (town_id, id, user_id, name, token_hash, scope, expires_at)
     values ($1, $2, $3, 'Messung', $4, 'write', now() + interval '1 day')`,
    [town, randomUUID(), user, createHash('sha256').update(token).digest()],
  );
  return token;
}

/** The state a town is in on a working day: everything sealed, statistics and index pages in order. */
async function settle(client: pg.Client): Promise<void> {
  const until = Date.now() + 180_000;
  while ((await unsealed(client)) > 0) {
    if (Date.now() > until) throw new Error('The journal was not sealed within three minutes.');
    await sleep(500);
  }
  while ((await client.query('select app.learn_words(20000) as n')).rows[0].n > 0);
  await client.query('vacuum (analyze)');
  await client.query('checkpoint').catch(() => undefined);
}

export async function unsealed(client: pg.Client): Promise<number> {
  const { rows } = await client.query(
    'select (select count(*) from journal) - (select count(*) from journal_seal) as n',
  );
  return Number(rows[0].n);
}
