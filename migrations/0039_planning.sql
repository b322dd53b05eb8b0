-- When somebody in a role has time for measures: a share of a position over a span of quarters, less days away in each.
create table role_time (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  role text not null check (role ~ '^[a-z][a-z_]*$' and length(role) <= 60),
  from_quarter text not null check (from_quarter ~ '^\d{4}-Q[1-4]$'),
  until_quarter text check (until_quarter ~ '^\d{4}-Q[1-4]$'),
  percent int not null check (percent between 0 and 2000),
  away_days int not null default 0 check (away_days between 0 and 66),
  note text not null default '' check (length(note) <= 500),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), check (until_quarter >= from_quarter)
);
create index role_time_role on role_time (town_id, role);
call app.protect('role_time');

-- What a measure has to wait for or be ready by; a quarter in which nothing new may begin belongs to no measure.
create table plan_condition (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  kind text not null check (kind in ('budget', 'commitment', 'staff_plan', 'staff_council', 'council', 'grant', 'tender', 'other_start',
    'law', 'support_end', 'grant_end', 'other_end', 'lag', 'closed')),
  measure_id uuid, quarter text check (quarter ~ '^\d{4}-Q[1-4]$'),
  needs_id uuid, lag_quarters int check (lag_quarters between 1 and 20),
  note text not null default '' check (length(note) <= 500),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id),
  foreign key (town_id, measure_id) references measure (town_id, id) on delete cascade,
  foreign key (town_id, needs_id) references measure (town_id, id) on delete cascade,
  check ((kind = 'closed') = (measure_id is null)),
  check ((kind = 'lag') = (quarter is null)),
  check ((kind = 'lag') = (needs_id is not null and lag_quarters is not null)),
  check (measure_id <> needs_id)
);
create index plan_condition_measure on plan_condition (town_id, measure_id);
create index plan_condition_needs on plan_condition (town_id, needs_id);
call app.protect('plan_condition');

-- A plan that was reckoned: what was asked, how far it is, what came out. The plan in force stands in the measures.
create table roadmap_plan (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  name text not null check (length(name) between 1 and 200),
  what text not null,
  -- Fingerprint of what was planned; a plan is taken over only while nothing of it has changed.
  basis text not null default '',
  state text not null default 'running' check (state in ('running', 'done', 'cancelled', 'failed')),
  phase text not null default '', rows_done int not null default 0, rows_total int not null default 0,
  cancel_asked boolean not null default false,
  result text, accepted_at timestamptz,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), check ((state = 'done') = (result is not null))
);
create unique index roadmap_plan_running on roadmap_plan (town_id) where state = 'running';
call app.protect('roadmap_plan');
