-- Ground: towns, people who sign in, journal, numbers, drafts, idempotency, search.
-- Every table with town_id is protected by app.protect(): row security on and forced.
create schema if not exists app;
create extension if not exists pg_trgm;

create function app.town() returns uuid language sql stable as
$$ select nullif(current_setting('app.town', true), '')::uuid $$;
comment on function app.town() is 'app: the town of this transaction';

create function app.actor() returns uuid language sql stable as
$$ select nullif(current_setting('app.actor', true), '')::uuid $$;
comment on function app.actor() is 'app: the person acting in this transaction';

create function app.sees(office uuid) returns boolean language sql stable as
$$ select office is null or current_setting('app.offices', true) = '*'
     or office::text = any (string_to_array(current_setting('app.offices', true), ',')) $$;
comment on function app.sees(uuid) is 'app: may this transaction see rows of that office';

-- Two policies: the town permits, the office restricts. The owner (migrations, doors, backup) passes both.
create procedure app.protect(target regclass) language plpgsql as $$
declare has_office boolean;
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy town on %s using (town_id = app.town()) with check (town_id = app.town())', target);
  execute format('create policy owner on %s to current_user using (true) with check (true)', target);
  select exists (select 1 from pg_attribute where attrelid = target and attname = 'office_id' and not attisdropped)
    into has_office;
  if has_office then
    execute format('create policy office on %s as restrictive using (app.sees(office_id) or current_user = %L)',
      target, current_user);
  end if;
end $$;

create table town (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  name text not null check (length(name) between 1 and 200),
  state text not null default 'BW' check (length(state) = 2),
  inhabitants int not null default 0 check (inhabitants >= 0),
  it_workplaces int not null default 0 check (it_workplaces >= 0),
  note text not null default '',
  clock_offset_ms bigint not null default 0,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
alter table town enable row level security;
alter table town force row level security;
create policy town on town using (id = app.town()) with check (id = app.town());
create policy owner on town to current_user using (true) with check (true);
comment on table town is 'app: select, update';

create table app_user (
  id uuid primary key,
  login text not null check (length(login) between 1 and 200),
  name text not null check (length(name) between 1 and 200),
  email text not null default '',
  password_hash text,
  locale text not null default 'de' check (locale in ('de', 'en')),
  disabled_at timestamptz,
  created_at timestamptz not null default now()
);
create unique index app_user_login on app_user (lower(login));
comment on table app_user is 'app: none';

create table session (
  token_hash bytea primary key,
  user_id uuid not null references app_user (id) on delete cascade,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index session_of_user on session (user_id);
comment on table session is 'app: none';

create table membership (
  town_id uuid not null references town (id) on delete cascade,
  id uuid not null,
  user_id uuid not null references app_user (id) on delete cascade,
  function text not null check (function in ('mayor','council','treasury','head_of_it','desk','provider','isb','dsb',
    'internal_audit','staff_council','office_staff','employee','consultant','administrator')),
  only_office_id uuid,
  valid_until date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (town_id, id),
  unique (town_id, user_id, function)
);
create index membership_user on membership (user_id);
call app.protect('membership');

create table api_token (
  town_id uuid not null references town (id) on delete cascade,
  id uuid not null,
  user_id uuid not null references app_user (id) on delete cascade,
  name text not null,
  token_hash bytea not null unique,
  scope text not null check (scope in ('read', 'write', 'admin')),
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (town_id, id)
);
call app.protect('api_token');

create table invitation (
  town_id uuid not null references town (id) on delete cascade,
  id uuid not null,
  token_hash bytea not null unique,
  login text not null,
  name text not null,
  functions text[] not null,
  valid_until date,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (town_id, id)
);
call app.protect('invitation');

-- The journal row holds only a digest; payload and salt lie apart so that erasing a person leaves the chain verifiable.
create table journal (
  town_id uuid not null references town (id) on delete cascade,
  id bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  actor_id uuid,
  via text not null,
  event text not null check (event ~ '^[a-z_]+\.[a-z_]+$'),
  event_version int not null default 1,
  kind text not null,
  record_id uuid not null,
  office_id uuid,
  digest bytea not null,
  primary key (town_id, id)
);
create index journal_record on journal (town_id, record_id, id);
create index journal_xid on journal (xid, id);
call app.protect('journal');
comment on table journal is 'app: select, insert';

create table journal_payload (
  town_id uuid not null,
  journal_id bigint not null,
  salt bytea not null,
  payload text not null,
  office_id uuid,
  primary key (town_id, journal_id),
  foreign key (town_id, journal_id) references journal (town_id, id) on delete cascade
);
call app.protect('journal_payload');
comment on table journal_payload is 'app: select, insert';

create table journal_seal (
  town_id uuid not null references town (id) on delete cascade,
  seq bigint not null,
  journal_id bigint not null,
  hash bytea not null,
  primary key (town_id, seq),
  unique (town_id, journal_id)
);
call app.protect('journal_seal');
comment on table journal_seal is 'app: select';

-- What a seal covers: every column of the journal row but its place in the chain.
create function app.journal_line(j journal) returns bytea language sql immutable as $$
  select convert_to(concat_ws('|', j.town_id, j.id, j.xid, extract(epoch from j.at)::numeric(20,6), j.actor_id, j.via,
    j.event, j.event_version, j.kind, j.record_id, coalesce(j.office_id::text, '-'), encode(j.digest, 'hex')), 'UTF8') $$;

-- Chains committed rows in (xid, id) order below the oldest running transaction; returns how many.
create function app.seal_journal(batch int default 5000) returns int language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  horizon xid8 := pg_snapshot_xmin(pg_current_snapshot());
  j journal; head journal_seal; sealed int := 0;
begin
  if not pg_try_advisory_xact_lock(hashtext('app.seal_journal')) then return 0; end if;
  for j in select r.* from journal r
      where r.xid < horizon and not exists (select 1 from journal_seal s where s.town_id = r.town_id and s.journal_id = r.id)
      order by r.xid, r.id limit batch loop
    select * into head from journal_seal s where s.town_id = j.town_id order by s.seq desc limit 1;
    insert into journal_seal values (j.town_id, coalesce(head.seq, 0) + 1, j.id,
      sha256(coalesce(head.hash, ''::bytea) || app.journal_line(j)));
    sealed := sealed + 1;
  end loop;
  return sealed;
end $$;
comment on function app.seal_journal(int) is 'door: chain committed journal rows';

create table number_circle (
  town_id uuid not null references town (id) on delete cascade,
  kind text not null,
  year int not null default 0,
  last int not null,
  primary key (town_id, kind, year)
);
call app.protect('number_circle');

create table draft (
  town_id uuid not null references town (id) on delete cascade,
  user_id uuid not null,
  key text not null check (length(key) <= 200),
  body text not null check (length(body) <= 1000000),
  updated_at timestamptz not null default now(),
  primary key (town_id, user_id, key)
);
call app.protect('draft');
create policy author on draft as restrictive using (user_id = app.actor());

create table saved_view (
  town_id uuid not null references town (id) on delete cascade,
  id uuid not null,
  user_id uuid not null,
  list text not null,
  name text not null check (length(name) between 1 and 80),
  query text not null check (length(query) <= 4000),
  created_at timestamptz not null default now(),
  primary key (town_id, id)
);
call app.protect('saved_view');
create policy author on saved_view as restrictive using (user_id = app.actor());

create table idempotency (
  town_id uuid not null references town (id) on delete cascade,
  user_id uuid not null,
  key text not null check (length(key) between 8 and 200),
  request_hash text not null,
  response text not null,
  created_at timestamptz not null default now(),
  primary key (town_id, user_id, key)
);
call app.protect('idempotency');

create table search_entry (
  town_id uuid not null references town (id) on delete cascade,
  kind text not null,
  record_id uuid not null,
  office_id uuid,
  title text not null,
  body text not null,
  words tsvector generated always as
    (setweight(to_tsvector('german', title), 'A') || setweight(to_tsvector('german', body), 'B')) stored,
  primary key (town_id, kind, record_id)
);
create index search_entry_words on search_entry using gin (words);
create index search_entry_title on search_entry using gin (title gin_trgm_ops);
call app.protect('search_entry');

-- Operators that are not leakproof cannot use an index under row security, so the policy is repeated here.
create function app.search(query text, max_hits int)
returns table (kind text, record_id uuid, title text, excerpt text)
language sql stable security definer set search_path = public, pg_temp as $$
  with q as (select websearch_to_tsquery('german', left(query, 500)) as words,
    to_tsquery('german', nullif(regexp_replace(trim(regexp_replace(left(query, 500), '[^[:alnum:]]+', ' ', 'g')), '\s+', ':* & ', 'g'), '') || ':*') as prefix),
  hit as (
    (select e.*, 2 + ts_rank(e.words, q.prefix) as rank from search_entry e, q
      where e.words @@ q.prefix and e.town_id = app.town() and app.sees(e.office_id)
      limit 500)
    union all
    (select e.*, similarity(e.title, left(query, 100)) as rank from search_entry e
      where e.title % left(query, 100) and e.town_id = app.town() and app.sees(e.office_id)
      limit 100)
  )
  select h.kind, h.record_id, h.title, left(h.body, 160)
  from (select distinct on (kind, record_id) * from hit order by kind, record_id, rank desc) h
  order by h.rank desc, h.title limit least(max_hits, 50) $$;
comment on function app.search(text, int) is 'door: full text search within town and offices of the transaction';

create function app.search_ids(of_kind text, query text, max_hits int) returns table (record_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  with q as (select to_tsquery('german', nullif(regexp_replace(trim(regexp_replace(left(query, 200), '[^[:alnum:]]+', ' ', 'g')), '\s+', ':* & ', 'g'), '') || ':*') as prefix)
  select e.record_id from search_entry e, q
  where e.words @@ q.prefix and e.kind = of_kind and e.town_id = app.town() and app.sees(e.office_id) limit max_hits $$;
comment on function app.search_ids(text, text, int) is 'door: records of one kind that match, within town and offices';

-- Doors through row security: a closed list, checked by a test.
create function app.door_session(hash bytea, moment timestamptz) returns json language sql security definer
  set search_path = public, pg_temp as $$
  update session set seen_at = moment where token_hash = hash and expires_at > moment and seen_at < moment - interval '1 minute';
  select json_build_object('user', json_build_object('id', u.id, 'login', u.login, 'name', u.name, 'locale', u.locale),
    'memberships', coalesce((select json_agg(json_build_object('townId', t.id, 'slug', t.slug, 'town', t.name,
        'function', m.function, 'officeId', m.only_office_id) order by t.name, m.function)
      from membership m join town t on t.id = m.town_id
      where m.user_id = u.id and (m.valid_until is null or m.valid_until >= (moment at time zone 'Europe/Berlin')::date)), '[]'::json))
  from session s join app_user u on u.id = s.user_id
  where s.token_hash = hash and s.expires_at > moment and u.disabled_at is null $$;
comment on function app.door_session(bytea, timestamptz) is 'door: who is behind a session';

create function app.door_token(hash bytea, moment timestamptz) returns json language sql stable security definer
  set search_path = public, pg_temp as $$
  select json_build_object('scope', k.scope,
    'user', json_build_object('id', u.id, 'login', u.login, 'name', u.name, 'locale', u.locale),
    'memberships', coalesce((select json_agg(json_build_object('townId', t.id, 'slug', t.slug, 'town', t.name,
        'function', m.function, 'officeId', m.only_office_id))
      from membership m join town t on t.id = m.town_id
      where m.user_id = u.id and m.town_id = k.town_id
        and (m.valid_until is null or m.valid_until >= (moment at time zone 'Europe/Berlin')::date)), '[]'::json))
  from api_token k join app_user u on u.id = k.user_id
  where k.token_hash = hash and k.expires_at > moment and u.disabled_at is null $$;
comment on function app.door_token(bytea, timestamptz) is 'door: who is behind a bearer token';

create function app.door_credentials(given_login text) returns table (user_id uuid, password_hash text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select id, password_hash from app_user where lower(login) = lower(given_login) and disabled_at is null $$;
comment on function app.door_credentials(text) is 'door: password hash for a sign-in attempt';

create function app.door_open_session(who uuid, hash bytea, moment timestamptz, until timestamptz) returns void
  language sql security definer set search_path = public, pg_temp as $$
  delete from session where expires_at < moment;
  insert into session (token_hash, user_id, created_at, seen_at, expires_at) values (hash, who, moment, moment, until) $$;
comment on function app.door_open_session(uuid, bytea, timestamptz, timestamptz) is 'door: start a session';

create function app.door_close_session(hash bytea) returns void language sql security definer
  set search_path = public, pg_temp as $$ delete from session where token_hash = hash $$;
comment on function app.door_close_session(bytea) is 'door: end a session';

create function app.door_needs_setup() returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$ select not exists (select 1 from app_user) $$;
comment on function app.door_needs_setup() is 'door: is this a first start';

create function app.door_setup(town_id uuid, town_slug text, town_name text, town_state text,
  who uuid, given_login text, given_name text, hash text, membership_id uuid, consultant_id uuid) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('app.door_setup'));
  if exists (select 1 from app_user) then return false; end if;
  insert into town (id, slug, name, state) values (town_id, town_slug, town_name, town_state);
  insert into app_user (id, login, name, password_hash) values (who, given_login, given_name, hash);
  insert into membership (town_id, id, user_id, function) values (town_id, membership_id, who, 'administrator');
  insert into membership (town_id, id, user_id, function) values (town_id, consultant_id, who, 'head_of_it');
  return true;
end $$;
comment on function app.door_setup(uuid, text, text, text, uuid, text, text, text, uuid, uuid) is 'door: first town and administrator, once';

create function app.door_invitation(hash bytea, moment timestamptz)
  returns table (town text, login text, name text, known boolean) language sql stable security definer
  set search_path = public, pg_temp as $$
  select t.name, i.login, i.name, exists (select 1 from app_user u where lower(u.login) = lower(i.login))
  from invitation i join town t on t.id = i.town_id
  where i.token_hash = hash and i.used_at is null and i.expires_at > moment $$;
comment on function app.door_invitation(bytea, timestamptz) is 'door: what an invitation link offers';

-- A known login keeps its password: the invitation only adds functions, and only its owner can sign in.
create function app.door_accept_invitation(hash bytea, moment timestamptz, who uuid, new_hash text)
  returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare i invitation; u uuid; f text;
begin
  select * into i from invitation where token_hash = hash and used_at is null and expires_at > moment for update;
  if not found then return null; end if;
  select id into u from app_user where lower(login) = lower(i.login);
  if u is null then
    insert into app_user (id, login, name, password_hash) values (who, i.login, i.name, new_hash);
    u := who;
  end if;
  foreach f in array i.functions loop
    insert into membership (town_id, id, user_id, function, valid_until)
      values (i.town_id, gen_random_uuid(), u, f, i.valid_until)
      on conflict (town_id, user_id, function) do update set valid_until = excluded.valid_until;
  end loop;
  update invitation set used_at = moment where town_id = i.town_id and id = i.id;
  return u;
end $$;
comment on function app.door_accept_invitation(bytea, timestamptz, uuid, text) is 'door: take an invitation';

create function app.town_users() returns table (id uuid, login text, name text) language sql stable security definer
  set search_path = public, pg_temp as $$
  select distinct u.id, u.login, u.name from app_user u join membership m on m.user_id = u.id where m.town_id = app.town() $$;
comment on function app.town_users() is 'door: people with a function in the town of the transaction';
