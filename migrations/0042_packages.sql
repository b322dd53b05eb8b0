-- How strongly a measure serves what it is linked with: 1 helps, 2 carries a good part, 3 is made for it.
alter table measure_finding add column strength int not null default 2 check (strength between 1 and 3);
alter table measure_goal add column strength int not null default 2 check (strength between 1 and 3);
-- Keys of the measures of the library that it stands for, with blanks between them: those are not suggested any more.
alter table measure add column library text not null default '' check (library ~ '^([a-z][a-z0-9-]*( [a-z][a-z0-9-]*)*)?$' and length(library) <= 600);

-- Packages reckoned beside each other under limits of money and time: what was asked, how far it is, what came out.
create table measure_package (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  name text not null check (length(name) between 1 and 200),
  what text not null, basis text not null default '',
  state text not null default 'running' check (state in ('running', 'done', 'cancelled', 'failed')),
  phase text not null default '', rows_done int not null default 0, rows_total int not null default 0,
  cancel_asked boolean not null default false, result text,
  -- What was taken over, and the transaction that did it, so that it can be taken back.
  taken text not null default '', taken_at timestamptz, taken_xid text not null default '',
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), check ((state = 'done') = (result is not null))
);
create unique index measure_package_running on measure_package (town_id) where state = 'running';
call app.protect('measure_package');

-- From where to where the cost of a measure may lie, what it takes of the town's own time each year, and how sure that is.
create table measure_economy (
  town_id uuid not null references town (id) on delete cascade, id uuid not null, measure_id uuid not null,
  once_least_cents bigint, once_most_cents bigint, yearly_least_cents bigint, yearly_most_cents bigint,
  effort_least_days int, effort_most_days int, yearly_least_days int not null default 0, yearly_most_days int not null default 0,
  once_certainty text not null check (once_certainty in ('measured', 'estimated', 'unknown')),
  yearly_certainty text not null check (yearly_certainty in ('measured', 'estimated', 'unknown')),
  effort_certainty text not null check (effort_certainty in ('measured', 'estimated', 'unknown')),
  note text not null default '' check (length(note) <= 2000),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, measure_id),
  foreign key (town_id, measure_id) references measure (town_id, id) on delete cascade,
  check ((once_least_cents is null) = (once_most_cents is null) and once_least_cents >= 0 and once_least_cents <= once_most_cents),
  check ((yearly_least_cents is null) = (yearly_most_cents is null) and yearly_least_cents >= 0 and yearly_least_cents <= yearly_most_cents),
  check ((effort_least_days is null) = (effort_most_days is null) and effort_least_days >= 0 and effort_least_days <= effort_most_days),
  check (yearly_least_days >= 0 and yearly_least_days <= yearly_most_days)
);
call app.protect('measure_economy');

-- What falls away once a measure works: so much each year, from one of the five years on.
create table measure_replacement (
  town_id uuid not null references town (id) on delete cascade, id uuid not null, measure_id uuid not null,
  title text not null check (length(title) between 1 and 200), contract_id uuid,
  yearly_least_cents bigint not null check (yearly_least_cents >= 0), yearly_most_cents bigint not null,
  from_year int not null default 1 check (from_year between 1 and 5),
  certainty text not null check (certainty in ('measured', 'estimated', 'unknown')),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), check (yearly_least_cents <= yearly_most_cents),
  foreign key (town_id, measure_id) references measure (town_id, id) on delete cascade,
  foreign key (town_id, contract_id) references contract (town_id, id)
);
create index measure_replacement_measure on measure_replacement (town_id, measure_id);
create index measure_replacement_contract on measure_replacement (town_id, contract_id);
call app.protect('measure_replacement');

-- What a day of the town's own people costs, by role; without a role for all that have no rate of their own.
create table role_rate (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  role text not null default '' check (role ~ '^([a-z][a-z_]*)?$' and length(role) <= 60),
  day_cents bigint not null check (day_cents between 0 and 1000000),
  certainty text not null check (certainty in ('measured', 'estimated', 'unknown')),
  note text not null default '' check (length(note) <= 500),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, role)
);
call app.protect('role_rate');

-- Ids among `ids` that rows of other tables point at which came or were changed at another moment than `at`.
create function app.touched_since(of_table text, ids uuid[], at timestamptz) returns setof uuid language plpgsql stable
  set search_path = public, pg_temp as $$
declare r record;
begin
  for r in select c.conrelid::regclass as from_table, a.attname as from_column
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[array_length(c.conkey, 1)]
    where c.contype = 'f' and c.confrelid = format('public.%I', of_table)::regclass
      and exists (select from pg_attribute u where u.attrelid = c.conrelid and u.attname = 'updated_at' and not u.attisdropped)
  loop
    return query execute format('select distinct t.%I from %s t where t.town_id = app.town() and t.%I = any ($1) and t.updated_at <> $2',
      r.from_column, r.from_table, r.from_column) using ids, at;
  end loop;
end $$;
comment on function app.touched_since(text, uuid[], timestamptz) is 'app: which records others of the town have come to point at';
