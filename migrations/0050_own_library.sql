-- Measures that a town keeps beside the delivered library: its own ones, and those taken from a consultancy, which is a town of its own here.
-- What was taken over once is replaced by a newer state, never changed: a measure made of it still knows what it was made of.
create table library_measure (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  key text not null check (key ~ '^[a-z][a-z0-9-]{1,59}$'),
  title text not null check (length(title) between 1 and 200),
  -- JSON: the measure as src/modules/catalogue/domain/measure-library.ts has it.
  content text not null check (length(content) <= 100000),
  -- Own ones only: whether other towns of the same consultants may take it.
  released boolean not null default false,
  -- Not tied to the town it came from: that one may leave.
  origin_town uuid, origin_name text not null default '' check (length(origin_name) <= 200),
  origin_on date check ((origin_on is null) = (origin_town is null)),
  replaced_at timestamptz,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), check (origin_town is null or not released)
);
create unique index library_measure_key on library_measure (town_id, key) where replaced_at is null;
call app.protect('library_measure');

-- Across towns, for one kind of person alone: who is a consultant here and there today, for the whole town each time.
create function app.door_library_offers() returns table (town_id uuid, name text, key text, title text, content text, changed_on date)
  language sql stable security definer set search_path = public, pg_temp as $$
  with mine as (
    select m.town_id from membership m where m.user_id = app.actor() and m.function = 'consultant' and m.only_office_id is null
      and (m.valid_until is null or m.valid_until >= current_date)
  )
  select t.id, t.name, l.key, l.title, l.content, (l.updated_at at time zone 'Europe/Berlin')::date
  from library_measure l join town t on t.id = l.town_id
  where l.released and l.replaced_at is null and l.town_id in (select * from mine) and l.town_id <> app.town()
    and app.town() in (select * from mine)
  order by t.name, t.id, l.title, l.key $$;
comment on function app.door_library_offers() is 'door: measures that towns of the same consultant have released';
