-- The steering group: meetings, their agenda and minutes, resolutions and who belongs to it.
create table steering_meeting (
  town_id uuid not null references town (id) on delete cascade, id uuid not null, number int not null,
  held_on date not null, starts text not null default '' check (starts ~ '^([01]\d:[0-5]\d|2[0-3]:[0-5]\d)?$'),
  place text not null default '' check (length(place) <= 200), note text not null default '' check (length(note) <= 2000),
  approved_at timestamptz, approved_by text not null default '', check ((approved_at is null) = (approved_by = '')),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, number)
);
call app.protect('steering_meeting');

create table steering_member (
  town_id uuid not null references town (id) on delete cascade, id uuid not null, meeting_id uuid not null, person_id uuid not null,
  attendance text not null default 'invited' check (attendance in ('invited', 'present', 'excused', 'absent')),
  -- The letter with the minutes was asked for, and sent.
  asked_at timestamptz, told_at timestamptz,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), constraint steering_member_town_id_person_id_key unique (town_id, meeting_id, person_id),
  foreign key (town_id, meeting_id) references steering_meeting (town_id, id) on delete cascade,
  foreign key (town_id, person_id) references person (town_id, id)
);
create index steering_member_person on steering_member (town_id, person_id);
call app.protect('steering_member');

create table steering_item (
  town_id uuid not null references town (id) on delete cascade, id uuid not null, meeting_id uuid not null,
  position int not null default 0, title text not null check (length(title) between 1 and 200),
  reason text not null default 'own' check (reason in ('own', 'red', 'yellow', 'blocked', 'overdue', 'undecided', 'review', 'silent', 'resolution')),
  measure_id uuid, minutes text not null default '' check (length(minutes) <= 8000),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id),
  foreign key (town_id, meeting_id) references steering_meeting (town_id, id) on delete cascade,
  foreign key (town_id, measure_id) references measure (town_id, id) on delete set null (measure_id)
);
create index steering_item_meeting on steering_item (town_id, meeting_id, position);
create index steering_item_measure on steering_item (town_id, measure_id) where measure_id is not null;
call app.protect('steering_item');

create table steering_resolution (
  town_id uuid not null references town (id) on delete cascade, id uuid not null, number int not null, meeting_id uuid not null,
  measure_id uuid, wording text not null check (length(wording) between 1 and 2000),
  role text not null default '' check (length(role) <= 60), due_on date, done_on date,
  done_note text not null default '' check (length(done_note) <= 1000),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, number),
  foreign key (town_id, meeting_id) references steering_meeting (town_id, id) on delete cascade,
  foreign key (town_id, measure_id) references measure (town_id, id) on delete set null (measure_id)
);
create index steering_resolution_meeting on steering_resolution (town_id, meeting_id);
create index steering_resolution_measure on steering_resolution (town_id, measure_id) where measure_id is not null;
create index steering_resolution_open on steering_resolution (town_id, due_on) where done_on is null;
call app.protect('steering_resolution');
