-- The week as it is run: who comes to what, which gate was passed how, what the town wants and what else it plans.

alter table engagement add column target_picture text not null default '', add column target_agreed_on date;

create table agenda_guest (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  agenda_entry_id uuid not null, person_id uuid not null,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, agenda_entry_id, person_id),
  foreign key (town_id, agenda_entry_id) references agenda_entry (town_id, id) on delete cascade,
  foreign key (town_id, person_id) references person (town_id, id) on delete cascade
);
create index agenda_guest_person on agenda_guest (town_id, person_id);
call app.protect('agenda_guest');

-- A phase that was closed; with a reason where something was still open.
create table gate_passage (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  engagement_id uuid not null,
  phase text not null check (phase in ('explore', 'review', 'innovate', 'communicate')),
  open_points int not null default 0 check (open_points >= 0),
  reason text not null default '' check (length(reason) <= 2000),
  passed_by text not null default '' check (length(passed_by) <= 200),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, engagement_id, phase), check (open_points = 0 or reason <> ''),
  foreign key (town_id, engagement_id) references engagement (town_id, id) on delete cascade
);
call app.protect('gate_passage');

-- Two goals that contradict or repeat each other, until somebody decides.
create table goal_pair (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  engagement_id uuid not null, goal_id uuid not null, other_goal_id uuid not null,
  relation text not null check (relation in ('contradicts', 'repeats')),
  note text not null default '' check (length(note) <= 2000),
  decision text not null default '' check (length(decision) <= 2000),
  decided_by text not null default '' check (length(decided_by) <= 200), decided_on date,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, goal_id, other_goal_id), check (goal_id <> other_goal_id),
  foreign key (town_id, engagement_id) references engagement (town_id, id) on delete cascade,
  foreign key (town_id, goal_id) references goal (town_id, id) on delete cascade,
  foreign key (town_id, other_goal_id) references goal (town_id, id) on delete cascade
);
create index goal_pair_engagement on goal_pair (town_id, engagement_id);
create index goal_pair_other on goal_pair (town_id, other_goal_id);
call app.protect('goal_pair');

-- What else the town plans: measures are checked against it.
create table development (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  title text not null check (length(title) between 1 and 200),
  kind text not null default 'other' check (kind in ('digital_files', 'building', 'staff', 'broadband', 'school', 'merger', 'law', 'other')),
  due_on date, certainty text not null default 'planned' check (certainty in ('decided', 'planned', 'considered')),
  note text not null default '' check (length(note) <= 4000),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id)
);
call app.protect('development');

-- A calendar that programs fetch without signing in: the whole week, or what one person comes to.
create table calendar_feed (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  engagement_id uuid not null, person_id uuid, user_id uuid,
  token_hash bytea unique,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id),
  foreign key (town_id, engagement_id) references engagement (town_id, id) on delete cascade,
  foreign key (town_id, person_id) references person (town_id, id) on delete cascade
);
create index calendar_feed_engagement on calendar_feed (town_id, engagement_id);
call app.protect('calendar_feed');

create function app.door_calendar(hash bytea) returns table (town_id uuid, slug text, engagement_id uuid, person_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select f.town_id, t.slug, f.engagement_id, f.person_id from calendar_feed f join town t on t.id = f.town_id
  where f.token_hash = hash $$;
comment on function app.door_calendar(bytea) is 'door: which week a calendar link shows';
