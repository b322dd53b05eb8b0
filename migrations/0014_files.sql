-- Files that hang on a record. The content lies outside the database under its hash; this says whose it is.
-- One column per kind, made from kind and id, so that the database itself refuses a record of another town and takes
-- the rows along when their record is removed.
create table file (
  town_id uuid not null references town (id) on delete cascade, id uuid not null,
  record_kind text not null check (record_kind in ('finding', 'measure', 'item', 'room', 'site', 'contract')),
  record_id uuid not null,
  finding_id uuid generated always as (case when record_kind = 'finding' then record_id end) stored,
  measure_id uuid generated always as (case when record_kind = 'measure' then record_id end) stored,
  item_id uuid generated always as (case when record_kind = 'item' then record_id end) stored,
  room_id uuid generated always as (case when record_kind = 'room' then record_id end) stored,
  site_id uuid generated always as (case when record_kind = 'site' then record_id end) stored,
  contract_id uuid generated always as (case when record_kind = 'contract' then record_id end) stored,
  name text not null check (length(name) between 1 and 200),
  media_type text not null check (length(media_type) <= 100),
  bytes bigint not null check (bytes >= 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  added_by text not null, added_by_user_id uuid,
  office_id uuid, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (town_id, id),
  -- Sending the same file twice, also at once, leaves one row.
  unique (town_id, record_kind, record_id, sha256, name),
  foreign key (town_id, finding_id) references finding (town_id, id) on delete cascade,
  foreign key (town_id, measure_id) references measure (town_id, id) on delete cascade,
  foreign key (town_id, item_id) references item (town_id, id) on delete cascade,
  foreign key (town_id, room_id) references room (town_id, id) on delete cascade,
  foreign key (town_id, site_id) references site (town_id, id) on delete cascade,
  foreign key (town_id, contract_id) references contract (town_id, id) on delete cascade
);
create index file_finding on file (town_id, finding_id) where finding_id is not null;
create index file_measure on file (town_id, measure_id) where measure_id is not null;
create index file_item on file (town_id, item_id) where item_id is not null;
create index file_room on file (town_id, room_id) where room_id is not null;
create index file_site on file (town_id, site_id) where site_id is not null;
create index file_contract on file (town_id, contract_id) where contract_id is not null;
create index file_sha256 on file (town_id, sha256);
call app.protect('file');

-- A record that goes to another office takes its files along; the transaction may not see the new office itself.
create function app.files_follow_office() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  update file set office_id = new.office_id
    where town_id = new.town_id and record_kind = tg_argv[0] and record_id = new.id;
  return null;
end $$;
create trigger files_follow after update of office_id on finding for each row
  when (old.office_id is distinct from new.office_id) execute function app.files_follow_office('finding');
create trigger files_follow after update of office_id on measure for each row
  when (old.office_id is distinct from new.office_id) execute function app.files_follow_office('measure');
create trigger files_follow after update of office_id on item for each row
  when (old.office_id is distinct from new.office_id) execute function app.files_follow_office('item');
create trigger files_follow after update of office_id on room for each row
  when (old.office_id is distinct from new.office_id) execute function app.files_follow_office('room');
create trigger files_follow after update of office_id on site for each row
  when (old.office_id is distinct from new.office_id) execute function app.files_follow_office('site');
create trigger files_follow after update of office_id on contract for each row
  when (old.office_id is distinct from new.office_id) execute function app.files_follow_office('contract');
