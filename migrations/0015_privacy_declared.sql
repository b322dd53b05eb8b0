-- How somebody is recognised is declared by the modules, column by column; the doors compare nothing else. A login that is
-- also a word of the product ("isb") is looked for only where a login stands; a namesake's rows are left alone; texts
-- that people wrote change only where somebody decided so.
drop function app.door_rows(text[], text[], uuid[], text[]);
drop function app.door_traces(text[], text[], uuid[]);
drop function app.door_anonymise(text[], text[], uuid[], uuid[], timestamptz);
drop function app.as_quoted(text[]);
drop function app.telling_columns();

-- Every column of the town's tables that can hold words or point at somebody, from the catalogue itself: none can be forgotten.
create function app.telling_columns() returns table
  (of_table text, of_column text, points boolean, key text, home text, type text, nullable boolean, versioned boolean)
  language sql stable set search_path = public, pg_temp as $$
  select c.relname::text, a.attname::text, a.atttypid = 'uuid'::regtype,
    (select k.attname::text from pg_attribute k where k.attrelid = c.oid and not k.attisdropped
      and k.attname in ('id', 'journal_id', 'record_id', 'key', 'word')
      order by array_position(array['id', 'journal_id', 'record_id', 'key', 'word'], k.attname::text) limit 1),
    case when c.relname = 'town' then 'id' else 'town_id' end, format_type(a.atttypid, null), not a.attnotnull,
    exists (select from pg_attribute v where v.attrelid = c.oid and v.attname = 'version' and not v.attisdropped)
  from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    and a.attname <> 'town_id' and not (c.relname = 'town' and a.attname = 'id')
    and (t.typcategory in ('S', 'A') or t.typname in ('uuid', 'json', 'jsonb'))
    and (c.relname = 'town' or exists (select from pg_attribute w where w.attrelid = c.oid and w.attname = 'town_id' and not w.attisdropped))
  order by 1, 2 $$;

-- Whole words, any white space between them, also in the genitive.
create or replace function app.as_pattern(words text[]) returns text language sql immutable as $$
  select '\m(?:' || string_agg(regexp_replace(regexp_replace(w, '([]^$*+?(){}|.[\\-])', '\\\1', 'g'), '\s+', '\\s+', 'g'), '|' order by length(w) desc)
    || ')(?:s|''s|’s)?(?!\w)' from unnest(words) w where length(w) > 2 $$;

-- A login inside stored JSON: only under a key that says so, alone or as "from" or "to" of a change.
create function app.as_login(logins text[]) returns text language sql immutable as $$
  select coalesce('("login"\s*:\s*\[?(?:null,|"[^"]*",)?\s*)"(?:' || string_agg(regexp_replace(l, '([]^$*+?(){}|.[\\-])', '\\\1', 'g'), '|')
    || ')"', '((?!))') from unnest(logins) l $$;

-- What all doors are asked for: whose names, logins and keys, who is somebody else of that name, and the declaration.
create type app.somebody as (forms text[], logins text[], persons uuid[], users uuid[], invitations uuid[], others uuid[], marks jsonb);

create function app.mark_of(who app.somebody, of_table text, of_column text, points boolean) returns text language sql immutable as
$$ select coalesce(who.marks ->> (of_table || '.' || of_column), case when points then 'none' else 'text' end) $$;

-- The condition under which a cell of a column speaks of somebody; $1 = pattern, $2 = logins in small letters, $3 = logins in JSON.
create function app.speaks(of_column text, mark text) returns text language sql immutable as $$
  select case mark
    when 'login' then format('(lower(r.%1$I::text) = any ($2) or r.%1$I::text ~* $1)', of_column)
    when 'name' then format('(lower(r.%1$I::text) = any ($2) or r.%1$I::text ~* $1)', of_column)
    when 'copy' then format('(r.%1$I::text ~* $1 or r.%1$I::text ~* $3)', of_column)
    else format('r.%I::text ~* $1', of_column) end $$;

-- Rows that belong to somebody else of the same name; $4 = their keys.
create function app.of_others(in_table text) returns text language sql stable set search_path = public, pg_temp as $$
  select case when in_table = 'journal_payload' then
      'exists (select from journal j where j.town_id = r.town_id and j.id = r.journal_id and (j.actor_id = any ($4) or j.record_id = any ($4)))'
    else coalesce('(' || string_agg(format('coalesce(r.%I = any ($4), false)', of_column), ' or ') || ')', 'false') end
  from app.telling_columns() t where t.of_table = in_table and t.points $$;

-- Where somebody occurs in the town of the transaction. `ids` = all keys of the row, so that a page can be found for it.
create function app.door_traces(who app.somebody)
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
    elsif m <> 'none' then
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
comment on function app.door_traces(app.somebody) is 'door: where a person occurs in this town';

-- Whole rows of one table of this town, without check sums.
create function app.door_rows(in_table text, keys text[]) returns table (row_key text, content json) language plpgsql stable
  security definer set search_path = public, pg_temp as $$
declare c record; bytes text[];
begin
  select * into c from app.telling_columns() t where t.of_table = in_table and t.of_table <> 'town' limit 1;
  if not found or c.key is null then return; end if;
  select coalesce(array_agg(a.attname::text), '{}') into bytes from pg_attribute a
    where a.attrelid = format('public.%I', in_table)::regclass and a.atttypid in ('bytea'::regtype, 'tsvector'::regtype);
  return query execute format('select r.%I::text, (to_jsonb(r) - ''town_id'' - $2)::json from %I r where r.town_id = app.town() and r.%I::text = any ($1)',
    c.key, in_table, c.key) using keys, bytes;
end $$;
comment on function app.door_rows(text, text[]) is 'door: whole rows about a person in this town';

-- People the town knows by an account: members, and those who once acted here.
create function app.door_known_users() returns table (id uuid, login text, name text, email text, member boolean) language sql stable
  security definer set search_path = public, pg_temp as $$
  select u.id, u.login, u.name, u.email, exists (select from membership m where m.user_id = u.id and m.town_id = app.town())
  from app_user u where exists (select from membership m where m.user_id = u.id and m.town_id = app.town())
    or exists (select from journal j where j.actor_id = u.id and j.town_id = app.town()) $$;
comment on function app.door_known_users() is 'door: accounts this town knows';

create or replace function app.door_account(users uuid[]) returns json language sql stable security definer
  set search_path = public, pg_temp as $$
  select json_agg(json_build_object('login', u.login, 'name', u.name, 'email', u.email, 'locale', u.locale, 'createdAt', u.created_at,
      'disabledAt', u.disabled_at, 'password', u.password_hash is not null,
      'secondFactor', exists (select 1 from second_factor f where f.user_id = u.id and f.confirmed_at is not null),
      'knownDevices', (select count(*) from known_device d where d.user_id = u.id),
      'sessions', (select coalesce(json_agg(json_build_object('since', s.created_at, 'seen', s.seen_at, 'agent', s.agent)), '[]'::json)
        from session s where s.user_id = u.id))) -> 0
  from app_user u where u.id = any (users) and u.id in (select k.id from app.door_known_users() k) $$;

create index journal_actor on journal (town_id, actor_id);

create function app.release_accounts(users uuid[], moment timestamptz) returns int language plpgsql
  set search_path = public, pg_temp as $$
declare account uuid; released int := 0;
begin
  foreach account in array users loop
    continue when exists (select from membership where user_id = account);
    update app_user set name = 'N. N.', login = 'n-n-' || id, email = '', password_hash = null, disabled_at = coalesce(disabled_at, moment)
      where id = account;
    delete from session where user_id = account;
    delete from sign_in_step where user_id = account;
    delete from known_device where user_id = account;
    delete from second_factor where user_id = account;
    delete from recovery_code where user_id = account;
    released := released + 1;
  end loop;
  return released;
end $$;

-- Takes somebody out of the town of the transaction. `kept` = cells ("table.column:key") where somebody decided that the words stay.
-- Sums, counts, answers, ratings and links stay.
create function app.door_anonymise(given app.somebody, kept text[], moment timestamptz) returns int
  language plpgsql security definer set search_path = public, pg_temp as $$
declare c record; m text; n int; changed int := 0; low text[]; who app.somebody := given; pattern text; in_json text; whose text; kept_keys text[];
begin
  -- Only whom this town knows: nobody's account elsewhere is touched through this door.
  select coalesce(array_agg(k.id), '{}') into who.users from app.door_known_users() k where k.id = any (given.users);
  pattern := coalesce(app.as_pattern(who.forms), '(?!)');
  in_json := app.as_login(who.logins);
  select coalesce(array_agg(lower(l)), '{}') into low from unnest(who.logins) l;
  select coalesce(array_agg(split_part(k, ':', 2)), '{}') into kept_keys from unnest(kept) k;

  -- What is said about whom a row belongs to goes first: afterwards nothing tells whose row it was.
  for c in select * from app.telling_columns() t where app.mark_of(who, t.of_table, t.of_column, t.points) = 'about' loop
    select string_agg(case when t.points then format('r.%I = any ($5)', t.of_column)
        else app.speaks(t.of_column, app.mark_of(who, t.of_table, t.of_column, false)) end, ' or ') into whose
      from app.telling_columns() t where t.of_table = c.of_table
        and (app.mark_of(who, t.of_table, t.of_column, t.points) in ('user', 'person', 'name', 'login') or (t.of_table = 'person' and t.of_column = 'id'));
    execute format('update %I r set %I = '''' where r.%I = app.town() and r.%I <> '''' and (%s) and not %s',
      c.of_table, c.of_column, c.home, c.of_column, whose, app.of_others(c.of_table))
      using pattern, low, in_json, who.others, who.persons || who.users;
    get diagnostics n = row_count; changed := changed + n;
  end loop;
  update person set name = 'N. N.', email = '', version = version + 1 where town_id = app.town() and id = any (who.persons);
  get diagnostics n = row_count; changed := changed + n;
  delete from invitation where town_id = app.town() and (lower(login) = any (low) or id = any (who.invitations));
  get diagnostics n = row_count; changed := changed + n;
  -- What hangs on the account in this town ends with it.
  for c in select * from app.telling_columns() t where t.points and t.of_column = 'user_id' loop
    execute format('delete from %I where town_id = app.town() and user_id = any ($1)', c.of_table) using who.users;
    get diagnostics n = row_count; changed := changed + n;
  end loop;

  update journal_payload r set redacted_at = moment, salt = '', payload = told.payload
    from (select p.journal_id, case
        when exists (select from journal j where j.town_id = p.town_id and j.id = p.journal_id and j.record_id::text = any (kept_keys))
          then regexp_replace(p.payload, '^(\{"by":")' || pattern, '\1N. N.', 'i')
        else regexp_replace(regexp_replace(p.payload, pattern, 'N. N.', 'gi'), in_json, '\1"N. N."', 'gi') end as payload
      from journal_payload p where p.town_id = app.town() and (p.payload ~* pattern or p.payload ~* in_json)
        and not exists (select from journal j where j.town_id = p.town_id and j.id = p.journal_id
          and (j.actor_id = any (who.others) or j.record_id = any (who.others)))) told
    where r.town_id = app.town() and r.journal_id = told.journal_id and r.payload <> told.payload;
  get diagnostics n = row_count; changed := changed + n;

  for c in select * from app.telling_columns() t where not t.points and t.of_table not in ('journal', 'journal_payload', 'search_word') loop
    m := app.mark_of(who, c.of_table, c.of_column, false);
    continue when m in ('none', 'about');
    execute format('update %I r set %I = (case when %L and lower(r.%I::text) = any ($2) then ''N. N.''
        else regexp_replace(regexp_replace(r.%I::text, $1, ''N. N.'', ''gi''), $3, ''\1"N. N."'', ''gi'') end)::%s%s
      where r.%I = app.town() and %s and (%L or not %s) and not (%s)',
      c.of_table, c.of_column, m in ('login', 'name'), c.of_column, c.of_column, c.type, case when c.versioned then ', version = version + 1' else '' end,
      c.home, app.speaks(c.of_column, m), m = 'text', app.of_others(c.of_table),
      case when c.key is null then 'false' when c.of_table = 'search_entry' then 'r.record_id::text = any ($6)'
        else format('%L || r.%I::text = any ($5)', c.of_table || '.' || c.of_column || ':', c.key) end)
      using pattern, low, in_json, who.others, kept, kept_keys;
    get diagnostics n = row_count; changed := changed + n;
  end loop;
  for c in select * from app.telling_columns() t where t.points and t.nullable and t.of_table <> 'journal'
      and app.mark_of(who, t.of_table, t.of_column, true) = 'user' loop
    execute format('update %I set %I = null where town_id = app.town() and %I = any ($1)', c.of_table, c.of_column, c.of_column) using who.users;
  end loop;
  if to_regclass('graphile_worker._private_jobs') is not null then
    execute 'update graphile_worker._private_jobs set payload = regexp_replace(regexp_replace(payload::text, $1, ''N. N.'', ''gi''), $2, ''\1"N. N."'', ''gi'')::json,
        last_error = regexp_replace(last_error, $1, ''N. N.'', ''gi'')
      where payload ->> ''town'' = app.town()::text and (concat(payload, last_error) ~* $1 or payload::text ~* $2)' using pattern, in_json;
    get diagnostics n = row_count; changed := changed + n;
  end if;

  -- The words of the name are forgotten; those that other texts use are learned again.
  for c in select distinct w as word from unnest(who.forms || who.logins) x, regexp_split_to_table(app.fold(x), ' ') w where w <> '' loop
    delete from search_word where town_id = app.town() and word in (c.word, c.word || 's');
    insert into search_fresh select e.town_id, e.kind, e.record_id from search_entry e
      where e.town_id = app.town() and e.words @@ c.word::tsquery on conflict do nothing;
  end loop;
  return changed + app.release_accounts(who.users, moment);
end $$;
comment on function app.door_anonymise(app.somebody, text[], timestamptz) is 'door: take a person out of this town';
