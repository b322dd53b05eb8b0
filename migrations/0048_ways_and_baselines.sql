-- Ways of carrying a measure out. The one that stands in the measure has a name here at most; its numbers are the measure's.
create table measure_way (
  town_id uuid not null references town (id) on delete cascade, id uuid not null, measure_id uuid not null,
  name text not null check (length(name) between 1 and 100),
  own boolean not null default false,
  quarters int check (quarters between 1 and 40),
  once_cost_cents bigint not null default 0 check (once_cost_cents between 0 and 1000000000000),
  yearly_cost_cents bigint not null default 0 check (yearly_cost_cents between 0 and 1000000000000),
  effort_days int not null default 0 check (effort_days between 0 and 10000),
  external_days int not null default 0 check (external_days between 0 and 10000),
  note text not null default '' check (length(note) <= 500),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id),
  constraint measure_way_town_id_name_key unique (town_id, measure_id, name),
  constraint measure_way_quarters_check1 check (own = (quarters is null)),
  foreign key (town_id, measure_id) references measure (town_id, id) on delete cascade
);
create unique index measure_way_own on measure_way (town_id, measure_id) where own;
call app.protect('measure_way');

-- A plan in force as it was on a day, to measure progress by: places and cost of all its measures as text.
create table roadmap_baseline (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  name text not null check (length(name) between 1 and 200),
  set_by text not null default '' check (length(set_by) <= 200),
  places text not null,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id)
);
create index roadmap_baseline_created on roadmap_baseline (town_id, created_at);
call app.protect('roadmap_baseline');
