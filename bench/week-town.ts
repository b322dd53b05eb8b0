/** The example town filled up to the size at which the week is measured. */
import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';

export const SIZE = {
  people: 300,
  items: 5000,
  relations: 8000,
  findings: 400,
  controls: 1000,
  programs: 1500,
  agents: 500,
  guests: 60,
  observations: 200,
  postings: 5000,
} as const;

export interface WeekTown {
  token: string;
  /** Of somebody who is limited to one office. */
  officeToken: string;
  week: string;
  interview: string;
  item: string;
  /** Where an agent told of 1,500 programs. */
  machine: string;
  catalogue: string;
  unit: string;
  /** A catalogue of 1,000 requirements being written, and one of its headings. */
  draft: string;
  heading: string;
  round: string;
}

type Query = (text: string, values?: unknown[]) => Promise<unknown>;

/** Fills the example town up to the size by SQL as the owner; returns what the pages ask for. */
export async function fillTown(ownerUrl: string): Promise<WeekTown> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const run: Query = (text, values = []) => client.query(text, values);
  const one = async (text: string, values: unknown[] = []) =>
    String((await client.query(text, values)).rows[0]?.id ?? '');
  try {
    const town = await one("select id from town where slug = 'tannau'");
    const week = await one('select id from engagement where town_id = $1 limit 1', [town]);
    await fillInventory(run, town);
    await fillFindings(run, town, week);
    await fillInterviews(run, town, week);
    await fillWalk(run, town, week);
    await fillMachines(run, town);
    await fillCatalogue(run, town);
    await fillPostings(run, town);
    await fillDraft(run, town);
    const item = await one('select id from item where town_id = $1 and number = 100', [town]);
    const found = {
      week,
      item,
      draft: await one('select id from catalogue_draft where town_id = $1', [town]),
      heading: await one(
        "select id from catalogue_draft_row where town_id = $1 and kind = 'heading' limit 1",
        [town],
      ),
      unit: await one('select id from legal_unit where town_id = $1 limit 1', [town]),
      interview: await one('select interview_id as id from answer where town_id = $1 limit 1', [town]),
      machine: await one('select id from item where town_id = $1 and number = 102', [town]),
      catalogue: await one("select id from foreign_catalogue where town_id = $1 and source = 'bench'", [
        town,
      ]),
      round: await one('select id from review_round where town_id = $1 and closed_at is null', [town]),
    };
    const token = await tokenOf(
      run,
      town,
      "select user_id as id from membership where town_id = $1 and function = 'consultant'",
    );
    await run("insert into app_user (id, login, name) values (gen_random_uuid(), 'bench-amt', 'Amt')");
    await run(
      `insert into membership (town_id, id, user_id, function, only_office_id)
       select $1, gen_random_uuid(), (select id from app_user where login = 'bench-amt'), 'head_of_it',
         (select id from office where town_id = $1 order by id limit 1)`,
      [town],
    );
    const officeToken = await tokenOf(run, town, "select id from app_user where login = 'bench-amt'");
    await client.query('analyze');
    return { token, officeToken, ...found };
  } finally {
    await client.end();
  }
}

/** A token that reads, of whom `who` finds. */
async function tokenOf(run: Query, town: string, who: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await run(
    `insert into api_token (town_id, id, user_id, name, token_hash, scope, expires_at, created_at)
     select $1, gen_random_uuid(), w.id, 'bench', $2, 'read', now() + interval '1 day', now() from (${who}) w`,
    [town, createHash('sha256').update(token).digest()],
  );
  return token;
}

/** People, items of which one takes down nearly all others, end-of-support dates. */
async function fillInventory(run: Query, town: string): Promise<void> {
  await run(
    `insert into person (town_id, id, name, created_at, updated_at)
     select $1, gen_random_uuid(), 'Person ' || n, now(), now()
     from generate_series(1, $2 - (select count(*)::int from person where town_id = $1)) n`,
    [town, SIZE.people],
  );
  await run(
    `insert into item (town_id, id, number, kind, name, end_of_support_on, backup, created_at, updated_at)
     select $1, gen_random_uuid(), n, (array['server', 'client', 'network', 'application', 'service'])[1 + n % 5], 'Gerät ' || n,
       case when n % 20 = 0 then date '2025-10-14' end, case when n % 40 = 1 then 'no' else 'unknown' end, now(), now()
     from generate_series((select max(number) + 1 from item where town_id = $1), $2) n`,
    [town, SIZE.items],
  );
  await run(
    `insert into item_relation (town_id, id, item_id, needs_item_id, alternative, created_at, updated_at)
     select $1, gen_random_uuid(), a.id, b.id, case when n % 7 = 0 then 'Gruppe' else '' end, now(), now()
     from generate_series(1, $2) n
       join item a on a.town_id = $1 and a.number = 101 + (n * 37) % ($3 - 101)
       join item b on b.town_id = $1 and b.number = 100 + ((n * 37) % ($3 - 101)) / (8 + n / ($3 - 101)) * 2 and b.id <> a.id
     on conflict do nothing`,
    [town, SIZE.relations, SIZE.items],
  );
  await run(
    `insert into support_end (town_id, id, product, release, ends_on, source, created_at, updated_at)
     select $1, gen_random_uuid(), 'Fachverfahren ' || n, '', date '2027-01-01' + n, 'Schreiben des Herstellers', now(), now()
     from generate_series(1, 150) n on conflict do nothing`,
    [town],
  );
}

/** Findings before those responsible, a review round whose guests have answered half of them. */
async function fillFindings(run: Query, town: string, week: string): Promise<void> {
  await run(
    `insert into finding (town_id, id, engagement_id, number, area, title, statement, status, created_at, updated_at)
     select $1, gen_random_uuid(), $2, n, 'operations', 'Feststellung ' || n, 'Wortlaut ' || n,
       (array['in_review', 'confirmed', 'disputed', 'draft'])[1 + n % 4], now(), now()
     from generate_series((select max(number) + 1 from finding where town_id = $1), $3) n`,
    [town, week, SIZE.findings],
  );
  await run(
    `insert into finding_wording (town_id, id, finding_id, seq, statement, by_name, at, created_at, updated_at)
     select $1, gen_random_uuid(), f.id, seq, f.statement, 'Messung', now(), now(), now()
     from finding f, generate_series(1, 2) seq where f.town_id = $1 on conflict do nothing`,
    [town],
  );
  await run(
    `insert into review_round (town_id, id, engagement_id, due_on, created_at, updated_at)
     values ($1, gen_random_uuid(), $2, current_date + 7, now(), now()) on conflict do nothing`,
    [town, week],
  );
  await run(
    `with asked as (
       insert into review_guest (town_id, id, round_id, name, created_at, updated_at)
       select $1, gen_random_uuid(), r.id, 'Gast ' || n, now(), now()
       from review_round r, generate_series(1, $2) n where r.town_id = $1 and r.closed_at is null returning id, name)
     insert into finding_review (town_id, id, finding_id, reviewer_name, answer, at, wording_seq, guest_id, created_at, updated_at)
     select $1, gen_random_uuid(), f.id, asked.name, 'agrees', now(), 1 + f.number % 2, asked.id, now(), now()
     from asked, finding f where f.town_id = $1 and f.status <> 'draft' and f.number % 2 = 0`,
    [town, SIZE.guests],
  );
}

/** Fifteen interviews with one person and a hundred answers each. */
async function fillInterviews(run: Query, town: string, week: string): Promise<void> {
  await run(
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
}

/** Rooms with answered checklists, and observations made there. */
async function fillWalk(run: Query, town: string, week: string): Promise<void> {
  await run(
    `insert into room (town_id, id, site_id, name, kind, created_at, updated_at)
     select $1, gen_random_uuid(), (select id from site where town_id = $1 order by name limit 1), 'Raum ' || n, 'office', now(), now()
     from generate_series(1, 150) n`,
    [town],
  );
  await run(
    `insert into checklist_answer (town_id, id, engagement_id, room_id, point, answer, created_at, updated_at)
     select $1, gen_random_uuid(), $2, r.id, p.point, 'ok', now(), now()
     from room r, (values ('workplace.screen'), ('workplace.power'), ('workplace.paper'), ('workplace.network')) p(point)
     where r.town_id = $1 and r.name like 'Raum %' on conflict do nothing`,
    [town, week],
  );
  await run(
    `insert into observation (town_id, id, engagement_id, number, room_id, statement, severity, created_at, updated_at)
     select $1, gen_random_uuid(), $2, (select coalesce(max(number), 0) from observation where town_id = $1) + n,
       (select id from room where town_id = $1 order by name offset n % 100 limit 1), 'Beobachtung ' || n, 1 + n % 4, now(), now()
     from generate_series(1, $3) n`,
    [town, week, SIZE.observations],
  );
}

/** One machine told of in every detail, agents of many others, reports that were not taken. */
async function fillMachines(run: Query, town: string): Promise<void> {
  await run(
    `insert into machine_agent (town_id, id, item_id, device, program, first_at, last_at)
     select $1, gen_random_uuid(), id, 'device-' || number, 'GLPI-Agent_v1.15', now(), now()
     from item where town_id = $1 and number between 101 and 100 + $2`,
    [town, SIZE.agents],
  );
  await run(
    `insert into agent_refusal (town_id, id, device, code, uuid, first_at, last_at)
     select $1, gen_random_uuid(), 'fremd-' || n, 'xml_broken', '', now(), now() from generate_series(1, 200) n`,
    [town],
  );
  await run(
    `insert into machine_detail (town_id, id, item_id, layer, section, name, vendor, release)
     select $1, gen_random_uuid(), i.id, 'agent', case when n <= $2 then 'software' else 'interface' end,
       case when n <= $2 then 'Programm ' else 'eth' end || n, 'Hersteller ' || n % 40, '1.' || n
     from item i, generate_series(1, $2 + 60) n where i.town_id = $1 and i.number between 102 and 104`,
    [town, SIZE.programs],
  );
  await run(
    `insert into machine_section (town_id, id, item_id, layer, section, source, digest, reported_at, since)
     select $1, gen_random_uuid(), i.id, 'agent', s, 'agent', '', now(), now()
     from item i, unnest(array['software', 'interface']) s where i.town_id = $1 and i.number between 102 and 104`,
    [town],
  );
}

/** A catalogue in two versions with a hundred headings; every tenth control reads otherwise, half are answered. */
async function fillCatalogue(run: Query, town: string): Promise<void> {
  await run(
    `with made as (
       insert into foreign_catalogue (town_id, id, title, source, created_at, updated_at)
       values ($1, gen_random_uuid(), 'Katalog der Messung', 'bench', now(), now()) returning id),
     versions as (
       insert into foreign_catalogue_version (town_id, id, catalogue_id, seq, edition, controls, digest, created_at, updated_at)
       select $1, gen_random_uuid(), made.id, seq, 'Fassung ' || seq, $2, seq::text, now(), now()
       from made, generate_series(1, 2) seq returning id, seq),
     content as (
       insert into foreign_catalogue_content (town_id, version_id, content, headings)
       select $1, id, '{}', (select jsonb_agg(jsonb_build_object('code', 'H' || h, 'parent', null, 'title', 'Überschrift ' || h))
         from generate_series(0, 99) h) from versions),
     written as (
       insert into foreign_control (town_id, version_id, position, code, heading, title, statement, guidance, modal, digest)
       select $1, v.id, n, 'K.' || n, 'H' || n % 100, 'Anforderung ' || n,
         repeat('Die Gemeinde regelt, wer wofür verantwortlich ist. ', 8) || case when v.seq = 2 and n % 10 = 0 then 'Neu.' else '' end,
         repeat('Erläuterung. ', 30), 'MUST', case when v.seq = 2 and n % 10 = 0 then 'new' else 'old' end || n
       from versions v, generate_series(1, $2) n)
     insert into control_answer (town_id, id, catalogue_id, code, state, digest, created_at, updated_at)
     select $1, gen_random_uuid(), made.id, 'K.' || n, 'partly', 'old' || n, now(), now()
     from made, generate_series(1, $2, 2) n`,
    [town, SIZE.controls],
  );
}

const fillPostings = (run: Query, town: string) =>
  run(
    `insert into posting (town_id, id, year, document, partner, text, amount_cents, cost_area, created_at, updated_at)
     select $1, gen_random_uuid(), 2023 + n % 3, 'B' || n, 'Firma ' || n % 40, 'Rechnung ' || n, 100 * n,
       (array['data_centre', 'network', 'applications', 'workplaces', 'unassigned'])[1 + n % 5], now(), now()
     from generate_series(1, $2) n on conflict do nothing`,
    [town, SIZE.postings],
  );

const fillDraft = (run: Query, town: string) =>
  run(
    `with draft as (
       insert into catalogue_draft (town_id, id, title, created_at, updated_at)
       values ($1, gen_random_uuid(), 'Großer Katalog', now(), now()) returning id),
     heading as (
       insert into catalogue_draft_row (town_id, id, draft_id, kind, position, code, title, created_at, updated_at)
       select $1, gen_random_uuid(), draft.id, 'heading', n, n::text, 'Überschrift ' || n, now(), now()
       from draft, generate_series(0, 99) n returning id, draft_id, position)
     insert into catalogue_draft_row (town_id, id, draft_id, kind, heading_id, position, code, title, statement, created_at, updated_at)
     select $1, gen_random_uuid(), heading.draft_id, 'requirement', heading.id, n, n::text, 'Anforderung ' || n, repeat('Wortlaut ', 60), now(), now()
     from generate_series(0, $2 - 1) n join heading on heading.position = n % 100`,
    [town, SIZE.controls],
  );
