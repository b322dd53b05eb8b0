-- The walk-through: observations with photos and a sketch on a floor plan, answers of checklists per room and week.
-- Ids are made on the devices that capture, perhaps days before they arrive. So an id stands for one record in the whole
-- installation: the indexes below look past row security and refuse an id that another town has.
alter table observation
  add column seen_at timestamptz,
  -- The point of a checklist it came from, e.g. server_room.water.
  add column point text not null default '' check (length(point) <= 100),
  -- A picture among the files of the room's site. No foreign key: files hang on observations, and a circle cannot be saved.
  add column plan_file_id uuid,
  -- Pins and lines with coordinates from 0 to 1 of the picture.
  add column sketch jsonb not null default '{"pins": [], "lines": []}' check (length(sketch::text) <= 100000);
create unique index observation_id_once on observation (id);

create table checklist_answer (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  engagement_id uuid not null, room_id uuid not null,
  point text not null check (point ~ '^[a-z_]+\.[a-z_]+$' and length(point) <= 100),
  answer text not null check (answer in ('ok', 'defect', 'not_applicable', 'not_seen')),
  note text not null default '', seen_by text not null default '', seen_at timestamptz,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id), unique (town_id, engagement_id, room_id, point),
  foreign key (town_id, engagement_id) references engagement (town_id, id) on delete cascade,
  foreign key (town_id, room_id) references room (town_id, id) on delete cascade
);
create index checklist_answer_room on checklist_answer (town_id, room_id);
create unique index checklist_answer_id_once on checklist_answer (id);
call app.protect('checklist_answer');

alter table file drop constraint file_record_kind_check;
alter table file
  add constraint file_record_kind_check
    check (record_kind in ('finding', 'measure', 'item', 'room', 'site', 'contract', 'observation')),
  add column observation_id uuid generated always as (case when record_kind = 'observation' then record_id end) stored,
  add foreign key (town_id, observation_id) references observation (town_id, id) on delete cascade;
create index file_observation on file (town_id, observation_id) where observation_id is not null;
create unique index file_id_once on file (id);
create trigger files_follow after update of office_id on observation for each row
  when (old.office_id is distinct from new.office_id) execute function app.files_follow_office('observation');
