-- How a measure is decided on, carried out and looked at again: what came of it is read from the town's own rows.
create table measure_decision (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  measure_id uuid not null,
  outcome text not null check (outcome in ('decided', 'postponed', 'rejected', 'done')),
  decided_on date not null,
  body text not null check (body in ('council', 'committee', 'mayor', 'administration')),
  reference text not null default '' check (length(reference) <= 120),
  wording text not null check (length(wording) between 1 and 4000),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id),
  foreign key (town_id, measure_id) references measure (town_id, id) on delete cascade
);
create index measure_decision_measure on measure_decision (town_id, measure_id, decided_on);
call app.protect('measure_decision');

-- One figure per measure. A bound one is computed from rows of the town (src/modules/effect/domain/sources.ts), another is entered.
create table measure_indicator (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  measure_id uuid not null,
  source text not null check (source ~ '^[a-z][a-z_]*$' and length(source) <= 60),
  scope text not null default '' check (length(scope) <= 60),
  name text not null default '' check (length(name) <= 200),
  unit text not null check (unit in ('count', 'percent', 'level', 'euros', 'days', 'hours', 'minutes', 'years')),
  better text not null check (better in ('higher', 'lower')),
  baseline double precision, baseline_on date,
  target double precision not null,
  first_review_on date not null, rhythm_months int not null check (rhythm_months between 1 and 36),
  -- Empty when nothing is to be looked at any more.
  next_review_on date,
  -- The review a letter was written for.
  reminded_for date,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), constraint measure_indicator_town_id_measure_id_key unique (town_id, measure_id),
  check ((baseline is null) = (baseline_on is null)),
  foreign key (town_id, measure_id) references measure (town_id, id) on delete cascade
);
create index measure_indicator_due on measure_indicator (town_id, next_review_on) where next_review_on is not null;
call app.protect('measure_indicator');

create table indicator_value (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  indicator_id uuid not null, measured_on date not null, value double precision not null,
  -- What a computed value counted: so many of so many.
  part int, whole int,
  computed boolean not null, note text not null default '' check (length(note) <= 1000),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), constraint indicator_value_town_id_measured_on_key unique (town_id, indicator_id, measured_on),
  foreign key (town_id, indicator_id) references measure_indicator (town_id, id) on delete cascade
);
call app.protect('indicator_value');

create table measure_review (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  measure_id uuid not null, reviewed_on date not null,
  indicator_name text not null, unit text not null,
  baseline double precision, target double precision not null, value double precision not null,
  judgement text not null check (judgement in ('reached', 'on_the_way', 'failing')),
  consequence text not null check (consequence in ('keep', 'strengthen', 'replace', 'close')),
  reason text not null check (length(reason) between 1 and 4000),
  next_on date,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id),
  check ((next_on is null) = (consequence in ('close', 'replace'))),
  foreign key (town_id, measure_id) references measure (town_id, id) on delete cascade
);
create index measure_review_measure on measure_review (town_id, measure_id, reviewed_on);
call app.protect('measure_review');

-- A measure that came of the review of another one.
create table measure_follow_up (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  measure_id uuid not null, follows_id uuid not null, review_id uuid not null,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), constraint measure_follow_up_town_id_measure_id_key unique (town_id, measure_id),
  check (measure_id <> follows_id),
  foreign key (town_id, measure_id) references measure (town_id, id) on delete cascade,
  foreign key (town_id, follows_id) references measure (town_id, id),
  foreign key (town_id, review_id) references measure_review (town_id, id)
);
create index measure_follow_up_follows on measure_follow_up (town_id, follows_id);
create index measure_follow_up_review on measure_follow_up (town_id, review_id);
call app.protect('measure_follow_up');

-- How a decided measure stands, month by month. Cost, days and hours are those of the month.
create table measure_report (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  measure_id uuid not null, month date not null check (extract(day from month) = 1),
  light text not null check (light in ('green', 'yellow', 'red')),
  sentence text not null check (length(sentence) between 1 and 500),
  blocker text not null default '' check (length(blocker) <= 1000),
  percent int not null check (percent between 0 and 100),
  cost_cents bigint not null default 0, own_days double precision not null default 0 check (own_days >= 0),
  consultant_hours double precision not null default 0 check (consultant_hours >= 0),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), constraint measure_report_town_id_month_key unique (town_id, measure_id, month),
  foreign key (town_id, measure_id) references measure (town_id, id) on delete cascade
);
call app.protect('measure_report');

create table measure_task (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  measure_id uuid not null, title text not null check (length(title) between 1 and 200),
  milestone boolean not null default false, role text not null default '' check (length(role) <= 60),
  due_on date, done_on date,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id),
  foreign key (town_id, measure_id) references measure (town_id, id) on delete cascade
);
create index measure_task_measure on measure_task (town_id, measure_id, due_on);
call app.protect('measure_task');

-- A week that begins with what the last one found: each rating and goal knows where it came from.
alter table engagement add column follows_id uuid, add foreign key (town_id, follows_id) references engagement (town_id, id);
create index engagement_follows on engagement (town_id, follows_id) where follows_id is not null;
alter table rating
  add column carried_from uuid,
  add column carried_level int check (carried_level between 0 and 5),
  add foreign key (town_id, carried_from) references rating (town_id, id) on delete set null (carried_from);
create index rating_carried on rating (town_id, carried_from) where carried_from is not null;
alter table goal
  add column follows_id uuid,
  -- How far it is, in whole per cent, as those responsible judge it in the week.
  add column reached int check (reached between 0 and 100),
  add foreign key (town_id, follows_id) references goal (town_id, id) on delete set null (follows_id);
create index goal_follows on goal (town_id, follows_id) where follows_id is not null;
