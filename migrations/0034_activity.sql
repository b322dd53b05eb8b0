-- What the time of those who do IT goes into, before any ticket system. The employee is not watched: what somebody writes into
-- the diary is seen by nobody else, also not through the application; others get sums of groups (app.activity_sums).

create procedure app.author_only(target regclass) language plpgsql as $$ begin
  execute format('create policy diary on %s as restrictive using (user_id = app.actor() or current_user = %L)', target, current_user);
end $$;

-- One day in one function; what was done stands in activity_entry.
create table activity_day (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  user_id uuid not null, day date not null,
  role text not null check (role ~ '^[a-z][a-z_]*$' and length(role) <= 60),
  interruptions int not null default 0 check (interruptions between 0 and 200),
  note text not null default '' check (length(note) <= 2000),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, user_id, day, role)
);
call app.protect('activity_day');
call app.author_only('activity_day');

create table activity_entry (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  user_id uuid not null, day date not null,
  role text not null check (role ~ '^[a-z][a-z_]*$' and length(role) <= 60),
  kind text not null check (kind in ('strategic', 'project', 'service', 'operation', 'fire_fighting', 'administration')),
  minutes int not null check (minutes between 1 and 1440),
  -- Tickets and calendars will book beside the diary.
  source text not null default 'diary' check (source in ('diary')),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, user_id, day, role, kind, source)
);
create index activity_entry_day on activity_entry (town_id, day);
call app.protect('activity_entry');
call app.author_only('activity_entry');

-- Somebody lets the own sums of a time be seen, for a purpose; taken back, they are not seen any more.
create table activity_release (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  user_id uuid not null,
  purpose text not null check (length(purpose) between 1 and 200),
  from_day date not null, until_day date not null, revoked_at timestamptz,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), check (until_day between from_day and from_day + 366)
);
create index activity_release_user on activity_release (town_id, user_id);
call app.protect('activity_release');
call app.author_only('activity_release');

create table activity_estimate (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  role text not null check (role ~ '^[a-z][a-z_]*$' and length(role) <= 60),
  certainty text not null check (certainty in ('estimated', 'unknown')),
  minutes_per_week int check (minutes_per_week between 15 and 60000),
  strategic int not null default 0 check (strategic between 0 and 100),
  project int not null default 0 check (project between 0 and 100),
  service int not null default 0 check (service between 0 and 100),
  operation int not null default 0 check (operation between 0 and 100),
  fire_fighting int not null default 0 check (fire_fighting between 0 and 100),
  administration int not null default 0 check (administration between 0 and 100),
  interruptions_per_day int check (interruptions_per_day between 0 and 200),
  sureness text not null default 'rough' check (sureness in ('sure', 'rough', 'guessed')),
  basis text not null default '' check (length(basis) <= 2000),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, role),
  check (strategic + project + service + operation + fire_fighting + administration = case certainty when 'estimated' then 100 else 0 end),
  check ((certainty = 'estimated') = (minutes_per_week is not null))
);
call app.protect('activity_estimate');

-- The smallest group whose sums are shown. A constant of the house, repeated in src/modules/activity/domain/activities.ts.
create function app.smallest_group() returns int language sql immutable as $$ select 3 $$;

-- Minutes by function and kind of work between two days, widened to whole weeks. What somebody has released counts at once and under its
-- function. Of the rest a week counts when it is over, so that no difference of two looks tells of a day; in each week a function stands by
-- itself when at least three kept a diary in it, the others together (role '') when they are at least three, else they are left out:
-- no sum, and no difference of sums, is of fewer than three people.
create function app.activity_sums(from_day date, until_day date, today date)
  returns table (role text, released boolean, kind text, minutes int, days int, weeks int, interruptions int)
  language sql stable security definer set search_path = public, pg_temp as $$
  with line as (
    select e.user_id, e.day, date_trunc('week', e.day)::date as week, e.role, e.kind, e.minutes,
      exists (select from activity_release r where r.town_id = e.town_id and r.user_id = e.user_id and r.revoked_at is null
        and e.day between r.from_day and r.until_day) as released
    from activity_entry e where e.town_id = app.town() and app.sees(e.office_id)
      and e.day between date_trunc('week', from_day)::date and date_trunc('week', until_day)::date + 6),
  counted as (select * from line where released or week + 6 < least(today, (now() at time zone 'Europe/Berlin')::date)),
  crowd as (select week, role, count(distinct user_id) as people from counted where not released group by 1, 2),
  placed as (
    select c.*, case when c.released or d.people >= app.smallest_group() then c.role else '' end as place
    from counted c left join crowd d on not c.released and d.week = c.week and d.role = c.role),
  rest as (select week, count(distinct user_id) as people from placed where place = '' group by 1),
  shown as (
    select p.* from placed p left join rest on rest.week = p.week
    where p.place <> '' or rest.people >= app.smallest_group()),
  per_day as (
    select distinct s.place, s.released, s.user_id, s.day, s.week, s.role from shown s),
  broken as (
    select p.place, p.released, count(distinct (p.user_id, p.day))::int as days, count(distinct p.week)::int as weeks,
      coalesce(sum(d.interruptions), 0)::int as interruptions
    from per_day p left join activity_day d on d.town_id = app.town() and d.user_id = p.user_id and d.day = p.day and d.role = p.role
    group by 1, 2)
  select s.place, s.released, s.kind, sum(s.minutes)::int, b.days, b.weeks, b.interruptions
  from shown s join broken b on b.place = s.place and b.released = s.released group by 1, 2, 3, 5, 6, 7 $$;
comment on function app.activity_sums(date, date, date) is 'door: time by function and kind of work in the town of the transaction, of groups and of what was released';

-- That a day was written down is told to its author alone; the journal says of it that it changed, never what.
do $$ begin
  execute format('create policy diary on journal as restrictive for select using
    (kind not in (''activity_day'', ''activity_entry'') or actor_id = app.actor() or current_user = %L)', current_user);
end $$;

-- What ends after its time is hidden from whoever runs the deletion: only keys and counts pass this door.
create function app.door_diary_due(of_table text, before timestamptz) returns table (id uuid)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if of_table not in ('activity_day', 'activity_entry', 'activity_release') then return; end if;
  return query execute format('select r.id from %I r where r.town_id = app.town() and r.updated_at < $1', of_table) using before;
end $$;
comment on function app.door_diary_due(text, timestamptz) is 'door: keys of diary rows of this town whose time is over';

create function app.door_diary_end(of_table text, before timestamptz) returns int
  language plpgsql security definer set search_path = public, pg_temp as $$
declare n int;
begin
  if of_table not in ('activity_day', 'activity_entry', 'activity_release') or before > now() - interval '360 days' then return 0; end if;
  execute format('delete from %I r where r.town_id = app.town() and r.updated_at < $1', of_table) using before;
  get diagnostics n = row_count;
  return n;
end $$;
comment on function app.door_diary_end(text, timestamptz) is 'door: end diary rows of this town whose time is over';

-- Information about a person says that somebody keeps a diary; what stands in it only its author reads, and nobody searches it for
-- words. Anonymising still takes names out of it.
create function app.is_diary(of_table text) returns boolean language sql immutable as $$ select of_table in ('activity_day', 'activity_entry') $$;

-- Where somebody occurs in the town of the transaction. `ids` = all keys of the row, so that a page can be found for it.
create or replace function app.door_traces(who app.somebody)
  returns table (of_table text, of_column text, row_key text, mark text, excerpt text, ids jsonb)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare c record; m text; all_ids text; of_others text; seen text; pattern text := coalesce(app.as_pattern(who.forms), '(?!)');
  in_json text := app.as_login(who.logins); low text[]; mine uuid[] := who.persons || who.users || who.invitations;
begin
  select coalesce(array_agg(lower(l)), '{}') into low from unnest(who.logins) l;
  for c in select * from app.telling_columns() loop
    m := app.mark_of(who, c.of_table, c.of_column, c.points);
    if c.of_table is distinct from seen then
      seen := c.of_table;
      of_others := app.of_others(c.of_table);
      select coalesce('jsonb_build_object(' || string_agg(format('%L, r.%I', t.of_column, t.of_column), ', ') || ')', '''{}''::jsonb')
        into all_ids from app.telling_columns() t where t.of_table = c.of_table and t.points;
    end if;
    if c.points then
      return query execute format('select %L, %L, %s, %L, '''', %s from %I r where r.%I = app.town() and r.%I = any ($1) limit 20000',
        c.of_table, c.of_column, case when c.key is null then '''''' else format('r.%I::text', c.key) end, m, all_ids, c.of_table, c.home, c.of_column)
        using mine;
    elsif m <> 'none' and not app.is_diary(c.of_table) then
      return query execute format('select %L, %L, %s, %L, substr(r.%I::text, greatest(1, regexp_instr(r.%I::text, $1, 1, 1, 0, ''i'') - 60), 200), %s
        from %I r where r.%I = app.town() and %s and (%L or not %s) limit 20000',
        c.of_table, c.of_column, case when c.key is null then '''''' else format('r.%I::text', c.key) end, m, c.of_column, c.of_column, all_ids,
        c.of_table, c.home, app.speaks(c.of_column, m), m = 'text', of_others)
        using pattern, low, in_json, who.others;
    end if;
  end loop;
  if to_regclass('graphile_worker._private_jobs') is not null then
    return query execute 'select ''job'', ''payload'', j.id::text, ''copy'', '''', ''{}''::jsonb from graphile_worker._private_jobs j
      where j.payload ->> ''town'' = app.town()::text and (concat(j.payload, j.last_error, j.key) ~* $1 or j.payload::text ~* $2)'
      using pattern, in_json;
  end if;
end $$;

-- Whole rows of one table of this town, without check sums.
create or replace function app.door_rows(in_table text, keys text[]) returns table (row_key text, content json) language plpgsql stable
  security definer set search_path = public, pg_temp as $$
declare c record; bytes text[];
begin
  select * into c from app.telling_columns() t where t.of_table = in_table and t.of_table <> 'town' limit 1;
  if not found or c.key is null then return; end if;
  select coalesce(array_agg(a.attname::text), '{}') into bytes from pg_attribute a
    where a.attrelid = format('public.%I', in_table)::regclass and a.atttypid in ('bytea'::regtype, 'tsvector'::regtype);
  return query execute format('select r.%I::text, (to_jsonb(r) - ''town_id'' - $2 - case when %s then ''{}''::text[] else $3 end)::json
    from %I r where r.town_id = app.town() and r.%I::text = any ($1)',
    c.key, case when app.is_diary(in_table) then 'coalesce(r.user_id = app.actor(), false)' else 'true' end, in_table, c.key)
    using keys, bytes, array['kind', 'minutes', 'interruptions', 'note', 'role', 'day', 'source', 'version', 'created_at', 'updated_at'];
end $$;
