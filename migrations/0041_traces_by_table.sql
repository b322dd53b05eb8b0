-- What tells of a person is found table by table: the columns of one table are looked up for that table alone, not by going through all
-- tables once more for each of them.

create function app.points_of(in_table text) returns setof text language sql stable set search_path = public, pg_temp as $$
  select a.attname::text from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname = in_table and a.attnum > 0 and not a.attisdropped
    and a.attgenerated = '' and a.atttypid = 'uuid'::regtype and a.attname <> 'town_id' and not (c.relname = 'town' and a.attname = 'id')
  order by 1 $$;
comment on function app.points_of(text) is 'columns of a table that point at a record, as in app.telling_columns()';

create or replace function app.of_others(in_table text) returns text language sql stable set search_path = public, pg_temp as $$
  select case when in_table = 'journal_payload' then
      'exists (select from journal j where j.town_id = r.town_id and j.id = r.journal_id and (j.actor_id = any ($4) or j.record_id = any ($4)))'
    else coalesce('(' || string_agg(format('coalesce(r.%I = any ($4), false)', p), ' or ') || ')', 'false') end
  from app.points_of(in_table) p $$;

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
      select coalesce('jsonb_build_object(' || string_agg(format('%L, r.%I', p, p), ', ') || ')', '''{}''::jsonb')
        into all_ids from app.points_of(c.of_table) p;
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
