-- An import on its way: what was uploaded, how far it is, what it found. The upload itself lies in the data folder.
create table import_run (
  town_id uuid not null references town (id) on delete cascade,
  id uuid not null,
  user_id uuid not null,
  actor text not null,
  file_name text not null check (length(file_name) between 1 and 255),
  bytes bigint not null check (bytes >= 0),
  wished_kind text,
  wished_columns text,
  phase text not null default 'waiting'
    check (phase in ('waiting', 'reading', 'checking', 'refused', 'checked', 'importing', 'done', 'cancelled', 'failed')),
  rows_done int not null default 0,
  rows_total int not null default 0,
  cancel_asked boolean not null default false,
  recognised text,
  counts text,
  faults text not null default '[]',
  fault_total int not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (town_id, id)
);
call app.protect('import_run');
-- Its author alone; the owner for the nightly cleaning.
do $$ begin
  execute format('create policy author on import_run as restrictive using (user_id = app.actor() or current_user = %L)',
    current_user);
end $$;

create function app.clean_up_imports(moment timestamptz) returns int language plpgsql security definer
  set search_path = public, pg_temp as $$
declare n int;
begin
  delete from import_run where updated_at < moment - interval '1 day';
  get diagnostics n = row_count;
  return n;
end $$;
comment on function app.clean_up_imports(timestamptz) is 'door: forget imports of yesterday, in every town';

-- A repeated import finds each record again by these; equality of text may use an index under row security.
create index item_name on item (town_id, name);
create index budget_line_account on budget_line (town_id, year, product, account);
