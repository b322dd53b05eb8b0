-- What is held about a person, anonymising with statistics kept, and what ends by itself after its years.
alter table journal_payload add column redacted_at timestamptz;
comment on column journal_payload.redacted_at is 'names were taken out; the salt is gone, so the digest can no longer tell which';

alter table town add column hold_until date;
alter table town add column hold_reason text not null default '';

-- Which rows ended when, in numbers: the protocol of deletion (DIN 66398).
create table retention_run (
  town_id uuid not null references town (id) on delete cascade,
  id uuid not null,
  at timestamptz not null,
  held boolean not null,
  removed jsonb not null,
  primary key (town_id, id)
);
call app.protect('retention_run');
comment on table retention_run is 'app: select, insert';

-- Every column of the town's tables that can hold words or point at somebody, from the catalogue itself: none can be forgotten.
create function app.telling_columns() returns table (of_table text, of_column text, points boolean, key text, nullable boolean)
  language sql stable set search_path = public, pg_temp as $$
  select c.relname::text, a.attname::text, a.atttypid = 'uuid'::regtype,
    (select k.attname::text from pg_attribute k where k.attrelid = c.oid and not k.attisdropped
      and k.attname in ('id', 'journal_id', 'record_id', 'key', 'word') order by array_position(array['id', 'journal_id', 'record_id', 'key', 'word'], k.attname::text) limit 1),
    not a.attnotnull
  from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    and a.attname <> 'town_id' and (t.typcategory in ('S', 'A') or t.typname in ('uuid', 'json', 'jsonb'))
    and exists (select 1 from pg_attribute w where w.attrelid = c.oid and w.attname = 'town_id')
  order by 1, 2 $$;

create function app.as_pattern(words text[]) returns text language sql immutable as $$
  select '\m(' || string_agg(regexp_replace(w, '([]^$*+?(){}|.[\\-])', '\\\1', 'g'), '|' order by length(w) desc) || ')\M'
  from unnest(words) w where length(w) > 2 $$;

create function app.as_quoted(logins text[]) returns text language sql immutable as $$
  select coalesce('"(' || string_agg(regexp_replace(l, '([]^$*+?(){}|.[\\-])', '\\\1', 'g'), '|') || ')"', '(?!)') from unnest(logins) l $$;

-- Where a person occurs in the town of the transaction: names and addresses as whole words, logins as whole values, ids.
create function app.door_traces(names text[], logins text[], ids uuid[])
  returns table (of_table text, of_column text, row_key text, points boolean, excerpt text)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare c record; pattern text := coalesce(app.as_pattern(names), '(?!)'); quoted text := app.as_quoted(logins); low text[];
begin
  select coalesce(array_agg(lower(l)), '{}') into low from unnest(logins) l;
  for c in select * from app.telling_columns() loop
    if c.points then
      return query execute format('select %L, %L, %s, true, '''' from %I where town_id = app.town() and %I = any ($1) limit 20000',
        c.of_table, c.of_column, case when c.key is null then '''''' else format('%I::text', c.key) end, c.of_table, c.of_column) using ids;
    else
      return query execute format('select %L, %L, %s, false, substr(%I::text, greatest(1, regexp_instr(%I::text, $1, 1, 1, 0, ''i'') - 60), 200)
        from %I where town_id = app.town() and (%I::text ~* $1 or %I::text ~* $3 or lower(%I::text) = any ($2)) limit 20000',
        c.of_table, c.of_column, case when c.key is null then '''''' else format('%I::text', c.key) end, c.of_column, c.of_column, c.of_table, c.of_column, c.of_column, c.of_column)
        using pattern, low, quoted;
    end if;
  end loop;
end $$;
comment on function app.door_traces(text[], text[], uuid[]) is 'door: where a person occurs in this town';

-- Puts "N. N." in the place of somebody in this town; rows that are only theirs go. Sums, counts and links stay.
create function app.door_anonymise(names text[], logins text[], persons uuid[], users uuid[], moment timestamptz) returns int
  language plpgsql security definer set search_path = public, pg_temp as $$
declare c record; pattern text := coalesce(app.as_pattern(names), '(?!)'); quoted text := app.as_quoted(logins); low text[];
  n int; changed int := 0; cast_to text; account uuid;
begin
  select coalesce(array_agg(lower(l)), '{}') into low from unnest(logins) l;
  update person set name = 'N. N.', title = '', email = '', version = version + 1, updated_at = moment
    where town_id = app.town() and id = any (persons);
  for c in select t.* from app.telling_columns() t where t.points and t.of_column = 'user_id' loop
    execute format('delete from %I where town_id = app.town() and user_id = any ($1)', c.of_table) using users;
    get diagnostics n = row_count; changed := changed + n;
  end loop;
  for c in select t.* from app.telling_columns() t
      where t.points and t.nullable and t.of_column <> 'user_id' and t.of_column ~ '(^|_)user_id$' loop
    execute format('update %I set %I = null where town_id = app.town() and %I = any ($1)', c.of_table, c.of_column, c.of_column) using users;
  end loop;
  update journal_payload set redacted_at = moment, salt = '',
      payload = regexp_replace(regexp_replace(payload, pattern, 'N. N.', 'gi'), quoted, '"N. N."', 'gi')
    where town_id = app.town() and (payload ~* pattern or payload ~* quoted);
  get diagnostics n = row_count; changed := changed + n;
  for c in select t.*, format_type(a.atttypid, null) as type from app.telling_columns() t
      join pg_attribute a on a.attrelid = t.of_table::regclass and a.attname = t.of_column
      where not t.points and t.of_table not in ('journal', 'journal_payload', 'search_word') loop
    cast_to := case when c.type in ('text', 'character varying') then '' else '::' || c.type end;
    execute format('update %I set %I = (case when lower(%I::text) = any ($2) then ''N. N.''
        else regexp_replace(regexp_replace(%I::text, $1, ''N. N.'', ''gi''), $3, ''"N. N."'', ''gi'') end)%s
      where town_id = app.town() and (%I::text ~* $1 or %I::text ~* $3 or lower(%I::text) = any ($2))',
      c.of_table, c.of_column, c.of_column, c.of_column, cast_to, c.of_column, c.of_column, c.of_column) using pattern, low, quoted;
    get diagnostics n = row_count; changed := changed + n;
  end loop;
  -- The words of the name are forgotten; those that other texts use are learned again.
  for c in select distinct w as word from unnest(names) x, regexp_split_to_table(app.fold(x), ' ') w where w <> '' loop
    delete from search_word where town_id = app.town() and word = c.word;
    insert into search_fresh select town_id, kind, record_id from search_entry
      where town_id = app.town() and words @@ c.word::tsquery on conflict do nothing;
  end loop;
  -- The account itself only when no other town knows it.
  foreach account in array users loop
    if not exists (select 1 from membership where user_id = account) then
      update app_user set name = 'N. N.', login = 'n-n-' || id, email = '', password_hash = null, disabled_at = coalesce(disabled_at, moment)
        where id = account;
      delete from session where user_id = account;
      delete from sign_in_step where user_id = account;
      delete from known_device where user_id = account;
      delete from second_factor where user_id = account;
      delete from recovery_code where user_id = account;
    end if;
  end loop;
  return changed;
end $$;
comment on function app.door_anonymise(text[], text[], uuid[], uuid[], timestamptz) is 'door: take a person out of this town';

-- The story of a record stays for ten years; then only that something happened is left.
create function app.door_forget_story(before timestamptz) returns int language sql security definer
  set search_path = public, pg_temp as $$
  with gone as (delete from journal_payload p using journal j
    where p.town_id = app.town() and j.town_id = p.town_id and j.id = p.journal_id and j.at < before returning 1)
  select count(*)::int from gone $$;
comment on function app.door_forget_story(timestamptz) is 'door: erase what the journal says of changes long ago, in this town';

-- An account that no town has known for a quarter of a year is nobody's any more.
create function app.door_forget_accounts(moment timestamptz) returns int language sql security definer
  set search_path = public, pg_temp as $$
  with gone as (delete from app_user u where u.created_at < moment - interval '92 days'
    and not exists (select 1 from membership m where m.user_id = u.id)
    and not exists (select 1 from invitation i where lower(i.login) = lower(u.login))
    and exists (select 1 from town) returning 1)
  select count(*)::int from gone $$;
comment on function app.door_forget_accounts(timestamptz) is 'door: remove accounts that belong to no town';

-- What an export shows of the account: no secret, only that there is one.
create function app.door_account(users uuid[]) returns json language sql stable security definer
  set search_path = public, pg_temp as $$
  select json_agg(json_build_object('login', u.login, 'name', u.name, 'email', u.email, 'locale', u.locale, 'createdAt', u.created_at,
      'disabledAt', u.disabled_at, 'password', u.password_hash is not null,
      'secondFactor', exists (select 1 from second_factor f where f.user_id = u.id and f.confirmed_at is not null),
      'knownDevices', (select count(*) from known_device d where d.user_id = u.id),
      'sessions', (select coalesce(json_agg(json_build_object('since', s.created_at, 'seen', s.seen_at, 'agent', s.agent)), '[]'::json)
        from session s where s.user_id = u.id))) -> 0
  from app_user u where u.id = any (users)
    and exists (select 1 from membership m where m.user_id = u.id and m.town_id = app.town()) $$;
comment on function app.door_account(uuid[]) is 'door: what the account of somebody of this town holds';

create function app.door_rows(names text[], logins text[], ids uuid[], tables text[])
  returns table (of_table text, of_columns text[], content json) language plpgsql stable security definer
  set search_path = public, pg_temp as $$
#variable_conflict use_column
declare t text;
begin
  for t in select distinct d.of_table from app.door_traces(names, logins, ids) d where d.of_table = any (tables) loop
    return query execute format('select %L, array_agg(distinct d.of_column), row_to_json(r.*) from %I r
      join app.door_traces($1, $2, $3) d on d.of_table = %L and d.row_key = r.%I::text
      where r.town_id = app.town() group by r.*', t, t, t, (select c.key from app.telling_columns() c where c.of_table = t limit 1))
      using names, logins, ids;
  end loop;
end $$;
comment on function app.door_rows(text[], text[], uuid[], text[]) is 'door: whole rows about a person in this town';

-- What belongs to its author was hidden from the owner too: backups left drafts and saved views out, cleaning up passed them by.
do $$ declare t text; begin
  foreach t in array array['draft', 'saved_view'] loop
    execute format('drop policy author on %I', t);
    execute format('create policy author on %I as restrictive using (user_id = app.actor() or current_user = %L)', t, current_user);
  end loop;
end $$;
