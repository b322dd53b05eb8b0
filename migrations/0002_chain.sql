-- The chain from organisation to roadmap, thin but on its final foundations.
create table office (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  name text not null, short text not null default '', it_workplaces int not null default 0 check (it_workplaces >= 0),
  head_title text not null default '',
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, name)
);
call app.protect('office');

create table site (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  name text not null, kind text not null default '', street text not null default '', in_scope boolean not null default true,
  scope_note text not null default '',
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id)
);
call app.protect('site');

create table room (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  site_id uuid not null, name text not null, kind text not null default '', note text not null default '',
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), foreign key (town_id, site_id) references site (town_id, id)
);
create index room_site on room (town_id, site_id);
call app.protect('room');

create table stakeholder_group (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  name text not null, concern text not null default '',
  influence int not null default 3 check (influence between 1 and 5), interest int not null default 3 check (interest between 1 and 5),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id)
);
call app.protect('stakeholder_group');

create table person (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  name text not null, title text not null default '', email text not null default '',
  works_in_id uuid, stakeholder_group_id uuid,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id),
  foreign key (town_id, works_in_id) references office (town_id, id),
  foreign key (town_id, stakeholder_group_id) references stakeholder_group (town_id, id)
);
create index person_office on person (town_id, works_in_id);
create index person_group on person (town_id, stakeholder_group_id);
call app.protect('person');

create table duty (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  person_id uuid not null, role text not null, share_percent int not null default 0 check (share_percent between 0 and 100),
  since date, note text not null default '',
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), foreign key (town_id, person_id) references person (town_id, id) on delete cascade
);
create index duty_person on duty (town_id, person_id);
call app.protect('duty');

create table item (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  number int not null, kind text not null, name text not null, site_id uuid, room_id uuid,
  vendor text not null default '', model text not null default '', quantity int not null default 1 check (quantity >= 0),
  bought_on date, end_of_support_on date,
  criticality text not null default 'normal' check (criticality in ('low', 'normal', 'high', 'critical')),
  note text not null default '',
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, number),
  foreign key (town_id, site_id) references site (town_id, id), foreign key (town_id, room_id) references room (town_id, id)
);
create index item_site on item (town_id, site_id);
create index item_room on item (town_id, room_id);
call app.protect('item');

create table contract (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  number int not null, title text not null, partner text not null, subject text not null default '',
  yearly_cost_cents bigint not null default 0 check (yearly_cost_cents >= 0),
  starts_on date, ends_on date, notice_months int not null default 0 check (notice_months >= 0),
  renews boolean not null default false, note text not null default '',
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, number)
);
call app.protect('contract');

create table budget_line (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  year int not null check (year between 1990 and 2100), product text not null, account text not null, title text not null,
  kind text not null check (kind in ('result', 'investment')),
  planned_cents bigint not null default 0, amended_cents bigint not null default 0,
  committed_cents bigint not null default 0, actual_cents bigint not null default 0,
  contract_id uuid, note text not null default '',
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), foreign key (town_id, contract_id) references contract (town_id, id)
);
create index budget_line_year on budget_line (town_id, year, product);
create index budget_line_contract on budget_line (town_id, contract_id);
call app.protect('budget_line');

create table engagement (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  title text not null, starts_on date not null, ends_on date not null,
  status text not null default 'planned' check (status in ('planned', 'running', 'closed')),
  assignment text not null default '',
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), check (ends_on >= starts_on)
);
call app.protect('engagement');

create table agenda_entry (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  engagement_id uuid not null, day int not null check (day between 1 and 5),
  starts text not null check (starts ~ '^([01]\d|2[0-3]):[0-5]\d$'), ends text not null check (ends ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  phase text not null check (phase in ('explore', 'review', 'innovate', 'communicate')),
  title text not null, place text not null default '', participants text not null default '', note text not null default '',
  done boolean not null default false,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), foreign key (town_id, engagement_id) references engagement (town_id, id) on delete cascade
);
create index agenda_engagement on agenda_entry (town_id, engagement_id);
call app.protect('agenda_entry');

create table goal (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  engagement_id uuid not null, number int not null, title text not null, owner_person_id uuid,
  noticed_by text not null default '', weight int not null default 3 check (weight between 1 and 5),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, number),
  foreign key (town_id, engagement_id) references engagement (town_id, id) on delete cascade,
  foreign key (town_id, owner_person_id) references person (town_id, id)
);
create index goal_engagement on goal (town_id, engagement_id);
create index goal_owner on goal (town_id, owner_person_id);
call app.protect('goal');

create table success_factor (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  engagement_id uuid not null, title text not null, note text not null default '',
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), foreign key (town_id, engagement_id) references engagement (town_id, id) on delete cascade
);
create index success_factor_engagement on success_factor (town_id, engagement_id);
call app.protect('success_factor');

create table observation (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  engagement_id uuid not null, number int not null, room_id uuid, statement text not null,
  severity int not null default 2 check (severity between 1 and 4), seen_by text not null default '',
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, number),
  foreign key (town_id, engagement_id) references engagement (town_id, id) on delete cascade,
  foreign key (town_id, room_id) references room (town_id, id)
);
create index observation_engagement on observation (town_id, engagement_id);
create index observation_room on observation (town_id, room_id);
call app.protect('observation');

create table rating (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  engagement_id uuid not null, framework text not null, requirement text not null,
  level int check (level between 0 and 5), target int not null check (target between 0 and 5),
  certainty text not null default 'open' check (certainty in ('certain', 'assumed', 'open')),
  evidence text not null default '', note text not null default '',
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, engagement_id, framework, requirement),
  foreign key (town_id, engagement_id) references engagement (town_id, id) on delete cascade
);
call app.protect('rating');

create table finding (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  engagement_id uuid not null, number int not null,
  area text not null check (area in ('organisation', 'steering', 'operations', 'security', 'budget', 'infrastructure', 'applications', 'contracts')),
  title text not null, statement text not null, basis text not null default '',
  severity int not null default 2 check (severity between 1 and 4),
  status text not null default 'draft' check (status in ('draft', 'in_review', 'confirmed', 'corrected', 'disputed')),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, number),
  foreign key (town_id, engagement_id) references engagement (town_id, id) on delete cascade
);
create index finding_engagement on finding (town_id, engagement_id, number);
create index finding_status on finding (town_id, status, number);
call app.protect('finding');

create table finding_wording (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  finding_id uuid not null, seq int not null, statement text not null, reason text not null default '',
  by_name text not null, at timestamptz not null,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, finding_id, seq),
  foreign key (town_id, finding_id) references finding (town_id, id) on delete cascade
);
call app.protect('finding_wording');

create table finding_review (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  finding_id uuid not null, reviewer_name text not null, reviewer_title text not null default '', reviewer_user_id uuid,
  answer text not null check (answer in ('agrees', 'disagrees', 'missing')), comment text not null default '', at timestamptz not null,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id),
  foreign key (town_id, finding_id) references finding (town_id, id) on delete cascade
);
create index finding_review_finding on finding_review (town_id, finding_id);
call app.protect('finding_review');

create table finding_link (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  finding_id uuid not null, kind text not null check (kind in ('rating', 'observation', 'item')), target_id uuid not null,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, finding_id, kind, target_id),
  foreign key (town_id, finding_id) references finding (town_id, id) on delete cascade
);
create index finding_link_target on finding_link (town_id, target_id);
call app.protect('finding_link');

create table measure (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  number int not null, title text not null, reason text not null default '', description text not null default '',
  horizon text not null check (horizon in ('short', 'medium', 'long')),
  status text not null default 'proposed' check (status in ('proposed', 'recommended', 'decided', 'postponed', 'rejected', 'done')),
  mandatory boolean not null default false,
  once_cost_cents bigint not null default 0 check (once_cost_cents >= 0), yearly_cost_cents bigint not null default 0 check (yearly_cost_cents >= 0),
  grant_cents bigint not null default 0 check (grant_cents >= 0),
  budget_kind text not null default 'result' check (budget_kind in ('result', 'investment')), budget_line_id uuid,
  effort_days int not null default 0 check (effort_days >= 0), external_days int not null default 0 check (external_days >= 0),
  responsible_role text not null default '', proof text not null default '', indicator text not null default '',
  starts text check (starts ~ '^\d{4}-Q[1-4]$'), quarters int not null default 1 check (quarters between 1 and 40),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, number),
  foreign key (town_id, budget_line_id) references budget_line (town_id, id)
);
create index measure_budget_line on measure (town_id, budget_line_id);
call app.protect('measure');

create table measure_finding (
  town_id uuid not null references town (id) on delete cascade, id uuid not null, measure_id uuid not null, finding_id uuid not null,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, measure_id, finding_id),
  foreign key (town_id, measure_id) references measure (town_id, id) on delete cascade,
  foreign key (town_id, finding_id) references finding (town_id, id)
);
create index measure_finding_finding on measure_finding (town_id, finding_id);
call app.protect('measure_finding');

create table measure_goal (
  town_id uuid not null references town (id) on delete cascade, id uuid not null, measure_id uuid not null, goal_id uuid not null,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, measure_id, goal_id),
  foreign key (town_id, measure_id) references measure (town_id, id) on delete cascade,
  foreign key (town_id, goal_id) references goal (town_id, id)
);
create index measure_goal_goal on measure_goal (town_id, goal_id);
call app.protect('measure_goal');

create table measure_dependency (
  town_id uuid not null references town (id) on delete cascade, id uuid not null, measure_id uuid not null, needs_id uuid not null,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, measure_id, needs_id), check (measure_id <> needs_id),
  foreign key (town_id, measure_id) references measure (town_id, id) on delete cascade,
  foreign key (town_id, needs_id) references measure (town_id, id)
);
create index measure_dependency_needs on measure_dependency (town_id, needs_id);
call app.protect('measure_dependency');

create table year_frame (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  year int not null check (year between 1990 and 2100), result_cents bigint not null default 0 check (result_cents >= 0),
  investment_cents bigint not null default 0 check (investment_cents >= 0),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, year)
);
call app.protect('year_frame');

create function app.door_towns() returns table (town_id uuid, slug text, name text) language sql stable security definer
  set search_path = public, pg_temp as $$ select id, slug, name from town order by name $$;
comment on function app.door_towns() is 'door: list of towns for commands and jobs';
