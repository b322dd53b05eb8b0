-- The agenda by mail: rooms of the town, guests without a record, what everybody was told, and the town's own template.

alter table agenda_entry add column room_id uuid;
alter table agenda_entry add foreign key (town_id, room_id) references room (town_id, id) on delete set null (room_id);
create index agenda_entry_room on agenda_entry (town_id, room_id) where room_id is not null;

-- A guest is a person of the town, or a name and an address; the answer is what somebody told the team.
alter table agenda_guest drop column invited_at, alter column person_id drop not null,
  add column name text not null default '' check (length(name) <= 200),
  add column email text not null default '' check (length(email) <= 200),
  add column answer text not null default 'open' check (answer in ('open', 'accepted', 'declined'));
create unique index agenda_guest_email on agenda_guest (town_id, agenda_entry_id, lower(email))
  where person_id is null and email like '%@%';

-- What a guest was last told of an entry. It outlives both, so that the cancellation reaches who was invited.
create table agenda_invitation (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  engagement_id uuid not null, entry_id uuid not null, person_id uuid,
  name text not null check (length(name) <= 200), email text not null check (length(email) <= 200),
  day date not null, starts text not null, ends text not null,
  title text not null check (length(title) <= 200), place text not null default '' check (length(place) <= 700),
  -- Grows with every letter: calendars take the highest (RFC 5545, 3.8.7.4).
  sequence int not null default 0 check (sequence >= 0),
  asked_at timestamptz not null, invited_by text not null default '' check (length(invited_by) <= 200),
  cancelled_at timestamptz,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id),
  foreign key (town_id, engagement_id) references engagement (town_id, id) on delete cascade,
  foreign key (town_id, person_id) references person (town_id, id) on delete set null (person_id)
);
create index agenda_invitation_engagement on agenda_invitation (town_id, engagement_id);
create index agenda_invitation_person on agenda_invitation (town_id, person_id);
call app.protect('agenda_invitation');

-- The agenda as the town wants to begin with the next time.
create table agenda_template (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  entries jsonb not null check (length(entries::text) <= 200000),
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id)
);
call app.protect('agenda_template');
