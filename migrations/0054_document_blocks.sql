-- Texts that a town puts into its documents: its own ones, those taken from a consultancy, and copies of these that the town has changed.
create table document_block (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  key text not null check (key ~ '^[a-z][a-z0-9-]{1,59}$'),
  title text not null check (length(title) between 1 and 200),
  text text not null check (length(text) between 1 and 20000),
  -- JSON: documents it is meant for; an empty list = all of them.
  kinds text not null default '[]' check (length(kinds) <= 400),
  class text not null default 'public' check (class in ('public', 'non_public', 'technical')),
  -- Own ones only: whether other towns of the same consultants may take it.
  released boolean not null default false,
  -- Not tied to the town it came from: that one may leave.
  origin_town uuid, origin_name text not null default '' check (length(origin_name) <= 200),
  origin_on date check ((origin_on is null) = (origin_town is null)),
  origin_key text check ((origin_key is null) = (origin_town is null)),
  -- Version of the original, so that two states of one day differ.
  origin_version int check ((origin_version is null) = (origin_town is null)),
  -- A copy that the town may change.
  adapted boolean not null default false,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, key),
  check (origin_town is null or not released), check (origin_town is not null or not adapted)
);
create unique index document_block_taken on document_block (town_id, origin_town, origin_key) where origin_town is not null and not adapted;
call app.protect('document_block');

-- The town's own text document is shared and taken alike.
alter table document_file add column released boolean not null default false,
  add column origin_town uuid, add column origin_name text not null default '' check (length(origin_name) <= 200),
  add column origin_on date check ((origin_on is null) = (origin_town is null)),
  add column origin_sha256 text check ((origin_sha256 is null) = (origin_town is null)),
  add column adapted boolean not null default false,
  add check (origin_town is null or not released), add check (origin_town is not null or not adapted);
-- Whose template a version was made with; its readers are not told.
alter table document_version add column template_origin text not null default '' check (length(template_origin) <= 200),
  add column template_on date;

-- JSON: figures of the section that fewer people may see than the records would have it, by name with their class.
alter table document_section add column figures text not null default '{}' check (length(figures) <= 4000);
-- JSON: text blocks that went into this wording, each with its origin.
alter table document_wording add column blocks text not null default '[]' check (length(blocks) <= 20000);

-- Towns where somebody is a consultant today for the whole town; for the doors below.
create function app.consults(person uuid) returns setof uuid language sql stable as $$
  select m.town_id from public.membership m where m.user_id = person and m.function = 'consultant' and m.only_office_id is null
    and (m.valid_until is null or m.valid_until >= current_date) $$;

create function app.door_block_offers()
  returns table (town_id uuid, name text, key text, title text, text text, kinds text, class text, version int, changed_on date)
  language sql stable security definer set search_path = public, pg_temp as $$
  select t.id, t.name, b.key, b.title, b.text, b.kinds, b.class, b.version, (b.updated_at at time zone 'Europe/Berlin')::date
  from document_block b join town t on t.id = b.town_id
  where b.released and b.town_id <> app.town() and b.town_id in (select app.consults(app.actor()))
    and app.town() in (select app.consults(app.actor()))
  order by t.name, t.id, b.title, b.key $$;
comment on function app.door_block_offers() is 'door: text blocks that towns of the same consultant have released';

create function app.door_template_offers()
  returns table (town_id uuid, name text, file text, sha256 text, content bytea, changed_on date)
  language sql stable security definer set search_path = public, pg_temp as $$
  select t.id, t.name, f.name, encode(sha256(f.content), 'hex'), f.content, (f.updated_at at time zone 'Europe/Berlin')::date
  from document_file f join town t on t.id = f.town_id
  where f.purpose = 'template' and f.released and f.town_id <> app.town() and f.town_id in (select app.consults(app.actor()))
    and app.town() in (select app.consults(app.actor()))
  order by t.name, t.id $$;
comment on function app.door_template_offers() is 'door: text documents that towns of the same consultant have released';

-- For everybody in the town: only whether, and on which day, what was taken has changed where it came from, while a consultant of there
-- is one here too. Without a key: the text document.
create function app.door_originals_changed() returns table (origin_town uuid, key text, version int, changed_on date)
  language sql stable security definer set search_path = public, pg_temp as $$
  with near as (
    select b.town_id from membership a join membership b on b.user_id = a.user_id and b.town_id <> a.town_id
    where a.town_id = app.town() and a.town_id in (select app.consults(a.user_id)) and b.town_id in (select app.consults(a.user_id))
  )
  select o.town_id, o.key, o.version, (o.updated_at at time zone 'Europe/Berlin')::date
  from document_block o
  where o.released and o.town_id in (select * from near)
    and exists (select from document_block b where b.town_id = app.town() and b.origin_town = o.town_id and b.origin_key = o.key
      and b.origin_version < o.version)
  union all
  select o.town_id, null, 0, (o.updated_at at time zone 'Europe/Berlin')::date
  from document_file o join document_file f on f.town_id = app.town() and f.purpose = 'template' and f.origin_town = o.town_id
  where o.purpose = 'template' and o.released and o.town_id in (select * from near)
    and f.origin_sha256 <> encode(sha256(o.content), 'hex') $$;
comment on function app.door_originals_changed() is 'door: days on which originals of text blocks and template of this town have changed';
