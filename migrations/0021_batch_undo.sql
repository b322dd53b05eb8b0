-- Which transaction an import was, so that it can be taken back from the journal.
alter table import_run add column batch text, add column batch_at timestamptz;
alter table import_run drop constraint import_run_phase_check;
alter table import_run add constraint import_run_phase_check check
  (phase in ('waiting', 'reading', 'checking', 'refused', 'checked', 'importing', 'done', 'cancelled', 'failed', 'undone'));

-- Ids among `ids` that rows of other tables still point at; cascades would otherwise take along what came later.
create function app.still_referenced(of_table text, ids uuid[]) returns setof uuid language plpgsql stable
  set search_path = public, pg_temp as $$
declare r record;
begin
  for r in select c.conrelid::regclass as from_table, a.attname as from_column
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[array_length(c.conkey, 1)]
    where c.contype = 'f' and c.confrelid = format('public.%I', of_table)::regclass and c.conrelid <> c.confrelid
  loop
    return query execute format('select distinct t.%I from %s t where t.town_id = app.town() and t.%I = any ($1)',
      r.from_column, r.from_table, r.from_column) using ids;
  end loop;
end $$;
comment on function app.still_referenced(text, uuid[]) is 'app: which records others of the town point at';
